/** Writes the messages of views whose time has come. A time that was missed is made up for once. */
import type { App } from '@/lib/db/app'
import { lastTime } from '@/lib/refresh/schedule-cron'
import { addressed, writeMessages } from './write-messages'

/** Returns how many messages are new. */
export async function writeDue(app: App, now: Date): Promise<number> {
  const deliveries = await app.delivery.findMany({
    where: { kind: 'view', enabled: true, cron: { not: null } },
    include: { recipients: { include: addressed } },
  })
  let written = 0
  for (const { recipients, ...delivery } of deliveries) {
    const time = lastTime({ cron: delivery.cron ?? '', zone: delivery.zone }, now)
    if (time <= delivery.nextAfter) continue
    written += await app.$transaction(async (tx) => {
      // Of several workers one writes it.
      const { count } = await tx.delivery.updateMany({
        where: { id: delivery.id, enabled: true, nextAfter: { lt: time } },
        data: { nextAfter: time },
      })
      return count === 1 ? writeMessages(tx, recipients, { delivery, occasion: time.toISOString() }) : 0
    })
  }
  return written
}
