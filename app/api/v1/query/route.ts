import { downloadResponse } from '@/lib/api/download'
import { answerQuery, compileQuery, readFormat } from '@/lib/api/query'
import { recordView } from '@/lib/audit/saw'
import { readWanted } from '@/lib/api/wanted'
import { versioned } from '@/lib/api/versioned'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { definitionsOf } from '@/lib/exports/sources'
import { exportName } from '@/lib/export/file-name'
import { readFilters, readList, readOne } from '@/lib/filters/url'
import { readMetrics } from '@/lib/metrics/names'

export const GET = defineRoute('GET /api/v1/query', async (visit) => {
  const { actor, scope, search, requestId } = visit
  if (readFormat(search) === 'json') {
    const answer = await versioned(visit, (reader) => answerQuery(reader, search))
    if (readList(search, 'by').includes('person')) {
      await recordView(app(), { actor, action: 'people.view', subject: 'query', filters: search.toString(), requestId })
    }
    return answer
  }
  const { wanted, rest } = readWanted(search)
  const { query, asOf } = await compileQuery(scope, rest)
  const name = exportName('query', readFilters(rest, new Date(), asOf), asOf)
  const definitions = definitionsOf(readMetrics(readOne(rest, 'metrics')))
  return downloadResponse(actor, query, { name, definitions, filters: rest.toString(), requestId, wanted })
})
