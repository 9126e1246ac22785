/** Pausing, testing and removing a delivery, by its owner or an administrator; leaving one, by its recipient. */
import { randomUUID } from 'node:crypto'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App, AppTx } from '@/lib/db/app'
import { TEST } from './permit'
import { recipientOf } from './unsubscribe-link'
import { writeMessages } from './write-messages'

/** An administrator keeps order, but reads nobody's view through it. */
const ownedBy = ({ id, role }: Actor) => (role === 'admin' ? {} : { ownerId: id })

/** False: it was removed meanwhile, or is somebody else's. What came due while it was paused is not made up for. */
export async function setDeliveryEnabled(
  app: App,
  actor: Actor,
  id: string,
  { enabled }: { enabled: boolean },
): Promise<boolean> {
  return app.$transaction(async (tx) => {
    const { count } = await tx.delivery.updateMany({
      where: { id, ...ownedBy(actor) },
      data: { enabled, pausedReason: null, ...(enabled && { nextAfter: new Date() }) },
    })
    if (count > 0) await record(tx, { actor, action: enabled ? 'delivery.resume' : 'delivery.pause', subject: id })
    return count > 0
  })
}

export async function removeDelivery(app: App, actor: Actor, id: string): Promise<boolean> {
  return app.$transaction(async (tx) => {
    const { count } = await tx.delivery.deleteMany({ where: { id, ...ownedBy(actor) } })
    if (count > 0) await record(tx, { actor, action: 'delivery.remove', subject: id })
    return count > 0
  })
}

/** To its owner alone, whether it is paused or not; the worker sends it. False: it is not theirs. */
export async function requestTest(app: App, actor: Actor, id: string): Promise<boolean> {
  return app.$transaction(async (tx) => {
    const delivery = await tx.delivery.findFirst({ where: { id, ownerId: actor.id } })
    if (!delivery) return false
    const me = { id: randomUUID(), userId: actor.id, targetId: null, user: { name: actor.name }, target: null }
    await writeMessages(tx, [me], { delivery, occasion: `${TEST}${new Date().toISOString()}` })
    await record(tx, { actor, action: 'delivery.test', subject: id })
    return true
  })
}

/** False: it does not go to them. */
export async function leaveDelivery(app: App, actor: Actor, id: string): Promise<boolean> {
  return app.$transaction(async (tx) => {
    const recipient = await tx.deliveryRecipient.findFirst({ where: { deliveryId: id, userId: actor.id } })
    return recipient !== null && leave(tx, recipient, { actor, action: 'delivery.leave' })
  })
}

/** By the link of a mail. False: nobody of ours wrote it, or what it speaks of is gone; again and again it is true. */
export async function unsubscribe(app: App, token: string): Promise<boolean> {
  const id = recipientOf(token)
  if (id === null) return false
  return app.$transaction(async (tx) => {
    const recipient = await tx.deliveryRecipient.findUnique({ where: { id } })
    return recipient !== null && leave(tx, recipient, { actor: 'anonymous', action: 'delivery.unsubscribe' })
  })
}

interface Leaving {
  readonly actor: Actor | 'anonymous'
  readonly action: string
}

async function leave(tx: AppTx, { id, deliveryId }: { id: string; deliveryId: string }, by: Leaving): Promise<true> {
  const { count } = await tx.deliveryRecipient.updateMany({
    where: { id, unsubscribedAt: null },
    data: { unsubscribedAt: new Date() },
  })
  if (count > 0) await record(tx, { ...by, subject: deliveryId, detail: { recipient: id } })
  return true
}

/** What a link speaks of, for the page behind it; null: it is of nothing. */
export async function subscriptionOf(app: App, token: string): Promise<{ name: string; ended: boolean } | null> {
  const id = recipientOf(token)
  const found =
    id && (await app.deliveryRecipient.findUnique({ where: { id }, include: { delivery: { select: { name: true } } } }))
  return found ? { name: found.delivery.name, ended: found.unsubscribedAt !== null } : null
}
