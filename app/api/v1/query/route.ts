import { csvResponse, exportName } from '@/lib/api/csv-response'
import { answerQuery, compileQuery, readFormat } from '@/lib/api/query'
import { recordView } from '@/lib/audit/saw'
import { versioned } from '@/lib/api/versioned'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { readFilters, readList } from '@/lib/filters/url'

export const GET = defineRoute('GET /api/v1/query', async (visit) => {
  const { actor, scope, search, requestId } = visit
  if (readFormat(search) === 'json') {
    const answer = await versioned(visit, (reader) => answerQuery(reader, search))
    if (readList(search, 'by').includes('person')) {
      await recordView(app(), { actor, action: 'people.view', subject: 'query', filters: search.toString(), requestId })
    }
    return answer
  }
  const { query, asOf } = await compileQuery(scope, search)
  const name = exportName('query', readFilters(search, new Date(), asOf), asOf)
  return csvResponse(actor, query, { name, filters: search.toString(), requestId })
})
