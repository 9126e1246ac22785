/** Since when each mirror is known to equal its source. Written with the publication it speaks of, never before. */
import type pg from 'pg'
import { quote, stagingName } from '../mirror'
import type { TableResult } from '../publish-table'
import type { Run } from '../stage'

/** Inside the publish transaction, right after the table's change was applied. */
export async function recordVerification(
  tx: pg.PoolClient,
  run: Run,
  result: TableResult,
  sourceNow: Date,
): Promise<void> {
  const { source, proof } = result.staged
  if (proof === null) return
  await tx.query(
    `insert into app.verification (connector_id, table_name, run_id, verified_at, method, rows, differences)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (connector_id, table_name) do update
       set run_id = excluded.run_id, verified_at = excluded.verified_at, method = excluded.method, rows = excluded.rows,
         differences = excluded.differences`,
    [
      run.connectorId,
      source.table.name,
      run.runId,
      sourceNow.toISOString(),
      proof,
      result.liveAfter,
      await differences(tx, run, result),
    ],
  )
}

/** What a refresh from the watermark on would not have found. */
async function differences(tx: pg.PoolClient, run: Run, result: TableResult): Promise<number> {
  const { inserts, updates, deletes, firstLoad, staged } = result
  const { cursor } = staged.source.table
  if (staged.since === null || cursor === null || firstLoad) return inserts + updates + deletes
  if (inserts + updates === 0) return deletes
  const { rows } = await tx.query<{ missed: string | number }>(
    `select count(*) as missed from pg_temp.change c join ${stagingName(run.runId, staged.source.table)} s on s.ctid = c.staged
     where s.${quote(cursor)} < $1::timestamp`,
    [staged.since],
  )
  return deletes + Number(rows[0]?.missed)
}

/** Whether the table was verified within so many days. */
export async function lastVerified(pool: pg.Pool, connectorId: string, table: string, days: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from app.verification
     where connector_id = $1 and table_name = $2 and verified_at > clock_timestamp() - make_interval(days => $3)`,
    [connectorId, table, days],
  )
  return rowCount === 1
}
