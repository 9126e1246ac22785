/** A held run that a newer one has overtaken: nobody has to decide about it any more, and its staging may go. */
import type pg from 'pg'

/** `runId`: the newer run, which was published or is held itself. */
export async function supersede(db: pg.Pool | pg.PoolClient, connectorId: string, runId: number): Promise<void> {
  await db.query(
    `update app.refresh_run set state = 'discarded', decision = 'superseded', decided_at = clock_timestamp(),
       finished_at = clock_timestamp(), preview = null, error_message = 'Refresh ' || $2::text || ' took its place.'
     where connector_id = $1 and id < $2 and state = 'held'`,
    [connectorId, runId],
  )
}

/** For runs that died between their publish and what follows it, and for those that nobody decided about. */
export async function supersedeForgotten(pool: pg.Pool, days: number): Promise<void> {
  await pool.query(
    `update app.refresh_run as run set state = 'discarded', decision = 'superseded', decided_at = clock_timestamp(),
       finished_at = clock_timestamp(), preview = null,
       error_message = case when run.id < connector.published_run_id then 'Refresh ' || connector.published_run_id || ' took its place.'
         else 'Nobody decided within ' || $1 || ' days, so the run was discarded and its staging removed. Refresh again.' end
     from app.connector
     where connector.id = run.connector_id and run.state = 'held'
       and (run.id < connector.published_run_id or run.held_at < clock_timestamp() - make_interval(days => $1::int))`,
    [days],
  )
}
