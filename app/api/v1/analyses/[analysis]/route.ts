import { analysisNamed, answerAnalysis } from '@/lib/api/analyses'
import { versioned } from '@/lib/api/versioned'
import { recordView } from '@/lib/audit/saw'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'

export const GET = defineRoute('GET /api/v1/analyses/[analysis]', async (visit) => {
  const { actor, params, search, requestId } = visit
  const id = params['analysis'] ?? ''
  const analysis = analysisNamed(id)
  const answer = await versioned(visit, (reader) => answerAnalysis(reader, analysis, search), analysis.restsOn)
  if (analysis.learnerRows) {
    await recordView(app(), { actor, action: 'people.view', subject: id, filters: search.toString(), requestId })
  }
  return answer
})
