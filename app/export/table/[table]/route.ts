import { csvResponse } from '@/lib/api/csv-response'
import { refuseUnknownParameters, tableNamed } from '@/lib/api/tables'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { tableExport } from '@/lib/explorer/table-page'
import { readTableQuery } from '@/lib/explorer/table-query'

export const GET = defineRoute('GET /export/table/[table]', async ({ actor, scope, params, search, requestId }) => {
  refuseUnknownParameters(search)
  const query = readTableQuery(tableNamed(params['table'] ?? ''), search)
  const rows = await withReader(scope, async (reader) => tableExport(reader, query))
  return csvResponse(actor, rows, { name: qualifiedName(query.table), filters: search.toString(), requestId })
})
