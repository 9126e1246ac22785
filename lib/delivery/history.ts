/** What was sent to whom, what waits, and why something was left out. */
import type { Prisma } from '@/generated/prisma/client'
import type { Actor } from '@/lib/authz/actor'
import { seesEverything } from '@/lib/authz/scope'
import type { App } from '@/lib/db/app'
import { NOTICE, TEST } from './permit'
import { CROSSING } from './watch-alerts'

export type MessageState = 'pending' | 'sent' | 'failed' | 'skipped'

export interface HistoryLine {
  readonly id: string
  readonly name: string
  readonly recipient: string
  /** A notice tells the owner that something was left out. */
  readonly kind: 'usual' | 'test' | 'notice'
  readonly state: MessageState
  readonly reason: string | null
  readonly tries: number
  /** Of a view. */
  readonly rows: number | null
  /** Sent, or written where it was not sent (ISO). */
  readonly at: string
}

export const HISTORY_LINES = 50

/**
 * Of one's own deliveries, of everybody's for administrators; and what came to oneself. How many rows somebody else got,
 * and that a number which somebody else sees has crossed a limit, is for nobody who sees less than all.
 */
export async function history(app: App, actor: Actor): Promise<readonly HistoryLine[]> {
  const messages = await app.deliveryMessage.findMany({
    where: actor.role === 'admin' ? {} : { OR: [ownMessages(actor), { userId: actor.id }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: HISTORY_LINES,
  })
  const isTold = ({ userId }: { userId: string | null }) => userId === actor.id || seesEverything(actor)
  return messages.map(({ id, name, recipient, occasion, state, reason, attempts, sentAt, createdAt, ...message }) => ({
    id: String(id),
    ...{ name, recipient, reason },
    rows: isTold(message) ? message.rows : null,
    kind: occasion.startsWith(TEST) ? 'test' : occasion.startsWith(NOTICE) ? 'notice' : 'usual',
    // Safe: the database refuses every other word.
    state: state as MessageState,
    tries: attempts,
    at: (sentAt ?? createdAt).toISOString(),
  }))
}

function ownMessages(actor: Actor): Prisma.DeliveryMessageWhereInput {
  const own = { ownerId: actor.id }
  if (seesEverything(actor)) return own
  return { ...own, OR: [{ targetId: { not: null } }, { NOT: { occasion: { startsWith: CROSSING } } }] }
}
