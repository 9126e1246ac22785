/** Whether a message may go out: owner and recipient are asked anew, as they stand at this moment. */
import type { Prisma } from '@/generated/prisma/client'
import type { Actor } from '@/lib/authz/actor'
import { may, type Permission } from '@/lib/authz/permissions'
import { aggregateScopeOf, scopeOf, type Scope } from '@/lib/authz/scope'
import type { App } from '@/lib/db/app'
import { visibleView, type VisibleView } from '@/lib/views/visible'
import { activeAccount, type Account } from './accounts'
import { NothingToSend } from './nothing-to-send'
import { OWNER_DISABLED, pauseDelivery } from './pause'
import { viewSubject } from './view-subject'

export const withDelivery = {
  delivery: { include: { recipients: { select: { id: true, unsubscribedAt: true } } } },
} as const satisfies Prisma.DeliveryMessageInclude

export type Message = Prisma.DeliveryMessageGetPayload<{ include: typeof withDelivery }>

export interface Permit {
  readonly delivery: NonNullable<Message['delivery']>
  readonly owner: Account
  /** Null: a webhook. */
  readonly account: Account | null
  readonly scope: Scope
  readonly isTest: boolean
}

/** What the occasions of messages to the owner begin with: they go out while it is paused, too. */
export const TEST = 'test '
export const NOTICE = 'notice '

const isForOwner = ({ occasion }: Message) => [TEST, NOTICE].some((start) => occasion.startsWith(start))

/** Throws NothingToSend. */
export async function permitFor(app: App, message: Message): Promise<Permit> {
  const { delivery, userId, recipientId } = message
  const isTest = message.occasion.startsWith(TEST)
  const forOwner = isForOwner(message)
  if (!delivery) throw new NothingToSend('The delivery was removed.')
  if (!delivery.enabled && !forOwner) throw new NothingToSend(delivery.pausedReason ?? 'The delivery is paused.')
  const owner = await activeAccount(app, delivery.ownerId)
  if (!owner) return pauseAnd(app, delivery.id, OWNER_DISABLED)
  const recipient = delivery.recipients.find(({ id }) => id === recipientId)
  if (!recipient && !forOwner) throw new NothingToSend('The recipient was taken off the delivery.')
  if (recipient?.unsubscribedAt) throw new NothingToSend('The recipient has unsubscribed.')
  if (userId !== delivery.ownerId && !may(owner.actor, 'deliveries.send')) {
    throw new NothingToSend('The role of its owner does not allow sending to others any more.')
  }
  if (userId === null) return { delivery, owner, account: null, scope: aggregateScopeOf(owner.actor), isTest }
  const account = await activeAccount(app, userId)
  if (!account) throw new NothingToSend('The account of the recipient is disabled.')
  return { delivery, owner, account, scope: scopeOf(account.actor), isTest }
}

/** Throws NothingToSend. */
export async function permittedView(app: App, { delivery, owner, account }: Permit): Promise<VisibleView> {
  const view = delivery.viewId === null ? null : await visibleView(app, owner.actor, delivery.viewId)
  if (!view) return pauseAnd(app, delivery.id, 'The view was removed, or its owner may not open it any more.')
  const subject = viewSubject(view.path)
  if (!subject) throw new NothingToSend('This page has nothing that can be sent.')
  if (!mayOpen(account?.actor ?? null, subject.permission)) {
    throw new NothingToSend(
      account ? 'The role of the recipient does not allow this page.' : 'Webhooks get numbers of many people only.',
    )
  }
  return view
}

/** A webhook gets what every role may see. */
const mayOpen = (actor: Actor | null, permission: Permission) => may(actor ?? { role: 'viewer' }, permission)

async function pauseAnd(app: App, id: string, reason: string): Promise<never> {
  await pauseDelivery(app, id, reason)
  throw new NothingToSend(reason)
}
