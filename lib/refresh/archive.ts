/** Brings back rows that a refresh removed: the way back after a source delivered less than it should have. */
import type pg from 'pg'
import type { Actor } from '@/lib/authz/actor'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import { createTouchedFacts } from '@/lib/marts/datacamp-facts'
import { refreshMarts } from '@/lib/marts/refresh'
import { holdBack } from './claim'
import { deliveredTables, deriveTables } from './derive'
import { isBusy } from './failure'
import { columnList, isMultiset, mirrorName, quote, sameKey } from './mirror'
import { PUBLISH_LOCK } from './publish-lock'
import { RefreshRefused } from './request'

export interface Restored {
  readonly restored: number
  /** Rows whose key is live again; they stay in the archive. */
  readonly kept: number
}

/**
 * Puts the rows that run `runId` removed from `table` back where no live row has their key. The next refresh that reads the
 * whole table takes them out again unless the source has them.
 */
export async function restoreArchived(
  pool: pg.Pool,
  actor: Actor | 'system',
  { runId, table: name }: { runId: number; table: string },
): Promise<Restored> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin')
    const result = await restore(client, actor, runId, name)
    await client.query('commit')
    broken = false
    return result
  } catch (error) {
    throw isBusy(error) ? new RefreshRefused(busy(runId, name)) : error
  } finally {
    // A connection in an unknown state is closed, which rolls back.
    client.release(broken)
  }
}

async function restore(tx: pg.PoolClient, actor: Actor | 'system', runId: number, name: string): Promise<Restored> {
  const { connectorId, table } = await findTable(tx, runId, name)
  if (!(await holdBack(tx, connectorId))) throw new RefreshRefused(busy(runId, name))
  await tx.query(`set local lock_timeout = '60s'; set local work_mem = '256MB'`)
  await tx.query('select pg_advisory_xact_lock($1)', [PUBLISH_LOCK])
  await tx.query(`lock table ${mirrorName(table)} in share row exclusive mode`)
  const restored = await moveBack(tx, connectorId, runId, table)
  const { rows } = await tx.query<{ kept: number }>(
    'select count(*) as kept from app.archive where connector_id = $1 and table_name = $2 and run_id = $3',
    [connectorId, name, runId],
  )
  if (restored > 0) {
    const derived = await deriveTables(tx, connectorId, await deliveredTables(tx, connectorId))
    await createTouchedFacts(tx)
    await refreshMarts(tx, { connectorId, tables: new Set([name, ...derived]), days: 'all' })
    await recordRestored(tx, actor, connectorId, { run: runId, table: name, rows: restored })
  }
  return { restored, kept: Number(rows[0]?.kept) }
}

const busy = (runId: number, name: string) =>
  `A refresh is under way, so the rows that refresh ${runId} removed from ${name} cannot be put back now. Try again when it has ended.`

async function findTable(tx: pg.PoolClient, runId: number, name: string) {
  const { rows } = await tx.query<{ connector_id: ConnectorId }>(
    `select connector_id from app.refresh_run run where id = $1 and exists (
       select from app.archive
       where archive.connector_id = run.connector_id and archive.table_name = $2 and archive.run_id = run.id)`,
    [runId, name],
  )
  const connectorId = rows[0]?.connector_id
  const table = connectorId && tablesOf(connectorId).find((known) => known.name === name)
  if (!table) {
    throw new RefreshRefused(
      `The archive holds no rows that refresh ${runId} removed from ${name}. The page of the refresh shows which tables lost rows.`,
    )
  }
  return { connectorId, table }
}

/** jsonb keeps every digit of numbers and times, so a row comes back as it went. */
async function moveBack(tx: pg.PoolClient, connectorId: ConnectorId, runId: number, table: Table): Promise<number> {
  const live = mirrorName(table)
  const names = [...table.columns.map((column) => column.name), 'extra']
  const columns = columnList(names)
  // What earlier versions archived lacks the hash; any will do until the next whole read.
  const [hashColumn, hash] = isMultiset(table)
    ? [', row_hash', `, coalesce(r.row_hash, md5(a.row::text)::uuid)`]
    : ['', '']
  const isFree = isMultiset(table) ? 'true' : `not exists (select from ${live} l where ${sameKey(table, 'l', 'r')})`
  // A key that the run removed twice (a replay came between) comes back once, as it was last.
  const once = isMultiset(table) ? 'a.id' : table.key.map((key) => `r.${quote(key)}`).join(', ')
  const { rowCount } = await tx.query(
    `with free as (
       select distinct on (${once}) a.id as archive_id, ${columnList(names, 'r')}${hash}${hash && ' as row_hash'}
       from app.archive a cross join lateral jsonb_populate_record(null::${live}, a.row) r
       where a.connector_id = $1 and a.table_name = $2 and a.run_id = $3 and ${isFree}
       order by ${once}, a.id desc
     ), taken as (
       delete from app.archive where id in (select archive_id from free)
     )
     insert into ${live} (${columns}${hashColumn}) select ${columns}${hashColumn} from free`,
    [connectorId, table.name, runId],
  )
  return rowCount ?? 0
}

/** Readers see a new version; the data is as old as before. */
async function recordRestored(
  tx: pg.PoolClient,
  actor: Actor | 'system',
  connectorId: ConnectorId,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await tx.query(
    `insert into app.publication (connector_id, run_id, as_of)
     select connector_id, run_id, as_of from app.publication where connector_id = $1 order by version desc limit 1`,
    [connectorId],
  )
  const who = actor === 'system' ? ['system', null, null] : [actor.kind, actor.id, actor.name]
  // The audit module writes through Prisma, which cannot join this transaction. `verify` counts these rows by their time.
  await tx.query(
    `insert into app.audit (at, actor_kind, actor_id, actor_label, action, subject, detail)
     values (clock_timestamp(), $1, $2, $3, 'refresh.rows_restored', $4, $5)`,
    [...who, connectorId, JSON.stringify(detail)],
  )
}
