import { csvResponse, exportName } from '@/lib/api/csv-response'
import { reportNamed } from '@/lib/api/reports'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { compileReport } from '@/lib/reports/compile-report'

/** Exactly what the page shows under this address, whole: the answer streams, however long it is. */
export const GET = defineRoute('GET /export/[report]', async ({ actor, scope, params, search, requestId }) => {
  const report = reportNamed(actor, params['report'] ?? '')
  const { query, filters, asOf } = await withReader(scope, async (reader) => compileReport(reader, report, search))
  return csvResponse(actor, query, {
    name: exportName(report.slug, filters, asOf),
    filters: search.toString(),
    requestId,
  })
})
