/**
 * Links with which people choose a password: the first one after an invitation, or a new one. A link works once and for a
 * few days; what is kept is the hash of its secret. Unknown, used, expired and revoked links are the same to whoever asks.
 */
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { User } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import type { App, AppTx } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { env } from '@/lib/env'
import { lockedUser, revokeLinks, type Who } from './manage-users'
import { hashPassword } from './password'
import { forgetTries } from './rate-limit'
import { checkRights, UserRefused, type Rights } from './rights'
import { emailAddress, insertUser } from './users'

export type LinkKind = 'invitation' | 'reset'

const DAYS: Readonly<Record<LinkKind, number>> = { invitation: 7, reset: 1 }

export interface NewLink {
  readonly id: string
  readonly userId: string
  readonly kind: LinkKind
  readonly name: string
  readonly email: string
  /** Shown once: it opens the account. */
  readonly secret: string
  readonly expiresAt: Date
}

export interface NewPerson extends Rights {
  readonly email: string
  readonly name: string
}

export async function inviteUser(app: App, actor: Who, { name, email, role, teams }: NewPerson): Promise<NewLink> {
  const person = { name: name.trim(), email: emailAddress.parse(email) }
  if (person.name === '') throw new UserRefused('A person needs a name.', 'name')
  checkRights({ role, teams })
  return app.$transaction(async (tx) => {
    const { id } = await insertUser(tx, actor, { ...person, role, teams, passwordHash: null })
    return makeLink(tx, actor, { id, ...person, passwordHash: null })
  })
}

/** For somebody who is invited another invitation, for everybody else a way to a new password. Older links end. */
export async function renewLink(app: App, actor: Who, userId: string): Promise<NewLink> {
  return app.$transaction(async (tx) => {
    const user = await lockedUser(tx, userId)
    if (user.disabledAt !== null) throw new UserRefused('This account is disabled. Enable it first.')
    await revokeLinks(tx, userId)
    return makeLink(tx, actor, user)
  })
}

async function makeLink(
  tx: AppTx,
  actor: Who,
  { id: userId, name, email, passwordHash }: { id: string; name: string; email: string; passwordHash: string | null },
): Promise<NewLink> {
  const kind = passwordHash === null ? 'invitation' : 'reset'
  const secret = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + DAYS[kind] * 86_400_000)
  const { id } = await tx.accountLink.create({ data: { userId, hash: hashOf(secret), expiresAt } })
  const detail = { kind, expires: expiresAt.toISOString() }
  await record(tx, { actor, action: 'link.create', subject: userId, detail })
  return { id, userId, kind, name, email, secret, expiresAt }
}

const live = (secret: string) => ({
  hash: hashOf(secret),
  usedAt: null,
  revokedAt: null,
  expiresAt: { gt: new Date() },
  user: { disabledAt: null },
})

/** Whose link this is; null: it does not work, for whatever reason. */
export async function findLink(app: App, secret: string): Promise<{ name: string; email: string } | null> {
  const link = await app.accountLink.findFirst({ where: live(secret), include: { user: true } })
  return link && { name: link.user.name, email: link.user.email }
}

/** Sets the password, ends the link and every session. False: the link does not work. */
export async function choosePassword(
  app: App,
  { secret, password }: { secret: string; password: string },
  pool: pg.Pool = webPool(),
): Promise<boolean> {
  const link = await app.accountLink.findFirst({ where: live(secret), include: { user: true } })
  const done = link !== null && (await useLink(app, link.user, { secret, passwordHash: await hashPassword(password) }))
  if (!done) {
    await record(app, { actor: 'anonymous', action: 'link.use', outcome: 'denied' })
    return false
  }
  await forgetTries('signIn.account', link.user.email, pool)
  return true
}

async function useLink(
  app: App,
  user: User,
  { secret, passwordHash }: { secret: string; passwordHash: string },
): Promise<boolean> {
  return app.$transaction(async (tx) => {
    // Asked again by the update itself: of two browsers with the same link one gets in.
    const { count } = await tx.accountLink.updateMany({ where: live(secret), data: { usedAt: new Date() } })
    if (count === 0) return false
    await tx.user.update({ where: { id: user.id }, data: { passwordHash, sessionVersion: { increment: 1 } } })
    await revokeLinks(tx, user.id)
    const actor = { kind: 'user' as const, id: user.id, name: user.name, role: user.role, teams: [] }
    const detail = { kind: user.passwordHash === null ? 'invitation' : 'reset' }
    await record(tx, { actor, action: 'link.use', subject: user.id, detail })
    return true
  })
}

/** The part after # stays in the browser: no server, proxy or log on the way sees the secret. */
export const linkAddress = (secret: string) => `${env.APP_URL}/choose-password#${secret}`

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')
