/**
 * Which export is whose to make: one worker takes one, and says again and again that it lives. One that stopped saying so
 * loses it; whatever it still writes is refused, because each turn is known by the moment it began.
 */
import type { Prisma } from '@/generated/prisma/client'
import type { App, AppTx } from '@/lib/db/app'
import { limits } from './limits'

export interface Claimed {
  readonly id: string
  readonly userId: string
  readonly kind: string
  readonly subject: string
  readonly search: string
  readonly format: string
  readonly name: string
  /** When this turn began, to the microsecond. */
  readonly turn: string
}

/** Longer than any pause of a process that lives. */
export const STALE_SECONDS = 60

/** Somebody cancelled it, or another worker has it: nothing more is to be done. */
export class TurnLost extends Error {
  override name = 'TurnLost'
}

/** Null: nothing waits. */
export async function claimExport(app: App, staleSeconds = STALE_SECONDS): Promise<Claimed | null> {
  return app.$transaction(async (tx) => {
    const [claimed] = await tx.$queryRaw<Claimed[]>`
      update app.export set state = 'running', started_at = clock_timestamp(), seen_at = clock_timestamp(),
        rows_written = 0, rows_expected = null, bytes = 0, error = null
      where id = (
        select id from app.export
        where (state = 'queued' or (state = 'running' and seen_at < clock_timestamp() - make_interval(secs => ${staleSeconds})))
          and created_at > clock_timestamp() - make_interval(hours => ${limits.hoursToMake}::int)
        order by created_at limit 1 for update skip locked)
      returning id::text, user_id::text as "userId", kind, subject, search, format, name, started_at::text as turn`
    // What the last one had written is no part of this file.
    if (claimed) await tx.exportChunk.deleteMany({ where: { exportId: claimed.id } })
    return claimed ?? null
  })
}

/** Only while the turn holds. */
export async function stillRunning(db: App | AppTx, { id, turn }: Claimed, change: Prisma.Sql): Promise<void> {
  const changed = await db.$executeRaw`
    update app.export set ${change}
    where id = ${id}::uuid and state = 'running' and started_at = ${turn}::timestamptz`
  if (changed === 0) throw new TurnLost('This export is another worker’s now, or was cancelled.')
}

export async function writePiece(app: App, { id, turn }: Claimed, number: number, bytes: Uint8Array): Promise<void> {
  const written = await app.$executeRaw`
    insert into app.export_chunk (export_id, number, bytes)
    select id, ${number}::int, ${Buffer.from(bytes)} from app.export
    where id = ${id}::uuid and state = 'running' and started_at = ${turn}::timestamptz for key share`
  if (written === 0) throw new TurnLost('This export is another worker’s now, or was cancelled.')
}

export async function removeFile(tx: App | AppTx, exportId: string): Promise<void> {
  await tx.exportChunk.deleteMany({ where: { exportId } })
}
