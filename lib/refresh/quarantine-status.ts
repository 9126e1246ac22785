/** What waits in the quarantine: counted by source, table and reason, over time, and as samples. */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { printable } from './printable'
import { isOpen } from './quarantine'

export interface QuarantineFilter {
  readonly connector?: ConnectorId | undefined
  readonly table?: string | undefined
  readonly reason?: string | undefined
  /** One row, by its number in the quarantine. */
  readonly row?: number | undefined
}

export interface QuarantineGroup {
  readonly connectorId: ConnectorId
  readonly table: string
  readonly reason: string
  readonly rows: number
  /** The row of this reason in this table that was seen first, those answered within the last month included (UTC, ISO). */
  readonly firstSeen: string
  readonly lastSeen: string
  readonly lastRun: number
  /** The newest row: what comes later was not looked at. */
  readonly lastId: number
  /** Columns that were at fault, by how often. */
  readonly columns: readonly string[]
  readonly message: string
}

export interface QuarantineRun {
  readonly runId: number
  readonly at: string
  readonly rows: number
}

export interface QuarantineSample {
  readonly id: number
  readonly connectorId: ConnectorId
  readonly runId: number
  readonly table: string
  readonly object: string | null
  readonly line: number | null
  readonly column: string | null
  readonly reason: string
  readonly message: string
  readonly key: string | null
  /** Learners' data, with control characters spelt out. */
  readonly excerpt: string
}

const EXCERPT_BYTES = 400

const isSelected = `($1::text is null or quarantine.connector_id = $1) and ($2::text is null or quarantine.table_name = $2)
  and ($3::text is null or quarantine.reason_code = $3) and ($4::bigint is null or quarantine.id = $4)`
const valuesOf = ({ connector, table, reason, row }: QuarantineFilter) => [
  connector ?? null,
  table ?? null,
  reason ?? null,
  row ?? null,
]
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

export async function quarantineGroups(pool: pg.Pool, filter: QuarantineFilter): Promise<readonly QuarantineGroup[]> {
  const { rows } = await pool.query<QuarantineGroup>(
    `select connector_id as "connectorId", table_name as "table", reason_code as reason, count(*) as rows,
       (select ${iso('min(ever.created_at)')} from app.quarantine as ever
        where ever.connector_id = quarantine.connector_id and ever.table_name = quarantine.table_name
          and ever.reason_code = quarantine.reason_code) as "firstSeen",
       ${iso('max(created_at)')} as "lastSeen", max(run_id) as "lastRun", max(id) as "lastId",
       coalesce(array_agg(distinct column_name) filter (where column_name is not null), '{}') as columns,
       (array_agg(message order by id desc))[1] as message
     from app.quarantine where ${isOpen} and ${isSelected}
     group by connector_id, table_name, reason_code
     order by rows desc, connector_id, table_name, reason_code`,
    valuesOf(filter),
  )
  return rows
}

/** How many rows each of the newest published runs set aside, the oldest first; runs without any count too. */
export async function quarantineTrend(
  pool: pg.Pool,
  filter: QuarantineFilter,
  runs = 30,
): Promise<readonly QuarantineRun[]> {
  const { rows } = await pool.query<QuarantineRun>(
    `select run_id as "runId", at, rows from (
       select refresh_run.id as run_id, ${iso('coalesce(finished_at, started_at, refresh_run.created_at)')} as at,
         (select count(*) from app.quarantine where quarantine.run_id = refresh_run.id and ${isSelected}) as rows
       from app.refresh_run
       where state in ('published', 'unchanged') and not replay and ($1::text is null or refresh_run.connector_id = $1)
       order by refresh_run.id desc limit $5
     ) as newest order by run_id`,
    [...valuesOf(filter), runs],
  )
  return rows
}

export async function quarantineSamples(
  pool: pg.Pool,
  filter: QuarantineFilter,
  limit: number,
): Promise<readonly QuarantineSample[]> {
  const { rows } = await pool.query<Omit<QuarantineSample, 'excerpt'> & { start: Buffer; bytes: number }>(
    `select id, connector_id as "connectorId", run_id as "runId", table_name as "table", object, line_no as line,
       column_name as column, reason_code as reason, message, key_guess as key,
       substring(raw from 1 for ${EXCERPT_BYTES}) as start, length(raw) as bytes
     from app.quarantine where ${isOpen} and ${isSelected} order by id desc limit $5`,
    [...valuesOf(filter), limit],
  )
  return rows.map(({ start, bytes, ...row }) => ({
    ...row,
    key: row.key === null ? null : printable(row.key),
    excerpt: printable(start.toString('utf8')) + (bytes > start.length ? '…' : ''),
  }))
}

export async function openRows(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ rows: number }>(`select count(*) as rows from app.quarantine where ${isOpen}`)
  return rows[0]?.rows ?? 0
}
