/** How far a recipient sees: an account as far as its own rights reach today, a webhook as far as its owner, and no person. */
import type { Actor } from '@/lib/authz/actor'
import { aggregateScopeOf, scopeOf, type Scope } from '@/lib/authz/scope'
import type { App } from '@/lib/db/app'
import { activeAccount } from './accounts'

interface Recipient {
  readonly userId: string | null
}

/** Null: there is no such account any more, or it is disabled. */
export async function scopeOfRecipient(app: App, owner: Actor, { userId }: Recipient): Promise<Scope | null> {
  if (userId === null) return aggregateScopeOf(owner)
  const account = await activeAccount(app, userId)
  return account && scopeOf(account.actor)
}
