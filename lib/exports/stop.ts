/** Cancelling and removing, by the owner alone; another’s export is none. */
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { removeFile } from './claim'
import { ExportRefused } from './refused'

export async function cancelExport(app: App, actor: Actor, id: string): Promise<void> {
  await app.$transaction(async (tx) => {
    const { count } = await tx.export.updateMany({
      where: { id, userId: actor.id, state: { in: ['queued', 'running'] } },
      data: { state: 'cancelled', cancelledAt: new Date() },
    })
    if (count === 0) throw new ExportRefused('It is not being made any more.')
    await removeFile(tx, id)
    await record(tx, { actor, action: 'export.cancel', subject: id })
  })
}

/** The file and its line. What is gone already, or is another’s, is left as it is. */
export async function removeExport(app: App, actor: Actor, id: string): Promise<void> {
  await app.$transaction(async (tx) => {
    const found = await tx.export.findFirst({ where: { id, userId: actor.id }, select: { state: true } })
    if (!found) return
    if (found.state === 'queued' || found.state === 'running') {
      throw new ExportRefused('It is still being made. Cancel it first.')
    }
    await tx.export.delete({ where: { id } })
    await record(tx, { actor, action: 'export.remove', subject: id })
  })
}
