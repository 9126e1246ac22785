/** Changing what is sent by itself, by its owner: its name, times, recipients and limit. What it is about stays. */
import { z } from 'zod'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App, AppTx } from '@/lib/db/app'
import { checked, checkedCron, checkWatch, type Wanted } from './checked'
import { limitText, thresholdOf } from './threshold'
import { clockText } from './quiet-hours'

export interface EditedDelivery extends Wanted {
  /** Of a view. */
  readonly cron: string
  /** Of an alert; the limit as people enter it. */
  readonly condition: string
  readonly limit: string
}

export interface Editable extends EditedDelivery {
  readonly kind: 'view' | 'alert'
}

/** Null: it was removed, or is somebody else's. */
export async function editableDelivery(app: App, actor: Actor, id: string): Promise<Editable | null> {
  if (!z.uuid().safeParse(id).success) return null
  const found = await app.delivery.findFirst({
    where: { id, ownerId: actor.id },
    include: { recipients: { include: { user: { select: { email: true } } }, orderBy: { id: 'asc' } } },
  })
  if (!found) return null
  const { name, zone, quietFrom, quietUntil, recipients, cron, metric, condition, threshold } = found
  return {
    kind: found.kind === 'alert' ? 'alert' : 'view',
    ...{ name, zone, cron: cron ?? '', condition: condition ?? '' },
    quietFrom: quietFrom === null ? '' : clockText(quietFrom),
    quietUntil: quietUntil === null ? '' : clockText(quietUntil),
    emails: recipients.flatMap(({ user }) => user?.email ?? []),
    targets: recipients.flatMap(({ targetId }) => targetId ?? []),
    limit: threshold === null ? '' : limitText(threshold, { metric: metric ?? '', condition: condition ?? '' }),
  }
}

/** False: it was removed meanwhile, or is somebody else's. Throws DeliveryRefused. */
export async function editDelivery(app: App, actor: Actor, id: string, wanted: EditedDelivery): Promise<boolean> {
  const found = await app.delivery.findFirst({ where: { id, ownerId: actor.id } })
  if (!found) return false
  const { recipients, ...common } = await checked(app, actor, wanted)
  const data = found.kind === 'alert' ? watchOf(found.metric ?? '', wanted) : { cron: checkedCron(wanted) }
  const isMoved = 'cron' in data && (data.cron !== found.cron || common.zone !== found.zone)
  const isJudgedAnew =
    'condition' in data && !(data.condition === found.condition && data.threshold === found.threshold)
  return app.$transaction(async (tx) => {
    const { count } = await tx.delivery.updateMany({
      where: { id, ownerId: actor.id },
      // Times before the new ones are nothing to make up for.
      data: { ...common, ...data, ...(isMoved && { nextAfter: new Date() }) },
    })
    if (count === 0) return false
    await setRecipients(tx, { id, actor, recipients })
    if (isJudgedAnew) {
      await tx.deliveryRecipient.updateMany({
        where: { deliveryId: id },
        data: { beyond: null, evaluatedVersion: null, lastValue: null },
      })
    }
    await record(tx, {
      actor,
      action: 'delivery.change',
      subject: id,
      detail: { ...data, recipients: recipients.length },
    })
    return true
  })
}

function watchOf(metric: string, { condition, limit }: EditedDelivery) {
  const threshold = thresholdOf(limit, { metric, condition })
  checkWatch(condition, threshold)
  return { condition, threshold }
}

interface Chosen {
  readonly id: string
  readonly actor: Actor
  readonly recipients: Awaited<ReturnType<typeof checked>>['recipients']
}

/** Who has unsubscribed stays so, but for the owner, who says it of oneself. */
async function setRecipients(tx: AppTx, { id, actor, recipients }: Chosen): Promise<void> {
  const users = recipients.flatMap(({ userId }) => userId ?? [])
  const targets = recipients.flatMap(({ targetId }) => targetId ?? [])
  await tx.deliveryRecipient.deleteMany({
    where: {
      deliveryId: id,
      OR: [{ userId: { not: null, notIn: users } }, { targetId: { not: null, notIn: targets } }],
    },
  })
  await tx.deliveryRecipient.createMany({
    data: recipients.map((recipient) => ({ deliveryId: id, ...recipient })),
    skipDuplicates: true,
  })
  await tx.deliveryRecipient.updateMany({
    where: { deliveryId: id, userId: actor.id },
    data: { unsubscribedAt: null },
  })
}
