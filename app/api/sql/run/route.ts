import { defineRoute } from '@/lib/authz/route'
import { answered } from '@/lib/sql/answer'
import { askSql, readStatement } from '@/lib/sql/ask'
import { runSql } from '@/lib/sql/run'

export const POST = defineRoute('POST /api/sql/run', ({ actor, request, requestId }) =>
  answered(async () => {
    const statement = await readStatement(request)
    const asked = { actor, statement, action: 'sql.run', requestId, signal: request.signal } as const
    return askSql(asked, (access, visit) => runSql(access, statement, visit))
  }),
)
