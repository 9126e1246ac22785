import { readFormat } from '@/lib/api/query'
import { sourceDownload } from '@/lib/api/source-download'
import { refuseUnknownParameters, tableNamed } from '@/lib/api/tables'
import { recordView } from '@/lib/audit/saw'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { countTableRows, readTablePage } from '@/lib/explorer/table-page'
import { readTableQuery } from '@/lib/explorer/table-query'

export const GET = defineRoute('GET /api/v1/tables/[table]', async (visit) => {
  const { actor, scope, params, search, requestId } = visit
  if (readFormat(search) !== 'json') return sourceDownload(visit, 'table', params['table'] ?? '')
  refuseUnknownParameters(search)
  const query = readTableQuery(tableNamed(params['table'] ?? ''), search)
  const name = `${query.table.schema}.${query.table.name}`
  await recordView(app(), { actor, action: 'table.view', subject: name, filters: search.toString(), requestId })
  return withReader(scope, async (reader) => {
    const page = await readTablePage(reader, query)
    const count = await countTableRows(reader, query)
    return Response.json({
      table: name,
      columns: query.columns.map(({ name: column, kind }) => ({ name: column, type: kind })),
      ...page,
      count: count.rows,
      count_is_capped: count.capped,
      as_of: reader.asOf,
      data_version: reader.dataVersion,
    })
  })
})
