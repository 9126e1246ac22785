/** Making accounts: by the first-admin set-up, an invitation, the command line and the demo. */
import { z } from 'zod'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App, AppTx } from '@/lib/db/app'
import { Prisma, Role } from '@/generated/prisma/client'
import { hashPassword } from './password'
import { checkRights, teamRows, toldRights, UserRefused, type Rights } from './rights'

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

export async function createUser(app: App, actor: Actor | 'system', user: NewUser): Promise<{ id: string }> {
  const { role, teams = [] } = user
  const email = emailAddress.parse(user.email)
  const rights = { role, teams: teams.map((teamId) => ({ teamId, validFrom: null, validUntil: null })) }
  if (user.name.trim() === '') throw new UserRefused('A person needs a name.', 'name')
  checkRights(rights)
  const passwordHash = await hashPassword(user.password)
  return app.$transaction((tx) => insertUser(tx, actor, { email, name: user.name.trim(), passwordHash, ...rights }))
}

/** Without a hash the person is invited, and chooses a password by a link. */
export async function insertUser(
  tx: AppTx,
  actor: Actor | 'system' | 'anonymous',
  { role, teams, ...user }: Rights & { email: string; name: string; passwordHash: string | null },
): Promise<{ id: string }> {
  const data = { ...user, role, teams: { create: teamRows(teams) } }
  const { id } = await tx.user.create({ data, select: { id: true } }).catch((error: unknown) => {
    const isDouble = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
    throw isDouble ? new UserRefused(`There is an account for ${user.email} already.`, 'email') : error
  })
  await record(tx, { actor, action: 'user.create', subject: id, detail: toldRights({ role, teams }) })
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
    const name = admin.name.trim()
    await insertUser(tx, 'anonymous', { email, name, role: 'admin', passwordHash, teams: [] })
  })
}

async function requireOpenSetup(db: App | AppTx): Promise<void> {
  if (await isSetupOpen(db)) return
  throw new UserRefused('Set-up is closed: this Skillscope has an account already. Sign in.')
}

export async function isSetupOpen(db: App | AppTx): Promise<boolean> {
  return (await db.user.count()) === 0
}
