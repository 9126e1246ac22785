import { csvResponse, exportName } from '@/lib/api/csv-response'
import { notFound, Refusal } from '@/lib/authz/problem'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { personMetrics } from '@/lib/metrics/people'
import { compileReport } from '@/lib/reports/compile-report'
import { findReport, type Report } from '@/lib/reports/reports'

/** The list of people behind a cell is taken away like a report. */
const people: Pick<Report, 'slug' | 'metrics' | 'by'> = { slug: 'people', metrics: personMetrics, by: ['person'] }

/** Exactly what the page shows under these filters, whole: the answer streams, however long it is. */
export const GET = defineRoute('GET /export/[report]', async ({ actor, scope, params, search, requestId }) => {
  const slug = params['report'] ?? ''
  const report = slug === people.slug ? people : findReport(slug)
  if (!report) throw new Refusal(notFound(`report "${slug}"`))
  const { query, filters, asOf } = await withReader(scope, async (reader) => compileReport(reader, report, search))
  return csvResponse(actor, query, {
    name: exportName(report.slug, filters, asOf),
    filters: search.toString(),
    requestId,
  })
})
