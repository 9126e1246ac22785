/** What administrators change about accounts. Each change holds from the person's next request on, and is audited. */
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App, AppTx } from '@/lib/db/app'
import { checkRights, storedRights, teamRows, toldRights, UserRefused, type Rights } from './rights'

export type Who = Actor | 'system'

/** Two administrators may close each other's accounts in the same moment; any number will do. */
const ADMINS_LOCK = 730_006

/** Changes to accounts come one after the other. */
export async function lockedUser(tx: AppTx, id: string) {
  await tx.$executeRaw`select pg_advisory_xact_lock(${ADMINS_LOCK})`
  const user = await tx.user.findUnique({ where: { id }, include: { teams: true } })
  if (!user) throw new UserRefused('There is no such account any more.')
  return user
}

type LockedUser = Awaited<ReturnType<typeof lockedUser>>

/** Somebody must remain who can let others in. */
async function requireAnotherAdmin(tx: AppTx, actor: Who, user: LockedUser, what: string): Promise<void> {
  if (user.role !== 'admin' || user.disabledAt !== null) return
  if (typeof actor === 'object' && actor.id === user.id) {
    throw new UserRefused(`You cannot ${what} your own account. Another administrator can.`)
  }
  const others = { role: 'admin' as const, disabledAt: null, passwordHash: { not: null }, id: { not: user.id } }
  if ((await tx.user.count({ where: others })) > 0) return
  throw new UserRefused(`You cannot ${what} the last active administrator. Make somebody else one first.`)
}

/** False: it was like that already. */
export async function changeRights(app: App, actor: Who, id: string, rights: Rights): Promise<boolean> {
  checkRights(rights)
  return app.$transaction(async (tx) => {
    const user = await lockedUser(tx, id)
    const before = toldRights(storedRights(user))
    const after = toldRights({ ...rights, teams: rights.teams.toSorted((one, other) => one.teamId - other.teamId) })
    if (JSON.stringify(before) === JSON.stringify(after)) return false
    if (rights.role !== 'admin') await requireAnotherAdmin(tx, actor, user, 'take the role of administrator from')
    const teams = { deleteMany: {}, create: teamRows(rights.teams) }
    await tx.user.update({ where: { id }, data: { role: rights.role, teams } })
    await record(tx, { actor, action: 'user.change', subject: id, detail: { before, after } })
    return true
  })
}

/** Also ends what the person could come back with: sessions and open links. False: it was disabled already. */
export async function disableUser(app: App, actor: Who, id: string): Promise<boolean> {
  return app.$transaction(async (tx) => {
    const user = await lockedUser(tx, id)
    if (user.disabledAt !== null) return false
    await requireAnotherAdmin(tx, actor, user, 'disable')
    await tx.user.update({ where: { id }, data: { disabledAt: new Date(), sessionVersion: { increment: 1 } } })
    await revokeLinks(tx, id)
    const detail = {
      before: { state: user.passwordHash === null ? 'invited' : 'active' },
      after: { state: 'disabled' },
    }
    await record(tx, { actor, action: 'user.disable', subject: id, detail })
    return true
  })
}

/** False: it was not disabled. */
export async function enableUser(app: App, actor: Who, id: string): Promise<boolean> {
  return app.$transaction(async (tx) => {
    const user = await lockedUser(tx, id)
    if (user.disabledAt === null) return false
    await tx.user.update({ where: { id }, data: { disabledAt: null } })
    const detail = {
      before: { state: 'disabled' },
      after: { state: user.passwordHash === null ? 'invited' : 'active' },
    }
    await record(tx, { actor, action: 'user.enable', subject: id, detail })
    return true
  })
}

/** Signs the person out everywhere. */
export async function endSessions(app: App, actor: Who, id: string): Promise<void> {
  await app.$transaction(async (tx) => {
    await lockedUser(tx, id)
    await tx.user.update({ where: { id }, data: { sessionVersion: { increment: 1 } } })
    await record(tx, { actor, action: 'user.sessions.end', subject: id })
  })
}

export async function revokeLinks(tx: AppTx, userId: string): Promise<void> {
  const open = { userId, usedAt: null, revokedAt: null }
  await tx.accountLink.updateMany({ where: open, data: { revokedAt: new Date() } })
}
