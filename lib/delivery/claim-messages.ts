/** Messages that wait, and how each try ended. */
import type { App, AppTx } from '@/lib/db/app'
import { PATIENCE_SECONDS } from '@/lib/notify/channels'

/** Longer than reading and sending one takes; after a crash the message is tried again then. */
const CLAIM_SECONDS = 300
const KEPT_DAYS = 180

/** By the database's clock; a second worker does not get the same one. Null: none is due. */
export async function claimMessage(app: App): Promise<bigint | null> {
  const rows = await app.$queryRaw<{ id: bigint }[]>`
    update app.delivery_message set try_at = clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS}::int)
    where id in (
      select id from app.delivery_message where state = 'pending' and try_at <= clock_timestamp()
      order by try_at, id limit 1 for update skip locked
    ) returning id`
  return rows[0]?.id ?? null
}

export interface Sent {
  readonly rows: number | null
  /** Null: it says nothing of the data. */
  readonly dataVersion: number | null
}

export async function markSent(app: AppTx, id: bigint, { rows, dataVersion }: Sent): Promise<void> {
  await app.deliveryMessage.updateMany({
    where: { id, state: 'pending' },
    data: { state: 'sent', attempts: { increment: 1 }, reason: null, sentAt: new Date(), rows, dataVersion },
  })
}

export async function markSkipped(app: AppTx, id: bigint, reason: string): Promise<void> {
  await app.deliveryMessage.updateMany({ where: { id, state: 'pending' }, data: { state: 'skipped', reason } })
}

/** Waiting is no try. */
export async function postpone(app: App, id: bigint, until: Date, reason: string): Promise<void> {
  await app.deliveryMessage.updateMany({ where: { id, state: 'pending' }, data: { tryAt: until, reason } })
}

/** After the last try it failed; before, it waits. */
export async function markFailed(app: App, id: bigint, attempts: number, reason: string): Promise<void> {
  const wait = PATIENCE_SECONDS[attempts]
  await app.$executeRaw`
    update app.delivery_message set attempts = ${attempts + 1}, reason = ${reason},
      state = ${wait === undefined ? 'failed' : 'pending'},
      try_at = clock_timestamp() + make_interval(secs => ${wait ?? 0}::int)
    where id = ${id} and state = 'pending'`
}

export async function forgetOld(app: App, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  await app.deliveryMessage.deleteMany({ where: { state: { not: 'pending' }, createdAt: { lt: before } } })
}
