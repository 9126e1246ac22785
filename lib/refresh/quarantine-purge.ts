/**
 * Raw rows are learners' data, so the quarantine keeps them only as long as somebody may need them: rows that have been
 * answered, and rows of refreshes that never went live, go after a month. Rows that wait stay, however old.
 */
import type pg from 'pg'
import { log } from '@/lib/log'

const KEPT_DAYS = 30
/** So many at a time that no other work waits for a purge. */
const BATCH = 2_000

/** Walks through the quarantine by its own numbers; returns how many rows went. */
export async function purgeQuarantine(pool: pg.Pool, signal: AbortSignal, batch = BATCH): Promise<number> {
  let purged = 0
  let after: number | null = 0
  while (after !== null && !signal.aborted) {
    const gone: Purged = await purgeBatch(pool, after, batch)
    purged += gone.rows
    after = gone.rows < batch ? null : gone.last
  }
  if (purged > 0) log.info({ rows: purged, olderThanDays: KEPT_DAYS }, 'old rows were removed from the quarantine')
  return purged
}

interface Purged {
  readonly rows: number
  readonly last: number
}

async function purgeBatch(pool: pg.Pool, after: number, batch: number): Promise<Purged> {
  const { rows } = await pool.query<{ rows: number; last: number | null }>(
    `with due as (
       select quarantine.id from app.quarantine left join app.refresh_run run on run.id = quarantine.run_id
       where quarantine.id > $1 and (
         resolved_at < clock_timestamp() - make_interval(days => $3)
         or (quarantine.created_at < clock_timestamp() - make_interval(days => $3)
           and (run.id is null or run.state in ('failed', 'cancelled', 'discarded'))))
       order by quarantine.id limit $2
     ), gone as (
       delete from app.quarantine where id in (select id from due) returning id
     )
     select count(*) as rows, max(id) as last from gone`,
    [after, batch, KEPT_DAYS],
  )
  return { rows: Number(rows[0]?.rows), last: Number(rows[0]?.last) }
}
