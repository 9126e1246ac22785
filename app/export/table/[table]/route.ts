import { sourceDownload } from '@/lib/api/source-download'
import { defineRoute } from '@/lib/authz/route'

export const GET = defineRoute('GET /export/table/[table]', async (visit) =>
  sourceDownload(visit, 'table', visit.params['table'] ?? ''),
)
