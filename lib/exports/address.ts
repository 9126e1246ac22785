/** The address of an export's CSV, as pages link it, taken apart. */
import { sources, type SourceKind } from './sources'

export interface ExportAddress {
  readonly kind: SourceKind
  readonly subject: string
  /** The rows' own parameters. */
  readonly search: string
}

const LONGEST = 8_000

/** Null: no address that can be made in the background. */
export function readExportAddress(href: string): ExportAddress | null {
  if (href.length > LONGEST || !href.startsWith('/export/')) return null
  const [path = '', query = ''] = href.split('?')
  const search = new URLSearchParams(query)
  search.delete('format')
  search.delete('manifest')
  for (const kind of Object.keys(sources) as SourceKind[]) {
    const start = sources[kind].path
    const subject = path.startsWith(start) ? path.slice(start.length) : ''
    if (/^[A-Za-z0-9_.-]+$/.test(subject)) return { kind, subject, search: search.toString() }
  }
  return null
}

export function exportHref({ kind, subject, search }: ExportAddress): string {
  return `${sources[kind].path}${subject}${search === '' ? '' : `?${search}`}`
}
