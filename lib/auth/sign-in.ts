/** Checks an e-mail address with its password, within the limits, and writes down how it went. */
import type pg from 'pg'
import { record } from '@/lib/audit/record'
import type { App } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { verifyPassword } from './password'
import { countTry, forgetTries, takeBackTry } from './rate-limit'

export interface SignedIn {
  readonly id: string
  readonly sessionVersion: number
}

/** null: refused, without saying whether the address or the password was wrong. Throws RateLimited. */
export async function signIn(
  app: App,
  { email, password }: { email: string; password: string },
  headers: Readonly<Record<string, unknown>>,
  pool: pg.Pool = webPool(),
): Promise<SignedIn | null> {
  const address = email.trim().toLowerCase().slice(0, 254)
  const network = networkAddress(headers)
  await countTry('signIn.address', network, pool)
  await countTry('signIn.account', address, pool)

  const user = await app.user.findUnique({ where: { email: address } })
  const matches = await verifyPassword(password, user?.passwordHash ?? null)
  if (!user || !matches || user.disabledAt !== null) {
    await record(app, {
      actor: 'anonymous',
      action: 'session.create',
      outcome: 'denied',
      ...(user && { subject: user.id }),
    })
    return null
  }
  await forgetTries('signIn.account', address, pool)
  // Many people may share one address of the network; somebody's own account must not wipe out the guesses at others.
  await takeBackTry('signIn.address', network, pool)
  await app.$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: new Date() } })
    const actor = { kind: 'user' as const, id: user.id, name: user.name, role: user.role, teams: [] }
    await record(tx, { actor, action: 'session.create' })
  })
  return { id: user.id, sessionVersion: user.sessionVersion }
}

/** The last hop a proxy of ours wrote; anything before it a client may have invented. */
function networkAddress(headers: Readonly<Record<string, unknown>>): string {
  const forwarded = headers['x-forwarded-for']
  return typeof forwarded === 'string' ? (forwarded.split(',').at(-1)?.trim() ?? 'direct') : 'direct'
}
