/** Names of files: what, which period, which moment of the data. */
import { formats, type FormatId } from '@/lib/format/file-format'

/** Letters, digits, dots and hyphens only: the name stands in a header. */
export function fileName(name: string, format: FormatId): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '') || 'export'
  return `${plain}.${formats[format].extension}`
}

/** "learning-activity_2026-01-01_2026-03-31_as-of-2026-04-01": report, period and load time of the data. */
export function exportName(
  what: string,
  period: { from: string; to: string },
  asOf: Readonly<Record<string, string | null>>,
): string {
  const newest = Object.values(asOf)
    .filter((time) => time !== null)
    .sort()
    .at(-1)
  return [what, period.from, period.to, ...(newest ? [`as-of-${newest.slice(0, 10)}`] : [])].join('_')
}
