/** After each publish: every alert is judged anew for each recipient, within that recipient's own reach, once per crossing. */
import type { Delivery, DeliveryRecipient } from '@/generated/prisma/client'
import { withReader } from '@/lib/authz/reader'
import { log } from '@/lib/log'
import { activeAccount } from './accounts'
import { isBeyond, isCondition } from './alert-condition'
import { measure } from './measure-alert'
import { OWNER_DISABLED, pauseDelivery } from './pause'
import { scopeOfRecipient } from './recipient-scope'
import type { Stage } from './stage'
import { addressed, writeMessages, type Addressed } from './write-messages'

type Recipient = DeliveryRecipient & Addressed

/** What the occasions of alerts begin with. */
export const CROSSING = 'version '

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
      written += await judgeAlone(stage, delivery, recipient, version)
    }
  }
  return written
}

/** One that cannot be judged keeps nobody else from being told. */
async function judgeAlone(stage: Stage, delivery: Delivery, recipient: Recipient, version: bigint): Promise<number> {
  try {
    const written = await judge(stage, delivery, recipient)
    // Not again before the next publish: the account of the recipient is disabled.
    if (written === null) await passOver(stage, recipient, version)
    return written ?? 0
  } catch (error) {
    log.error({ delivery: delivery.id, err: error }, 'an alert was not judged')
    // It would take as long again; the next publish is its next chance. Other faults pass.
    if ((error as { code?: unknown }).code === QUERY_CANCELED) await passOver(stage, recipient, version)
    return 0
  }
}

/** PostgreSQL's code of a statement that took too long. */
const QUERY_CANCELED = '57014'

async function passOver({ app }: Stage, { id, evaluatedVersion }: Recipient, version: bigint): Promise<void> {
  await app.deliveryRecipient.updateMany({ where: { id, evaluatedVersion }, data: { evaluatedVersion: version } })
}

/** Null: there is nobody to judge it for. */
async function judge(stage: Stage, delivery: Delivery, recipient: Recipient): Promise<number | null> {
  const { app, warehouse, now } = stage
  const { condition, threshold } = delivery
  const owner = await activeAccount(app, delivery.ownerId)
  if (!owner) {
    await pauseDelivery(app, delivery.id, OWNER_DISABLED)
    return null
  }
  const scope = await scopeOfRecipient(app, owner.actor, recipient)
  if (!isCondition(condition) || threshold === null || !scope) return null
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
      occasion: `${CROSSING}${version}`,
      body: { value: measured.value, before: measured.before, condition, threshold },
    })
  })
}
