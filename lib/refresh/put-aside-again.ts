/**
 * What an administrator put aside stays aside when a delivery brings it again: the same bytes, refused for the same reason,
 * as often as they were put aside. Whatever differs waits anew. What was put aside is known for as long as its rows are kept
 * (lib/refresh/quarantine-purge.ts), and every delivery that brings them again keeps them anew.
 */
import type pg from 'pg'
import { formatCounted } from '@/lib/format/numbers'
import type { Run, StagedTable } from './stage'

const wasPutAside = `connector_id = $1 and table_name = $2 and run_id <> $3 and resolution in ('dismissed', 'dismissed_before')`

/** Within the publish. */
export async function putAsideAgain(tx: pg.PoolClient, run: Run, { source: { table } }: StagedTable): Promise<void> {
  const values = [run.connectorId, table.name, run.runId]
  const { rowCount: known } = await tx.query(`select from app.quarantine where ${wasPutAside} limit 1`, values)
  if (known === 0) return
  const { rowCount } = await tx.query(
    `with aside as (
       select reason_code, hash, max(times) as times from (
         select reason_code, sha256(raw) as hash, count(*) as times
         from app.quarantine where ${wasPutAside} group by run_id, reason_code, sha256(raw)
       ) as of_a_run group by reason_code, hash
     ), again as (
       select id, reason_code, sha256(raw) as hash, row_number() over (partition by reason_code, sha256(raw) order by id) as nth
       from app.quarantine where run_id = $3 and table_name = $2 and resolved_at is null
     )
     update app.quarantine set resolved_at = clock_timestamp(), resolution = 'dismissed_before'
     from again join aside using (reason_code, hash) where quarantine.id = again.id and nth <= times`,
    values,
  )
  if (!rowCount) return
  const told = `${formatCounted(rowCount, 'row that was put aside before came again and stays', 'rows that were put aside before came again and stay')} aside.`
  await tx.query(
    `update app.refresh_run_table set warnings = warnings || jsonb_build_array($3::text) where run_id = $1 and table_name = $2`,
    [run.runId, table.name, told],
  )
}
