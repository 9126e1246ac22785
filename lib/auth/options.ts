/** next-auth: sign-in with e-mail and password. The session is a signed cookie that names the account and nothing else. */
import { hkdfSync } from 'node:crypto'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { app } from '@/lib/db/app'
import { env } from '@/lib/env'
import { safeCallback } from './callback-url'
import { signIn } from './sign-in'

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

let options: NextAuthOptions | undefined

export function authOptions(): NextAuthOptions {
  return (options ??= {
    secret: sessionSecret(),
    useSecureCookies: env.APP_URL.startsWith('https:'),
    session: { strategy: 'jwt', maxAge: TWELVE_HOURS },
    pages: { signIn: '/sign-in', signOut: '/sign-out', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: (credentials, request) =>
          signIn(app(), { email: credentials?.email ?? '', password: credentials?.password ?? '' }, request.headers ?? {}),
      }),
    ],
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
