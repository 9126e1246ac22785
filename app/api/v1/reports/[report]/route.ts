import { csvResponse, exportName } from '@/lib/api/csv-response'
import { readFormat } from '@/lib/api/query'
import { answerReport, reportNamed } from '@/lib/api/reports'
import { versioned } from '@/lib/api/versioned'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { compileReport } from '@/lib/reports/compile-report'

export const GET = defineRoute('GET /api/v1/reports/[report]', async (visit) => {
  const { actor, scope, params, search, requestId } = visit
  const report = reportNamed(actor, params['report'] ?? '')
  if (readFormat(search) === 'json') return versioned(visit, (reader) => answerReport(reader, report, search))
  const { query, filters, asOf } = await withReader(scope, async (reader) =>
    compileReport(reader, report, search, ['format']),
  )
  return csvResponse(actor, query, {
    name: exportName(report.slug, filters, asOf),
    filters: search.toString(),
    requestId,
  })
})
