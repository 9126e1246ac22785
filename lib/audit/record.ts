/** The audit log: who did or saw what, denials included. The table takes new rows only; a trigger refuses the rest. */
import type { Prisma } from '@/generated/prisma/client'
import type { Actor } from '@/lib/authz/actor'
import type { App, AppTx } from '@/lib/db/app'
import { scrubAll } from '@/lib/log'

export interface AuditEntry {
  readonly actor: Actor | 'system' | 'anonymous'
  /** "noun.verb", like connector.save. */
  readonly action: string
  /** What it was done to. */
  readonly subject?: string
  readonly outcome?: 'allowed' | 'denied' | 'failed'
  /** Never a secret, never a learner's name: ids and counts. */
  readonly detail?: Prisma.InputJsonObject
  readonly requestId?: string
}

/** Give the transaction of the change itself, so that neither exists without the other. */
export async function record(db: App | AppTx, entry: AuditEntry): Promise<void> {
  const { actor, action, subject = null, outcome = 'allowed', detail = {}, requestId = null } = entry
  const who =
    typeof actor === 'string'
      ? { actorKind: actor, actorId: null, actorLabel: null }
      : { actorKind: actor.kind, actorId: actor.id, actorLabel: actor.name }
  await db.audit.create({ data: { ...who, action, subject, outcome, detail: scrubAll(detail), requestId } })
}
