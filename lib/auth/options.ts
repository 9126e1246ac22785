/** next-auth: sign-in with e-mail and password. The session is a signed cookie that names the account and nothing else. */
import { hkdfSync } from 'node:crypto'
import type { NextAuthOptions } from 'next-auth'
import type { CredentialsConfig } from 'next-auth/providers/credentials'
import { app } from '@/lib/db/app'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { safeCallback } from './callback-url'
import { RateLimited } from './rate-limit'
import { signedOut, signIn, type SignedIn } from './sign-in'

declare module 'next-auth' {
  interface User {
    sessionVersion: number
  }
  interface Session {
    user: { id: string; sessionVersion: number }
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    sessionVersion: number
  }
}

const TWELVE_HOURS = 12 * 60 * 60

/** A key of its own, so that whoever learns it still cannot open sealed credentials. */
function sessionSecret(): string {
  const key = hkdfSync('sha256', Buffer.from(env.SKILLSCOPE_SECRET, 'base64'), '', 'skillscope session cookies', 32)
  return Buffer.from(key).toString('base64')
}

/** next-auth shows the message of an error to whoever signs in, so only messages made for people may pass. */
async function authorize(
  given: { email: string; password: string },
  headers: Readonly<Record<string, unknown>>,
): Promise<SignedIn | null> {
  try {
    return await signIn(app(), given, headers)
  } catch (error) {
    if (error instanceof RateLimited) throw error
    log.error({ err: error }, 'a sign-in failed')
    throw new Error('Nobody can sign in at the moment. Try again in a few minutes.')
  }
}

const withPassword: CredentialsConfig<{ email: object; password: object }> = {
  id: 'credentials',
  name: 'E-mail and password',
  type: 'credentials',
  credentials: { email: {}, password: {} },
  authorize: (given, request) =>
    authorize({ email: String(given?.email ?? ''), password: String(given?.password ?? '') }, request.headers ?? {}),
}

let options: NextAuthOptions | undefined

export function authOptions(): NextAuthOptions {
  return (options ??= {
    secret: sessionSecret(),
    useSecureCookies: env.APP_URL.startsWith('https:'),
    session: { strategy: 'jwt', maxAge: TWELVE_HOURS },
    pages: { signIn: '/sign-in', signOut: '/sign-out', error: '/sign-in' },
    providers: [withPassword],
    // A damaged or outdated cookie is no fault of ours; the code says enough.
    logger: {
      error: (code) => log.warn({ code }, 'next-auth refused something'),
      warn: (code) => log.warn({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
    events: {
      async signOut({ token }) {
        await signedOut(app(), token.sub ?? '')
      },
    },
    callbacks: {
      jwt({ token, user }) {
        return user ? { sub: user.id, sessionVersion: user.sessionVersion } : token
      },
      session({ session, token }) {
        return { ...session, user: { id: token.sub ?? '', sessionVersion: token.sessionVersion } }
      },
      redirect({ url, baseUrl }) {
        const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) || '/' : url
        return baseUrl + safeCallback(path)
      },
    },
  })
}
