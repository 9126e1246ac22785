import { sourceDownload } from '@/lib/api/source-download'
import { defineRoute } from '@/lib/authz/route'

export const GET = defineRoute('GET /export/sql/[query]', async (visit) =>
  sourceDownload(visit, 'sql', visit.params['query'] ?? ''),
)
