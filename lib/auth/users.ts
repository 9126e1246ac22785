/** Making accounts: by the first-admin set-up, the command line and the demo. */
import { z } from 'zod'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App, AppTx } from '@/lib/db/app'
import { Role } from '@/generated/prisma/client'
import { hashPassword } from './password'

export const emailAddress = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email('Enter an e-mail address like ines@example.com.').max(254))

export const roleName = z.enum(Role, `The role must be one of ${Object.keys(Role).join(', ')}.`)

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly password: string
  /** Required for managers, who would see nobody without one. */
  readonly teams?: readonly number[]
}

/** An account that cannot be made; the message is for the person who asked for it. */
export class UserRefused extends Error {
  override name = 'UserRefused'
}

export async function createUser(app: App, actor: Actor | 'system', user: NewUser): Promise<{ id: string }> {
  const { role, teams = [] } = user
  const email = emailAddress.parse(user.email)
  if (user.name.trim() === '') throw new UserRefused('A person needs a name.')
  if (role === 'manager' && teams.length === 0) throw new UserRefused('A manager needs at least one team (--team ID).')
  if (role !== 'manager' && teams.length > 0) throw new UserRefused(`Teams limit managers only; this is a ${role}.`)
  const passwordHash = await hashPassword(user.password)
  return app.$transaction(async (tx) => {
    if (await tx.user.findUnique({ where: { email } }))
      throw new UserRefused(`There is an account for ${email} already.`)
    return insertUser(tx, actor, { email, name: user.name.trim(), role, passwordHash, teams })
  })
}

async function insertUser(
  tx: AppTx,
  actor: Actor | 'system' | 'anonymous',
  { teams, ...user }: { email: string; name: string; role: Role; passwordHash: string; teams: readonly number[] },
): Promise<{ id: string }> {
  const { id } = await tx.user.create({
    data: { ...user, teams: { create: teams.map((teamId) => ({ teamId })) } },
    select: { id: true },
  })
  await record(tx, { actor, action: 'user.create', subject: id, detail: { role: user.role, teams: [...teams] } })
  return { id }
}

/** Two browsers may send the form in the same moment; any number will do. */
const SETUP_LOCK = 730_003

/** The first account ever, an admin's; refused for good once there is any account. */
export async function createFirstAdmin(app: App, admin: Pick<NewUser, 'email' | 'name' | 'password'>): Promise<void> {
  // Asked before the hash too: a closed form must not let strangers keep the server busy.
  await requireOpenSetup(app)
  const email = emailAddress.parse(admin.email)
  const passwordHash = await hashPassword(admin.password)
  await app.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${SETUP_LOCK})`
    await requireOpenSetup(tx)
    await insertUser(tx, 'anonymous', { email, name: admin.name.trim(), role: 'admin', passwordHash, teams: [] })
  })
}

async function requireOpenSetup(db: App | AppTx): Promise<void> {
  if (await isSetupOpen(db)) return
  throw new UserRefused('Set-up is closed: this Skillscope has an account already. Sign in.')
}

export async function isSetupOpen(db: App | AppTx): Promise<boolean> {
  return (await db.user.count()) === 0
}
