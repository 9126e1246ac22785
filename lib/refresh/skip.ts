/** Objects that need not be read, because the mirror holds them already. */
import type { SourceTable } from '@/lib/connectors/types'
import { fenced } from './fence'
import type { Measures } from './measures'
import { mirrorName } from './mirror'
import { countRows } from './count-rows'
import { mappingHash } from './mapping-hash'
import type { Run, StagedTable } from './stage'

/** A file whose ETag, size and meaning are those of the published one is not read, as long as the mirror still holds it. */
export async function skip(run: Run, source: SourceTable): Promise<StagedTable | null> {
  if (run.full || run.replay || source.etag === null || source.size === null) return null
  const { rows } = await run.pool.query<{ live_after: number; measures: Measures; staged: unknown }>(
    `select done.live_after, done.measures, done.staged
     from app.connector
     join app.refresh_run as published on published.id = connector.published_run_id
     join app.refresh_run_table as done on done.run_id = published.id and done.table_name = $2
     where connector.id = $1 and done.state in ('published', 'skipped') and done.etag = $3 and done.bytes_expected = $4
       and published.source_snapshot -> 'mapping' ->> $2 = $5`,
    [run.connectorId, source.table.name, source.etag, source.size, mappingHash(source)],
  )
  const [published] = rows
  if (!published) return null
  const live = await countRows(run.pool, mirrorName(source.table))
  if (live !== Number(published.live_after)) return null
  await fenced(run, (tx) =>
    tx.query(
      `update app.refresh_run_table set state = 'skipped', rows_read = $3, rows_unchanged = $3, live_before = $3, live_after = $3,
       started_at = clock_timestamp(), finished_at = clock_timestamp(), warnings = $4, measures = $5, staged = $6 where run_id = $1 and table_name = $2`,
      [
        run.runId,
        source.table.name,
        live,
        JSON.stringify(source.warnings),
        JSON.stringify(published.measures),
        JSON.stringify(published.staged),
      ],
    ),
  )
  return skippedTable(source, live, published.measures)
}

/** The rows that are live count as read: the file that holds them was delivered again. */
export function skippedTable(source: SourceTable, rows: number, measures: Measures): StagedTable {
  return {
    source,
    mode: 'snapshot',
    keysStaged: false,
    skipped: true,
    validated: true,
    rowsRead: rows,
    rowsQuarantined: 0,
    keysRejected: 0,
    rowsDuplicate: 0,
    rowsStaged: 0,
    known: null,
    watermark: null,
    since: null,
    proof: null,
    bytes: 0,
    alerts: [],
    measures,
  }
}
