import { sourceDownload } from '@/lib/api/source-download'
import { defineRoute } from '@/lib/authz/route'

/** Lists of people and tables of single analyses, under the filters of the page that shows them; lists come whole. */
export const GET = defineRoute('GET /export/analysis/[analysis]', async (visit) =>
  sourceDownload(visit, 'analysis', visit.params['analysis'] ?? ''),
)
