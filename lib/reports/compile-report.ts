/** A report's table as one statement, for downloads that stream it. */
import type { ScopedReader } from '@/lib/authz/reader'
import { readFilters, refuseUnknown } from '@/lib/filters/url'
import { askCompiled } from '@/lib/metrics/ask'
import type { Report } from './reports'

export function compileReport(
  reader: ScopedReader,
  report: Pick<Report, 'metrics' | 'by'>,
  search: URLSearchParams,
  alsoKnown: readonly string[] = [],
) {
  refuseUnknown(search, alsoKnown)
  const filters = { ...readFilters(search, new Date(), reader.asOf), compare: 'none' as const }
  const by = report.by.map((name) => (name === 'grain' ? filters.grain : name))
  return { ...askCompiled(reader, { metrics: report.metrics, by, filters }), filters, asOf: reader.asOf }
}
