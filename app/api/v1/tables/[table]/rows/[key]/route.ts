import { refuseParametersBut, tableNamed } from '@/lib/api/tables'
import { recordView } from '@/lib/audit/saw'
import { notFound, Refusal } from '@/lib/authz/problem'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { app } from '@/lib/db/app'
import { readRow } from '@/lib/explorer/row'

export const GET = defineRoute(
  'GET /api/v1/tables/[table]/rows/[key]',
  async ({ actor, scope, params, search, requestId }) => {
    refuseParametersBut([], search)
    const table = tableNamed(params['table'] ?? '')
    const key = params['key'] ?? ''
    return withReader(scope, async (reader) => {
      const row = await readRow(reader, table, key)
      if (!row) throw new Refusal(notFound(`row of ${qualifiedName(table)} with this key`))
      const filters = `row=${key}`
      await recordView(app(), { actor, action: 'table.view', subject: qualifiedName(table), filters, requestId })
      return Response.json({
        table: qualifiedName(table),
        ...row,
        as_of: reader.asOf,
        data_version: reader.dataVersion,
      })
    })
  },
)
