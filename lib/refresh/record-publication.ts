/** What a publish writes down about itself, in its own transaction: books per table, watermarks, the publication, the fence. */
import type pg from 'pg'
import type { Pinned } from '@/lib/connectors/types'
import { InvariantBroken, LeaseLost } from './failure'
import type { TableResult } from './publish-table'
import { rowsDelivered, type Run, type StagedTable } from './stage'

export type PublicationState = 'published' | 'unchanged'

export async function recordTable(tx: pg.PoolClient, run: Run, result: TableResult): Promise<void> {
  const { staged } = result
  await tx.query(
    `update app.refresh_run_table set state = 'published', rows_read = $3, rows_inserted = $4, rows_updated = $5,
       rows_unchanged = $6, rows_duplicate = $7, rows_deleted = $8, rows_quarantined = $9, live_before = $10, live_after = $11,
       finished_at = clock_timestamp()
     where run_id = $1 and table_name = $2`,
    [
      run.runId,
      staged.source.table.name,
      staged.rowsRead,
      result.inserts,
      result.updates,
      rowsDelivered(staged) - result.inserts - result.updates + staged.rowsDuplicate,
      staged.rowsDuplicate,
      result.deletes,
      staged.rowsQuarantined,
      result.liveBefore,
      result.liveAfter,
    ],
  )
}

/** I6: a watermark never passes the source's own clock, and moves back only where a full run read everything anew. */
export async function moveWatermark(
  tx: pg.PoolClient,
  run: Run,
  { source, watermark }: StagedTable,
  asOf: Date,
): Promise<void> {
  if (run.replay || watermark === null || source.table.cursor === null) return
  if (run.full) await resetWatermark(tx, run, source.table.name, watermark)
  const { rows } = await tx.query<{ value: string; ahead: boolean }>(
    `insert into app.watermark as mark (connector_id, table_name, value, run_id) values ($1, $2, $3, $4)
     on conflict (connector_id, table_name) do update
       set value = case when excluded.value::timestamp > mark.value::timestamp then excluded.value else mark.value end,
         run_id = excluded.run_id
     returning value, value::timestamp > $5::timestamptz at time zone 'UTC' + interval '1 second' as ahead`,
    [run.connectorId, source.table.name, watermark, run.runId, asOf.toISOString()],
  )
  if (rows[0]?.ahead) {
    throw new InvariantBroken(`The watermark of ${source.table.name} (${watermark}) is ahead of the source's clock.`)
  }
  await tx.query('update app.refresh_run_table set watermark_to = $3 where run_id = $1 and table_name = $2', [
    run.runId,
    source.table.name,
    rows[0]?.value,
  ])
}

/** After a full read nothing older than its newest stamp is missing, so a source that went back is followed from there. */
async function resetWatermark(tx: pg.PoolClient, run: Run, table: string, watermark: string): Promise<void> {
  await tx.query(
    `with gone as (
       delete from app.watermark where connector_id = $1 and table_name = $2 and value::timestamp > $3::timestamp returning value
     )
     insert into app.audit (actor_kind, action, subject, detail)
     select 'system', 'refresh.watermark_reset', $1, jsonb_build_object('run', $4::bigint, 'table', $2::text, 'from', value, 'to', $3::text)
     from gone`,
    [run.connectorId, table, watermark, run.runId],
  )
}

export async function recordPublication(
  tx: pg.PoolClient,
  run: Run,
  pinned: Pinned,
  state: PublicationState,
  changed: readonly string[],
): Promise<void> {
  const asOf = run.replay ? await newestAsOf(tx, run, pinned.asOf) : pinned.asOf.toISOString()
  const moved =
    state === 'unchanged' &&
    (await tx.query(
      `update app.publication set as_of = greatest(as_of, $2)
       where version = (select max(version) from app.publication where connector_id = $1)`,
      [run.connectorId, asOf],
    ))
  if (!moved || moved.rowCount === 0) {
    await tx.query('insert into app.publication (connector_id, run_id, as_of) values ($1, $2, $3)', [
      run.connectorId,
      run.runId,
      asOf,
    ])
  }
  // The audit module writes through Prisma, which cannot join this transaction.
  await tx.query(
    `insert into app.audit (actor_kind, action, subject, detail) values ('system', 'refresh.published', $1, $2)`,
    [run.connectorId, JSON.stringify({ run: run.runId, changed, as_of: asOf })],
  )
  // The lock on the connector comes last: held longer, it would stop our own heartbeat.
  await checkLease(tx, run, 'for update')
  // A replay holds some rows only: the next refresh still compares files with the last whole delivery.
  if (!run.replay) {
    await tx.query('update app.connector set published_run_id = $2 where id = $1', [run.connectorId, run.runId])
  }
  const { rowCount } = await tx.query(
    `update app.refresh_run set state = $3::app."RunState", finished_at = clock_timestamp(), step = null,
       timeline = timeline || jsonb_build_object('published', clock_timestamp()),
       rows_read = (select coalesce(sum(rows_read), 0) from app.refresh_run_table where run_id = $1)
     where id = $1 and lease_token = $2 and state = 'publishing'`,
    [run.runId, run.token, state],
  )
  if (rowCount !== 1) throw new LeaseLost('The run was ended by somebody else while it published.')
}

/** Rows out of the quarantine are as old as the delivery that they came with. */
async function newestAsOf(tx: pg.PoolClient, run: Run, otherwise: Date): Promise<string> {
  const { rows } = await tx.query<{ as_of: string }>(
    'select as_of from app.publication where connector_id = $1 order by version desc limit 1',
    [run.connectorId],
  )
  return rows[0]?.as_of ?? otherwise.toISOString()
}

/** The fence: a worker whose token is not the newest publishes nothing, however late it wakes up. */
export async function checkLease(tx: pg.PoolClient, run: Run, lock: '' | 'for update'): Promise<void> {
  const { rowCount } = await tx.query(`select from app.connector where id = $1 and lease_token = $2 ${lock}`, [
    run.connectorId,
    run.token,
  ])
  if (rowCount !== 1) throw new LeaseLost('Another worker has taken over this connector.')
}
