import { inLine } from '@/lib/api/in-line'
import { refuseParametersBut, tableNamed } from '@/lib/api/tables'
import { recordView } from '@/lib/audit/saw'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { app } from '@/lib/db/app'
import { readFacets } from '@/lib/explorer/facets'
import { InvalidTableQuery } from '@/lib/explorer/invalid-table-query'
import { single } from '@/lib/explorer/single-parameter'
import { readTableQuery, tableQueryParams } from '@/lib/explorer/table-query'

export const GET = defineRoute(
  'GET /api/v1/tables/[table]/facets',
  async ({ actor, scope, params, search, requestId }) => {
    refuseParametersBut(['columns', 'filter', 'any', 'q', 'find'], search)
    if (!search.get('columns')) throw new InvalidTableQuery('columns', 'columns names the columns to count.')
    const query = readTableQuery(tableNamed(params['table'] ?? ''), search)
    const name = qualifiedName(query.table)
    const seen = tableQueryParams({ ...query, columns: query.table.columns })
    // As the page of these rows writes it down: the columns counted beside them are no views of their own.
    await recordView(app(), { actor, action: 'table.view', subject: name, filters: seen.toString(), requestId })
    return inLine(actor.id, () =>
      withReader(scope, async (reader) => {
        const names = query.columns.map((column) => column.name)
        return Response.json({
          table: name,
          facets: await readFacets(reader, query, names, single(search, 'find')),
          as_of: reader.asOf,
          data_version: reader.dataVersion,
        })
      }),
    )
  },
)
