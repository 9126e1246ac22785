import { z } from 'zod'
import { downloadResponse } from '@/lib/api/download'
import { readWanted } from '@/lib/api/wanted'
import { defineRoute } from '@/lib/authz/route'
import { sqlAccess } from '@/lib/sql/access'
import { answered } from '@/lib/sql/answer'
import { askSql } from '@/lib/sql/ask'
import { SqlProblem } from '@/lib/sql/check'
import { LONGEST_EXPORT_MS, wholeAnswer } from '@/lib/sql/whole'

/** The whole answer of a statement, in any format; a form sends it, because a statement may be longer than an address. */
export const POST = defineRoute('POST /export/sql', async ({ actor, request, search, requestId }) => {
  const { wanted } = readWanted(search)
  return answered(async () => {
    const statement = await statementOf(request)
    // Its text stands in the entry of the statement itself, which has the same request.
    const download = { name: 'sql', filters: '', requestId, wanted }
    const asked = { actor, statement, action: 'sql.export', requestId, signal: request.signal } as const
    const query = await askSql(asked, (access, visit) => wholeAnswer(access, statement, visit))
    return downloadResponse(actor, query, {
      ...download,
      pool: (await sqlAccess()).downloads,
      patienceMs: LONGEST_EXPORT_MS,
      signal: request.signal,
    })
  })
})

/** Within JSON, because a form would change the ends of lines. */
async function statementOf(request: Request): Promise<string> {
  const field = (await request.formData().catch(() => null))?.get('statement')
  try {
    return z.string().parse(JSON.parse(z.string().parse(field)))
  } catch {
    throw new SqlProblem('Send the statement as the field "statement" of a form, written as JSON.')
  }
}
