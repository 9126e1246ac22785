/** A file that its owner may not have any more: it goes, and the line says why. */
import type { App } from '@/lib/db/app'
import { removeFile } from './claim'

export async function takeAway(app: App, id: string): Promise<void> {
  await app.$transaction(async (tx) => {
    const error = 'What you may see has changed since it was made. Make it again.'
    await tx.export.updateMany({ where: { id, state: 'ready' }, data: { state: 'failed', error, expiresAt: null } })
    await removeFile(tx, id)
  })
}
