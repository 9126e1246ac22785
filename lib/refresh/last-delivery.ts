/** What the guards compare a delivery with: the one that was published last. */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { Measures } from './measures'
import type { Remembered } from './resume'

export interface LastTable {
  /** It came with the newest publication; false: an older one was the last that had it. */
  readonly isNewest: boolean
  readonly rows: number
  readonly rowsQuarantined: number
  readonly keysRejected: number
  /** Null where only changes were read, so that the sums say nothing about the whole table. */
  readonly measures: Measures | null
  /** Null where nobody wrote them down. */
  readonly columns: readonly string[] | null
}

export interface LastDelivery {
  /** The connector's own limits, as stored. */
  readonly guards: unknown
  readonly asOf: Date | null
  readonly tables: ReadonlyMap<string, LastTable>
}

export async function lastDelivery(pool: pg.Pool, connectorId: ConnectorId): Promise<LastDelivery> {
  const { rows: connectors } = await pool.query<{ guards: unknown; as_of: string | null; published_run_id: number }>(
    `select guards, published_run_id, (
       select as_of from app.publication where connector_id = connector.id order by version desc limit 1
     ) as as_of
     from app.connector where id = $1`,
    [connectorId],
  )
  const connector = connectors[0]
  const { rows } = await pool.query<{
    table_name: string
    live_after: number
    rows_quarantined: number
    measures: Measures
    staged: Remembered | null
    is_newest: boolean
  }>(
    `select distinct on (done.table_name) done.table_name, live_after, rows_quarantined, measures, staged,
       done.run_id = $2 as is_newest
     from app.refresh_run_table as done join app.refresh_run as run on run.id = done.run_id
     where run.connector_id = $1 and run.id <= $2 and not run.replay
       and done.state in ('published', 'skipped') and live_after is not null
     order by done.table_name, done.run_id desc`,
    [connectorId, connector?.published_run_id ?? null],
  )
  return {
    guards: connector?.guards ?? {},
    asOf: connector?.as_of ? new Date(connector.as_of) : null,
    tables: new Map(
      rows.map(({ table_name, live_after, rows_quarantined, measures, staged, is_newest }) => [
        table_name,
        {
          isNewest: is_newest,
          rows: Number(live_after),
          rowsQuarantined: staged?.rowsQuarantined ?? Number(rows_quarantined),
          keysRejected: staged?.keysRejected ?? 0,
          measures: staged?.mode === 'snapshot' ? measures : null,
          columns: staged?.source.columns ?? null,
        },
      ]),
    ),
  }
}
