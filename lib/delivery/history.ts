/** What was sent to whom, what waits, and why something was left out. */
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'

export type MessageState = 'pending' | 'sent' | 'failed' | 'skipped'

export interface HistoryLine {
  readonly id: string
  readonly name: string
  readonly recipient: string
  readonly isTest: boolean
  readonly state: MessageState
  readonly reason: string | null
  readonly tries: number
  /** Of a view. */
  readonly rows: number | null
  /** Sent, or written where it was not sent (ISO). */
  readonly at: string
}

export const HISTORY_LINES = 50

/** Of one's own deliveries, of everybody's for administrators; and what came to oneself. */
export async function history(app: App, actor: Actor): Promise<readonly HistoryLine[]> {
  const messages = await app.deliveryMessage.findMany({
    where: actor.role === 'admin' ? {} : { OR: [{ ownerId: actor.id }, { userId: actor.id }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: HISTORY_LINES,
  })
  return messages.map(({ id, name, recipient, occasion, state, reason, attempts, rows, sentAt, createdAt }) => ({
    id: String(id),
    ...{ name, recipient, reason, rows },
    isTest: occasion.startsWith('test '),
    // Safe: the database refuses every other word.
    state: state as MessageState,
    tries: attempts,
    at: (sentAt ?? createdAt).toISOString(),
  }))
}
