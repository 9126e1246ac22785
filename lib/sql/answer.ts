/** What the page is told about a statement: its rows, or what is wrong with it and where. */
import { Refusal } from '@/lib/authz/problem'
import { errorCode } from '@/lib/db/error-code'
import { SqlClosed } from './access'
import { SqlProblem } from './check'
import { CROWDED, TurnTaken } from './session'

export interface SqlRefusal {
  readonly title: string
  /** In UTF-16 units of what was written; null: not at one place. */
  readonly position: number | null
  readonly hint: string | null
}

/** Expected failures are answers; everything else is the route's. */
export async function answered(ask: () => Promise<object>): Promise<Response> {
  try {
    const answer = await ask()
    return answer instanceof Response ? answer : Response.json(answer)
  } catch (caught) {
    const error = inWords(caught)
    const status = statusOf(error)
    if (status === null) throw error
    const { message: title } = error as Error
    const { position = null, hint = null } = error instanceof SqlProblem ? error : {}
    return Response.json({ title, position, hint } satisfies SqlRefusal, { status })
  }
}

/** The same, for routes that answer with problems like everybody else. */
export async function answeredOrRefused<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (caught) {
    const error = inWords(caught)
    const status = statusOf(error)
    if (status === null) throw error
    throw new Refusal({ status, title: 'The statement was not run', detail: (error as Error).message })
  }
}

/** Downloads wait for one of few connections, and then neither the pool nor the server says what to do. */
function inWords(error: unknown): unknown {
  const isFull = error instanceof Error && error.message === 'timeout exceeded when trying to connect'
  return isFull || errorCode(error) === '53300' ? new SqlProblem(CROWDED) : error
}

function statusOf(error: unknown): number | null {
  if (error instanceof SqlProblem) return 422
  if (error instanceof TurnTaken) return 429
  return error instanceof SqlClosed ? 503 : null
}
