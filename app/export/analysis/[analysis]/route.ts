import { analysisStatement } from '@/lib/analyses/analysis-statement'
import { analysisNamed, readAnalysisQuery } from '@/lib/api/analyses'
import { csvResponse, exportName } from '@/lib/api/csv-response'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'

/** Lists of people and tables of single analyses, under the filters of the page that shows them; lists come whole. */
export const GET = defineRoute('GET /export/analysis/[analysis]', async (visit) => {
  const { actor, scope, params, search, requestId } = visit
  const id = params['analysis'] ?? ''
  const analysis = analysisNamed(id)
  const { query, name } = await withReader(scope, async (reader) => {
    const asked = readAnalysisQuery(reader, analysis, search)
    const name = exportName(id, asked.filters, reader.asOf)
    if (!analysis.statement) {
      return { query: analysisStatement(reader, analysis.columns, await analysis.rows(reader, asked)), name }
    }
    return { query: analysis.statement(reader, { ...asked, whole: true }).compile(reader.db), name }
  })
  return csvResponse(actor, query, { name, filters: search.toString(), requestId })
})
