/** A delivery that cannot go on pauses by itself and says why. */
import { record } from '@/lib/audit/record'
import type { App } from '@/lib/db/app'

export const OWNER_DISABLED = 'The account of its owner is disabled.'

export async function pauseDelivery(app: App, id: string, reason: string): Promise<void> {
  await app.$transaction(async (tx) => {
    const { count } = await tx.delivery.updateMany({
      where: { id, enabled: true },
      data: { enabled: false, pausedReason: reason },
    })
    if (count > 0) await record(tx, { actor: 'system', action: 'delivery.pause', subject: id, detail: { reason } })
  })
}
