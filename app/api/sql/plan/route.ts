import { defineRoute } from '@/lib/authz/route'
import { answered } from '@/lib/sql/answer'
import { askSql, readStatement } from '@/lib/sql/ask'
import { explainSql } from '@/lib/sql/run'

/** What the database would do to answer, without doing it. */
export const POST = defineRoute('POST /api/sql/plan', ({ actor, request, requestId }) =>
  answered(async () => {
    const statement = await readStatement(request)
    const asked = { actor, statement, action: 'sql.plan', requestId, signal: request.signal } as const
    return { plan: await askSql(asked, (access, visit) => explainSql(access, statement, visit)) }
  }),
)
