import { sourceDownload } from '@/lib/api/source-download'
import { defineRoute } from '@/lib/authz/route'
import { answeredOrRefused } from '@/lib/sql/answer'

export const GET = defineRoute('GET /export/sql/[query]', async (visit) =>
  answeredOrRefused(() => sourceDownload(visit, 'sql', visit.params['query'] ?? '')),
)
