/** Checks an e-mail address with its password, within the limits, and writes down how it went. */
import type pg from 'pg'
import type { User } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { networkAddress } from './network-address'
import { verifyPassword } from './password'
import { countTry, forgetTries, RateLimited, takeBackTry } from './rate-limit'

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
  const network = networkAddress(headers['x-forwarded-for'])
  try {
    await countTry('signIn.address', network, pool)
    await countTry('signIn.account', address, pool)
  } catch (error) {
    if (error instanceof RateLimited && error.isFirst) {
      const detail = { reason: 'too many tries' }
      const user = await app.user.findUnique({ where: { email: address }, select: { id: true } })
      await record(app, {
        actor: 'anonymous',
        action: 'session.create',
        outcome: 'denied',
        detail,
        ...(user && { subject: user.id }),
      })
    }
    throw error
  }

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
    await record(tx, { actor: actorOf(user), action: 'session.create' })
  })
  return { id: user.id, sessionVersion: user.sessionVersion }
}

export async function signedOut(app: App, id: string): Promise<void> {
  const user = await app.user.findUnique({ where: { id } })
  if (user) await record(app, { actor: actorOf(user), action: 'session.end' })
}

function actorOf({ id, name, role }: User): Actor {
  return { kind: 'user', id, name, role, teams: [] }
}
