import { sourceDownload } from '@/lib/api/source-download'
import { defineRoute } from '@/lib/authz/route'

/** Exactly what the page shows under this address, whole: the answer streams, however long it is. */
export const GET = defineRoute('GET /export/[report]', async (visit) =>
  sourceDownload(visit, 'report', visit.params['report'] ?? ''),
)
