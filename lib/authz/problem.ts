/** Errors for programs: RFC 9457 problem details. What is not known to be fit for people becomes a plain 500. */
import { RateLimited } from '@/lib/auth/rate-limit'
import { errorCode } from '@/lib/db/error-code'
import { log } from '@/lib/log'

export interface Problem {
  readonly status: number
  readonly title: string
  readonly detail: string
  /** The parameter that is at fault. */
  readonly param?: string
  /** What would have been valid. */
  readonly valid?: readonly string[]
}

/** An answer that a handler gives instead of a result. */
export class Refusal extends Error {
  override name = 'Refusal'
  constructor(readonly problem: Problem) {
    super(problem.detail)
  }
}

export const unauthenticated: Problem = {
  status: 401,
  title: 'Sign-in needed',
  detail: 'Sign in, or send a valid token as "Authorization: Bearer sk_…".',
}
export const forbidden: Problem = { status: 403, title: 'Not allowed', detail: 'Your role does not allow this.' }
export const notFound = (what: string): Problem => ({ status: 404, title: 'Not found', detail: `There is no ${what}.` })

export function problemResponse(problem: Problem, requestId: string, headers: HeadersInit = {}): Response {
  const { status, title, detail, param, valid } = problem
  return Response.json(
    {
      type: 'about:blank',
      status,
      title,
      detail,
      ...(param && { param }),
      ...(valid && { valid }),
      request_id: requestId,
    },
    { status, headers: { ...headers, 'content-type': 'application/problem+json' } },
  )
}

/** By name, because the errors of the lower layers must not know this module. */
const known: Readonly<Record<string, Pick<Problem, 'status' | 'title'>>> = {
  InvalidFilter: { status: 400, title: 'Invalid parameter' },
  InvalidTableQuery: { status: 400, title: 'Invalid parameter' },
  UnknownName: { status: 400, title: 'Unknown name' },
  NotForThisReader: { status: 403, title: 'Not allowed' },
  ExplorerRefused: { status: 403, title: 'Not allowed' },
  RefreshRefused: { status: 409, title: 'Not possible now' },
  SourceError: { status: 502, title: 'The source refused' },
}

const crowded: Problem = {
  status: 503,
  title: 'Too much at once',
  detail: 'Many people ask at once, and no connection to the database was free in time. Try again in a moment.',
}

/** PostgreSQL's own words stay in the log: they hold parts of the statement. */
function databaseProblem(error: unknown): Problem | null {
  const code = errorCode(error)
  if (code === '57014') {
    return {
      status: 503,
      title: 'Too much at once',
      detail: 'This took longer than 15 seconds. Ask for a shorter period or fewer rows.',
    }
  }
  // Every connection is taken by slow questions; pg gives this no code.
  if (error instanceof Error && /timeout exceeded when trying to connect/i.test(error.message)) return crowded
  if (!/^(08...|53300|57P0[123]|ECONNREFUSED|ECONNRESET|ETIMEDOUT|P100[128]|P1017|P2037)$/.test(code)) return null
  return { status: 503, title: 'Not available', detail: 'The database does not answer. Try again in a moment.' }
}

export function problemOf(error: unknown, requestId: string): Response {
  if (error instanceof Refusal) return problemResponse(error.problem, requestId)
  if (error instanceof RateLimited) {
    const detail: Problem = { status: 429, title: 'Too many requests', detail: error.message }
    return problemResponse(detail, requestId, { 'retry-after': String(Math.ceil(error.retryAfterSeconds)) })
  }
  if (error instanceof Error && known[error.name]) {
    const { param, valid } = error as Error & { param?: string; valid?: readonly string[] }
    return problemResponse(
      { ...known[error.name]!, detail: error.message, ...(param && { param }), ...(valid && { valid }) },
      requestId,
    )
  }
  log.error({ err: error, requestId }, 'a request failed')
  const unavailable = databaseProblem(error)
  if (unavailable) return problemResponse(unavailable, requestId, { 'retry-after': '5' })
  return problemResponse(
    { status: 500, title: 'Something went wrong here', detail: `Tell your administrator the request id ${requestId}.` },
    requestId,
  )
}
