/** Clears away: files after their day, lines after a month, and files whose owner may not see them any more. */
import type { App } from '@/lib/db/app'
import { limits } from './limits'
import { ownerOf } from './make'
import { isStillFor } from './rights'
import { takeAway } from './take-away'

export async function sweepExports(app: App): Promise<void> {
  await app.$executeRaw`
    delete from app.export_chunk using app.export
    where export.id = export_id and (state in ('failed', 'cancelled') or expires_at <= clock_timestamp())`
  await app.$executeRaw`
    delete from app.export where created_at < clock_timestamp() - make_interval(days => ${limits.daysListed}::int)`
  // The pieces are not written twice, for speed: a server that crashed has lost them, and the file is made again.
  await app.$executeRaw`
    update app.export set state = 'queued', created_at = clock_timestamp(), started_at = null, expires_at = null
    where state = 'ready' and expires_at > clock_timestamp() and bytes > 0
      and not exists (select from app.export_chunk where export_id = export.id)`
  await app.$executeRaw`
    update app.export set state = 'failed', finished_at = clock_timestamp(),
      error = 'It was begun again and again and never finished. Narrow the rows.'
    where state in ('queued', 'running')
      and created_at <= clock_timestamp() - make_interval(hours => ${limits.hoursToMake}::int)`
  const ready = await app.export.findMany({
    where: { state: 'ready', expiresAt: { gt: new Date() } },
    select: { id: true, userId: true, manifest: true },
  })
  for (const { id, userId, manifest } of ready) {
    const owner = await ownerOf(app, userId)
    if (!owner || !isStillFor(manifest, owner)) await takeAway(app, id)
  }
}
