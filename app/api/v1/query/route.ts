import { csvResponse, exportName } from '@/lib/api/csv-response'
import { answerQuery, compileQuery, readFormat } from '@/lib/api/query'
import { defineRoute } from '@/lib/authz/route'
import { readFilters } from '@/lib/filters/url'

export const GET = defineRoute('GET /api/v1/query', async ({ actor, scope, search, requestId }) => {
  if (readFormat(search) === 'json') return Response.json(await answerQuery(scope, search))
  const { query, asOf } = await compileQuery(scope, search)
  const name = exportName('query', readFilters(search, new Date(), asOf), asOf)
  return csvResponse(actor, query, { name, filters: search.toString(), requestId })
})
