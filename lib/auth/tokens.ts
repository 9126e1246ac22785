/** Keys for scripts. The token is shown once; what is kept is its hash, which opens nothing. */
import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { UserRefused } from './users'

const PREFIX = 'sk_'
/** Writing the time of every call would make each read a write. */
const LAST_USED_STEP_MS = 60_000

export interface NewToken {
  readonly name: string
  readonly role: Role
  readonly teams?: readonly number[]
}

export async function createToken(
  app: App,
  actor: Actor | 'system',
  { name, role, teams = [] }: NewToken,
): Promise<{ id: string; token: string }> {
  if (name.trim() === '') throw new UserRefused('A token needs a name, so that people know what it is for.')
  if (role === 'manager' && teams.length === 0) throw new UserRefused('A manager’s token needs at least one team.')
  if (role !== 'manager' && teams.length > 0) throw new UserRefused(`Teams limit managers only; this is a ${role}.`)
  const token = PREFIX + randomBytes(32).toString('base64url')
  return app.$transaction(async (tx) => {
    const { id } = await tx.apiToken.create({
      data: {
        name: name.trim(),
        role,
        hash: hashOf(token),
        prefix: token.slice(0, PREFIX.length + 6),
        createdById: typeof actor === 'string' ? null : actor.kind === 'user' ? actor.id : null,
        teams: { create: teams.map((teamId) => ({ teamId })) },
      },
      select: { id: true },
    })
    await record(tx, { actor, action: 'token.create', subject: id, detail: { role, teams: [...teams] } })
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
  const now = new Date()
  if (!found || found.revokedAt !== null || (found.expiresAt !== null && found.expiresAt <= now)) return null
  if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() > LAST_USED_STEP_MS) {
    await app.apiToken.update({ where: { id: found.id }, data: { lastUsedAt: now } })
  }
  return {
    kind: 'token',
    id: found.id,
    name: found.name,
    role: found.role,
    teams: found.teams.map(({ teamId }) => Number(teamId)),
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
