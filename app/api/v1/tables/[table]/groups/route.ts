import { readFormat } from '@/lib/api/query'
import { sourceDownload } from '@/lib/api/source-download'
import { refuseParametersBut, tableNamed } from '@/lib/api/tables'
import { recordView } from '@/lib/audit/saw'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { app } from '@/lib/db/app'
import { groupParameters, readGroupQuery } from '@/lib/explorer/group-query'
import { readGroups } from '@/lib/explorer/group-rows'

export const GET = defineRoute('GET /api/v1/tables/[table]/groups', async (visit) => {
  const { actor, scope, params, search, requestId } = visit
  if (readFormat(search) !== 'json') return sourceDownload(visit, 'groups', params['table'] ?? '')
  refuseParametersBut([...groupParameters, 'format'], search)
  const query = readGroupQuery(tableNamed(params['table'] ?? ''), search)
  const name = qualifiedName(query.table)
  const filters = search.toString()
  await recordView(app(), { actor, action: 'table.view', subject: name, filters, requestId })
  return withReader(scope, async (reader) =>
    Response.json({
      table: name,
      columns: [...query.dimensions, ...query.measures].map(({ key, kind }) => ({ name: key, type: kind })),
      ...(await readGroups(reader, query)),
      as_of: reader.asOf,
      data_version: reader.dataVersion,
    }),
  )
})
