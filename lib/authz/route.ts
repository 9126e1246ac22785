/** The only way to make a route handler: permission first; answers are never cached; errors are problem details. */
import { randomUUID } from 'node:crypto'
import { record } from '@/lib/audit/record'
import { countCall } from '@/lib/auth/call-limit'
import { app } from '@/lib/db/app'
import { requestActor, type Actor } from './actor'
import { isOwnOrigin } from './own-origin'
import { may } from './permissions'
import { forbidden, problemOf, problemResponse, unauthenticated } from './problem'
import { routes, type RouteKey } from './registry'
import { scopeOf, type Scope } from './scope'

export interface RouteVisit {
  readonly request: Request
  readonly params: Readonly<Record<string, string>>
  readonly search: URLSearchParams
  readonly requestId: string
}

export interface GuardedRouteVisit extends RouteVisit {
  readonly actor: Actor
  readonly scope: Scope
}

type PublicKey = { [Key in RouteKey]: (typeof routes)[Key] extends 'public' ? Key : never }[RouteKey]
type GuardedKey = Exclude<RouteKey, PublicKey>
type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined> | undefined> },
) => Promise<Response>

export function defineRoute(key: PublicKey, answer: (visit: RouteVisit) => Promise<Response>): Handler
export function defineRoute(key: GuardedKey, answer: (visit: GuardedRouteVisit) => Promise<Response>): Handler
export function defineRoute(key: RouteKey, answer: (visit: GuardedRouteVisit) => Promise<Response>): Handler {
  return async (request, context) => {
    const requestId = randomUUID()
    const response = await guarded(key, answer, request, (await context.params) ?? {}, requestId).catch(
      (error: unknown) => problemOf(error, requestId),
    )
    response.headers.set('cache-control', 'private, no-store')
    response.headers.set('x-request-id', requestId)
    return response
  }
}

async function guarded(
  key: RouteKey,
  answer: (visit: GuardedRouteVisit) => Promise<Response>,
  request: Request,
  params: Record<string, string | string[] | undefined>,
  requestId: string,
): Promise<Response> {
  const plain = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, [value ?? ''].flat().join('/')]),
  )
  const visit = { request, params: plain, search: new URL(request.url).searchParams, requestId }
  const permission = routes[key]
  // Safe: the overloads give public routes a function that does not know an actor.
  if (permission === 'public') return answer(visit as GuardedRouteVisit)

  const actor = await requestActor(request)
  if (!actor) return problemResponse(unauthenticated, requestId, { 'www-authenticate': 'Bearer' })
  if (key.includes(' /api/')) await countCall(actor)
  const mayEnter = may(actor, permission) && !isForged(request, actor)
  const response = mayEnter
    ? await answer({ ...visit, actor, scope: scopeOf(actor) }).catch((error: unknown) => problemOf(error, requestId))
    : problemResponse(forbidden, requestId)
  // A question may be refused deeper down too, for a column that this reader must not see.
  if (response.status === forbidden.status) {
    await record(app(), { actor, action: 'route.call', subject: key, outcome: 'denied', requestId })
  }
  return response
}

function isForged(request: Request, actor: Actor): boolean {
  if (actor.kind === 'token' || request.method === 'GET' || request.method === 'HEAD') return false
  return !isOwnOrigin(request.headers)
}
