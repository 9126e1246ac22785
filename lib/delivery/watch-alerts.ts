/** After each publish: every alert is judged anew for each recipient, within that recipient's own reach, once per crossing. */
import type { Delivery, DeliveryRecipient } from '@/generated/prisma/client'
import { withReader } from '@/lib/authz/reader'
import { activeAccount } from './accounts'
import { isBeyond, isCondition } from './alert-condition'
import { measure } from './measure-alert'
import { scopeOfRecipient } from './recipient-scope'
import type { Stage } from './stage'
import { addressed, writeMessages, type Addressed } from './write-messages'

type Recipient = DeliveryRecipient & Addressed

/** Returns how many messages are new. */
export async function watchAlerts(stage: Stage, signal: AbortSignal): Promise<number> {
  const newest = await stage.app.publication.aggregate({ _max: { version: true } })
  const version = newest._max.version
  if (version === null) return 0
  const notYet = { OR: [{ evaluatedVersion: null }, { evaluatedVersion: { lt: version } }], unsubscribedAt: null }
  const deliveries = await stage.app.delivery.findMany({
    where: { kind: 'alert', enabled: true, recipients: { some: notYet } },
    include: { recipients: { where: notYet, include: addressed } },
  })
  let written = 0
  for (const delivery of deliveries) {
    for (const recipient of delivery.recipients) {
      if (signal.aborted) return written
      written += await judge(stage, delivery, recipient)
    }
  }
  return written
}

async function judge(stage: Stage, delivery: Delivery, recipient: Recipient): Promise<number> {
  const { app, warehouse, now } = stage
  const { condition, threshold } = delivery
  const owner = await activeAccount(app, delivery.ownerId)
  // Without an owner it is paused as soon as there is something to send; nothing is judged in nobody's name.
  const scope = owner && (await scopeOfRecipient(app, owner.actor, recipient))
  if (!isCondition(condition) || threshold === null || !scope) return 0
  const { measured, version } = await withReader(
    scope,
    async (reader) => ({ measured: await measure(reader, delivery, now()), version: BigInt(reader.dataVersion) }),
    warehouse,
  )
  const beyond = isBeyond({ condition, threshold }, measured, recipient.beyond)
  return app.$transaction(async (tx) => {
    // Of several workers one judges a state of the data.
    const { count } = await tx.deliveryRecipient.updateMany({
      where: { id: recipient.id, evaluatedVersion: recipient.evaluatedVersion },
      data: { evaluatedVersion: version, lastValue: measured.value, ...(beyond !== null && { beyond }) },
    })
    // What was beyond from the start has not crossed anything.
    if (count === 0 || beyond !== true || recipient.beyond !== false) return 0
    return writeMessages(tx, [recipient], {
      delivery,
      occasion: `version ${version}`,
      body: { value: measured.value, before: measured.before, condition, threshold },
    })
  })
}
