/** How much of a table a run reads, and what that proves about the rows it does not read. */
import { differingDays } from '@/lib/connectors/checksum'
import type { Reader, ReadOptions, SourceTable } from '@/lib/connectors/types'
import type { Run } from '../stage'
import { mirrorChecksums } from './mirror-checksums'
import { lastVerified } from './verification'

/** A cursor is read again this far back: rows stamped in a long transaction appear after rows with later stamps. */
const OVERLAP = '60 minutes'

/**
 * Large tables without a cursor whose rows belong to a time: normal runs read the young ones, because older ones change
 * rarely. A million hours of two years are 144 MB and 3 s of reading, their last two weeks 2.8 MB and 0.25 s.
 */
const windows: Readonly<Record<string, { column: string; days: number }>> = {
  student_lesson_session_time_hourly: { column: 'hour_starts_at', days: 14 },
}
/** A window needs a whole read behind it, no older than this. */
const WHOLE_READ_DAYS = 7

export interface Scope extends Pick<ReadOptions, 'since' | 'days' | 'window'> {
  /** How the mirror is known to equal the source once this is published; null: only what was read is. */
  readonly proof: 'full' | 'checksum' | null
}

const whole: Scope = { since: null, proof: 'full' }

export async function scopeOf(run: Run, reader: Reader, source: SourceTable): Promise<Scope> {
  if (run.replay) return { since: null, proof: null }
  if (run.full) return whole
  if (source.table.cursor === null) return windowOf(run, source)
  const since = await readFrom(run, source)
  if (since === null) return whole
  if (!run.reconcile) return { since, proof: null }
  return (await compared(run, reader, source, since)) ?? whole
}

/** Null: the two sides cannot be compared without reading. */
async function compared(run: Run, reader: Reader, source: SourceTable, since: string): Promise<Scope | null> {
  const { signal } = run.pulse
  run.pulse.step(`Comparing ${source.table.name}`)
  if (!reader.comparison) return null
  const asked = reader.comparison.checksums(source, signal)
  const [theirs, ours] = await Promise.all([asked, mirrorChecksums(run.pool, source)])
  if (!theirs) return null
  run.pulse.step(`Reading ${source.table.name}`)
  return { since, days: differingDays(ours, theirs), proof: 'checksum' }
}

/** Our clock decides when to read more than needed; the source's own says which rows are young. */
async function windowOf(run: Run, { table }: SourceTable): Promise<Scope> {
  const window = windows[table.name]
  if (!window || run.reconcile) return whole
  const verified = await lastVerified(run.pool, run.connectorId, table.name, WHOLE_READ_DAYS)
  return verified ? { since: null, window, proof: null } : whole
}

/** The stamp from which an incremental table is read; null: read it whole. */
async function readFrom(run: Run, source: SourceTable): Promise<string | null> {
  const { rows } = await run.pool.query<{ since: string }>(
    `select (value::timestamp - $3::interval)::text as since from app.watermark where connector_id = $1 and table_name = $2`,
    [run.connectorId, source.table.name, OVERLAP],
  )
  return rows[0]?.since ?? null
}
