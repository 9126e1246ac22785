/** Keys for scripts. The token is shown once; what is kept is its hash, which opens nothing. */
import { createHash, randomBytes } from 'node:crypto'
import type { ApiToken, Role } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { checkRights, UserRefused } from './rights'

const PREFIX = 'sk_'
/** Writing the time of every call would make each read a write. */
const LAST_USED_STEP_MS = 60_000

export interface NewToken {
  readonly name: string
  readonly role: Role
  readonly teams?: readonly number[]
  /** From this moment on it is nobody's; null: it has no end. */
  readonly expiresAt?: Date | null
}

export async function createToken(
  app: App,
  actor: Actor | 'system',
  { name, role, teams = [], expiresAt = null }: NewToken,
): Promise<{ id: string; token: string }> {
  if (name.trim() === '') throw new UserRefused('A token needs a name, so that people know what it is for.', 'name')
  checkRights({ role, teams: teams.map((teamId) => ({ teamId, validFrom: null, validUntil: null })) })
  if (expiresAt !== null && expiresAt <= new Date()) throw new UserRefused('This day is over already.', 'expires')
  const token = PREFIX + randomBytes(32).toString('base64url')
  return app.$transaction(async (tx) => {
    const { id } = await tx.apiToken.create({
      data: {
        name: name.trim(),
        role,
        hash: hashOf(token),
        prefix: token.slice(0, PREFIX.length + 6),
        expiresAt,
        createdById: typeof actor === 'string' ? null : actor.kind === 'user' ? actor.id : null,
        teams: { create: teams.map((teamId) => ({ teamId })) },
      },
      select: { id: true },
    })
    const expires = expiresAt?.toISOString() ?? null
    await record(tx, { actor, action: 'token.create', subject: id, detail: { role, teams: [...teams], expires } })
    return { id, token }
  })
}

/** Ends a token at once; a second time changes nothing. */
export async function revokeToken(app: App, actor: Actor | 'system', id: string): Promise<void> {
  await app.$transaction(async (tx) => {
    const { count } = await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } })
    if (count > 0) await record(tx, { actor, action: 'token.revoke', subject: id })
  })
}

/** The actor behind a token; null when it is unknown, expired or revoked. */
export async function findToken(app: App, token: string): Promise<Actor | null> {
  if (!token.startsWith(PREFIX)) return null
  const found = await app.apiToken.findUnique({ where: { hash: hashOf(token) }, include: { teams: true } })
  if (!found) return null
  const { id, name, role, revokedAt, expiresAt } = found
  const actor: Actor = { kind: 'token', id, name, role, teams: found.teams.map(({ teamId }) => Number(teamId)) }
  const isOver = revokedAt !== null || (expiresAt !== null && expiresAt <= new Date())
  await noteUse(app, actor, isOver ? 'refusedAt' : 'lastUsedAt', found)
  return isOver ? null : actor
}

/** A script may call every second: the time is kept to the minute, and the audit log gets one entry an hour. */
async function noteUse(
  app: App,
  actor: Actor,
  column: 'lastUsedAt' | 'refusedAt',
  { [column]: before }: Pick<ApiToken, 'lastUsedAt' | 'refusedAt'>,
): Promise<void> {
  const now = new Date()
  if (before !== null && now.getTime() - before.getTime() <= LAST_USED_STEP_MS) return
  // Of calls in the same moment one finds the former time.
  const { count } = await app.apiToken.updateMany({
    where: { id: actor.id, [column]: before },
    data: { [column]: now },
  })
  if (count === 0 || before?.toISOString().slice(0, 13) === now.toISOString().slice(0, 13)) return
  const outcome = column === 'lastUsedAt' ? 'allowed' : 'denied'
  await record(app, { actor, action: 'token.use', subject: actor.id, outcome })
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
