/**
 * Runs code as if Next were answering a request, so that the wrappers of lib/authz meet real sessions. It speaks to Next's
 * own request storage; import it before anything that imports next/headers.
 */
import 'next/dist/server/node-environment-baseline.js'
import { encode } from 'next-auth/jwt'
import { RequestCookies } from 'next/dist/server/web/spec-extension/cookies.js'
import { HeadersAdapter } from 'next/dist/server/web/spec-extension/adapters/headers.js'
import { RequestCookiesAdapter } from 'next/dist/server/web/spec-extension/adapters/request-cookies.js'
import { workAsyncStorage, type WorkStore } from 'next/dist/server/app-render/work-async-storage.external.js'
import {
  workUnitAsyncStorage,
  type RequestStore,
} from 'next/dist/server/app-render/work-unit-async-storage.external.js'
import { authOptions } from '@/lib/auth/options'

// What experimental.authInterrupts of next.config.mjs sets in a build.
Object.assign(process.env, { __NEXT_EXPERIMENTAL_AUTH_INTERRUPTS: 'true' })

/** In the phase "action", pages may be told that they are out of date, as actions do when they are done. */
export function duringRequest<T>(
  given: Record<string, string>,
  work: () => Promise<T>,
  phase: 'render' | 'action' = 'render',
): Promise<T> {
  const headers = new Headers(given)
  const cookies = RequestCookiesAdapter.seal(new RequestCookies(headers))
  const request = {
    type: 'request',
    phase,
    headers: HeadersAdapter.seal(headers),
    cookies,
    // What cookies() returns in an action.
    userspaceMutableCookies: cookies,
  }
  // Safe: headers() and cookies() read no other part of the two stores.
  return workAsyncStorage.run({ route: '/test', incrementalCache: {} } as WorkStore, () =>
    workUnitAsyncStorage.run(request as unknown as RequestStore, work),
  )
}

/** The cookie header of a browser that is signed in. */
export async function sessionOf(user: { id: string; sessionVersion?: number }): Promise<Record<string, string>> {
  const token = { sub: user.id, sessionVersion: user.sessionVersion ?? 1 }
  return { cookie: `next-auth.session-token=${await encode({ token, secret: String(authOptions().secret) })}` }
}
