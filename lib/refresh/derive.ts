/** Tables that DataCamp names but does not deliver: a calendar over the facts' days, and the groups that facts speak of. */
import type pg from 'pg'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import { mirrorName } from './mirror'

/** The first and last day that any fact has; numbers that are no day (20260230) do not stretch the calendar. */
const calendar = (facts: readonly Table[]) => `
  with days as (
    ${facts.map((fact) => `(select min(date_id) as first, max(date_id) as last from ${mirrorName(fact)} where date_id between 20000101 and 21991231)`).join(' union all ')}
  ), bounds as (
    select min(first) as first, max(last) as last from days
  )
  select to_char(day, 'YYYYMMDD')::bigint as date_id, date_trunc('week', day)::date as week_start_date
  from bounds, generate_series(
    make_date((first / 10000)::int, least(greatest(first / 100 % 100, 1), 12)::int, 1)::timestamp,
    make_date((last / 10000)::int, least(greatest(last / 100 % 100, 1), 12)::int, 1)::timestamp + interval '1 month - 1 day',
    interval '1 day') as day
  where to_char(day, 'YYYYMMDD')::bigint between first and last`

const groups = (tables: readonly Table[]) =>
  tables.map((table) => `select group_id from ${mirrorName(table)} where group_id is not null`).join(' union ')

interface Derivation {
  readonly key: 'date_id' | 'group_id'
  readonly columns: string
  readonly values: string
  rows(from: readonly Table[]): string
}

const derivations: Readonly<Record<string, Derivation>> = {
  date_dim: {
    key: 'date_id',
    columns: 'date_id, id, week_start_date',
    values: 'date_id, date_id, week_start_date',
    rows: calendar,
  },
  group_dim: { key: 'group_id', columns: 'group_id', values: 'group_id', rows: groups },
}

/** The tables that the last refresh brought, so that they are not derived. */
export async function deliveredTables(tx: pg.ClientBase, connectorId: ConnectorId): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ table_name: string }>(
    `select table_name from app.connector join app.refresh_run_table on run_id = published_run_id where connector.id = $1`,
    [connectorId],
  )
  return new Set(rows.map((row) => row.table_name))
}

/** Fills the derived tables that this delivery lacks; returns the names of those that changed. */
export async function deriveTables(
  tx: pg.PoolClient,
  connectorId: ConnectorId,
  delivered: ReadonlySet<string>,
): Promise<readonly string[]> {
  const changed: string[] = []
  for (const table of tablesOf(connectorId)) {
    const derivation = derivations[table.name]
    if (!table.derived || !derivation || delivered.has(table.name)) continue
    const { key, columns, values } = derivation
    const from = tablesOf(connectorId).filter(
      (other) => !other.derived && other.columns.some(({ name }) => name === key),
    )
    if (from.length === 0) continue
    const { rowCount } = await tx.query(
      `with wanted as materialized (${derivation.rows(from)}), gone as (
         delete from ${mirrorName(table)} where ${key} not in (select ${key} from wanted) returning ${key}
       ), added as (
         insert into ${mirrorName(table)} (${columns})
         select ${values} from wanted where ${key} not in (select ${key} from ${mirrorName(table)}) returning ${key}
       )
       select from gone union all select from added`,
    )
    if (rowCount) changed.push(table.name)
  }
  return changed
}
