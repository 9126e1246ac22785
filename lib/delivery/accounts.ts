/** Accounts as they stand at this moment: what somebody may see is asked anew for every message. */
import { userActor, type Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'

export interface Account {
  readonly actor: Actor
  readonly email: string
}

/** Null: the account was closed or disabled. */
export async function activeAccount(app: App, id: string): Promise<Account | null> {
  const user = await app.user.findUnique({ where: { id }, select: { sessionVersion: true, email: true } })
  if (!user) return null
  const actor = await userActor(app, id, user.sessionVersion)
  return actor && { actor, email: user.email }
}
