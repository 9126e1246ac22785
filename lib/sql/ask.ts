/** A statement of a person: counted, written down with its text before it runs, and two at once at most. */
import { z } from 'zod'
import { record } from '@/lib/audit/record'
import { countTry } from '@/lib/auth/rate-limit'
import type { Actor } from '@/lib/authz/actor'
import { readerOf } from '@/lib/authz/scope'
import { app } from '@/lib/db/app'
import { sqlAccess, type SqlAccess } from './access'
import { LONGEST_STATEMENT, SqlProblem } from './check'
import { type SqlVisit, TurnTaken } from './session'

interface Asked {
  readonly actor: Actor
  readonly statement: string
  readonly action: 'sql.run' | 'sql.plan' | 'sql.export'
  /** Of the background there is none. */
  readonly requestId?: string
  readonly signal?: AbortSignal
}

export async function askSql<T>(
  { actor, statement, action, requestId, signal }: Asked,
  ask: (access: SqlAccess, visit: SqlVisit) => Promise<T>,
): Promise<T> {
  await countTry('sql.run', actor.id)
  const entry = {
    actor,
    action,
    subject: 'sql',
    detail: { statement: statement.slice(0, LONGEST_STATEMENT) },
    ...(requestId && { requestId }),
  }
  const access = await sqlAccess()
  await record(app(), entry)
  try {
    return await ask(access, { reader: readerOf(actor), ...(signal && { signal }) })
  } catch (error) {
    const code =
      error instanceof SqlProblem ? (error.code ?? 'refused') : error instanceof TurnTaken ? 'busy' : 'failed'
    await record(app(), { ...entry, outcome: 'failed', detail: { ...entry.detail, code } })
    throw error
  }
}

const body = z.object({ statement: z.string().max(LONGEST_STATEMENT + 1) })

/** From the body of a request. */
export async function readStatement(request: Request): Promise<string> {
  const parsed = body.safeParse(await request.json().catch(() => null))
  if (!parsed.success)
    throw new SqlProblem(
      `Send {"statement": "select …"} as JSON, with at most ${LONGEST_STATEMENT.toLocaleString('en')} characters.`,
    )
  return parsed.data.statement
}
