import { readFormat } from '@/lib/api/query'
import { answerReport, reportNamed } from '@/lib/api/reports'
import { sourceDownload } from '@/lib/api/source-download'
import { versioned } from '@/lib/api/versioned'
import { defineRoute } from '@/lib/authz/route'

export const GET = defineRoute('GET /api/v1/reports/[report]', async (visit) => {
  const { actor, params, search } = visit
  const slug = params['report'] ?? ''
  if (readFormat(search) !== 'json') return sourceDownload(visit, 'report', slug)
  const report = reportNamed(actor, slug)
  return versioned(visit, (reader) => answerReport(reader, report, search))
})
