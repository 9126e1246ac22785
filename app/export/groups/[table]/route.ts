import { sourceDownload } from '@/lib/api/source-download'
import { defineRoute } from '@/lib/authz/route'

export const GET = defineRoute('GET /export/groups/[table]', async (visit) =>
  sourceDownload(visit, 'groups', visit.params['table'] ?? ''),
)
