/** The numbers of a chart as a table: what "View as table" shows and "CSV" saves. */
export interface TwinColumn {
  readonly label: string
  readonly numeric: boolean
}

export interface TwinCell {
  /** As people read it. */
  readonly text: string
  /** As a file has it: ISO days, plain numbers. */
  readonly raw: string | number | null
  /** Where the mark of this cell leads. */
  readonly href?: string | undefined
}

export interface Twin {
  readonly columns: readonly TwinColumn[]
  readonly rows: readonly (readonly TwinCell[])[]
}

/** What a spreadsheet would run as a formula (OWASP's list), also behind blanks and quotes. */
const formula = /^[\s"'\u200b\u2060\ufeff]*[=+\-@＝＋－＠\t\r]/

/** RFC 4180 with a mark for Excel that it is UTF-8. */
export function twinCsv({ columns, rows }: Twin): string {
  const records = [columns.map(({ label }) => field(label)), ...rows.map((row) => row.map(({ raw }) => field(raw)))]
  return `\ufeff${records.map((record) => `${record.join(',')}\r\n`).join('')}`
}

function field(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** "Learning hours by technology" → "learning-hours-by-technology". */
export function fileName(title: string): string {
  return (
    title
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'chart'
  )
}
