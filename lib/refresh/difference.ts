/**
 * What a publish has to change in one table, as a temporary table `change` of places: staged only = insert, live only =
 * delete, both = update. Unchanged rows are compared and left alone, which writes nothing at all.
 */
import type pg from 'pg'
import type { SourceTable } from '@/lib/connectors/types'
import { logOf } from './line-log'
import { candidates } from './live-lines'
import { columnList, isMultiset, mirrorName, sameKey, stagedKeysName, stagingName } from './mirror'
import type { Run, StagedTable } from './stage'

export interface Change {
  readonly inserts: number
  readonly updates: number
  readonly deletes: number
}

/** The columns that a delivery speaks of: one that it lacks keeps its old values. */
function deliveredColumns(source: SourceTable): readonly string[] {
  return source.extra.length > 0 ? [...source.columns, 'extra'] : source.columns
}

function insertedColumns(source: SourceTable): readonly string[] {
  return [...source.columns, 'extra', ...(isMultiset(source.table) ? ['row_hash', 'line_hash'] : [])]
}

export async function findChange(tx: pg.PoolClient, run: Run, staged: StagedTable): Promise<Change> {
  const { source } = staged
  await tx.query('drop table if exists pg_temp.change')
  await tx.query('create temp table change (staged tid, live tid) on commit drop')
  if (staged.mode === 'append') await takeAll(tx, run, source)
  else if (isMultiset(source.table)) await compareOccurrences(tx, run, staged)
  else await compareRows(tx, run, staged)
  if (staged.keysStaged) await findVanished(tx, run, source)
  await tx.query('analyze pg_temp.change')
  const { rows } = await tx.query<Record<keyof Change, string | number>>(
    `select count(*) filter (where live is null) as inserts, count(*) filter (where staged is null) as deletes,
       count(*) filter (where staged is not null and live is not null) as updates
     from pg_temp.change`,
  )
  const counts = rows[0]
  return { inserts: Number(counts?.inserts), updates: Number(counts?.updates), deletes: Number(counts?.deletes) }
}

async function compareRows(tx: pg.PoolClient, run: Run, { source, mode }: StagedTable): Promise<void> {
  const { table } = source
  const columns = deliveredColumns(source)
  const join = mode === 'snapshot' ? 'full join' : 'left join'
  const firstKey = columnList(table.key.slice(0, 1), 's')
  const firstLiveKey = columnList(table.key.slice(0, 1), 'l')
  await tx.query(
    `insert into pg_temp.change
     select s.ctid, l.ctid from ${stagingName(run.runId, table)} s
     ${join} ${mirrorName(table)} l on ${sameKey(table, 's', 'l')}
     where ${firstKey} is null or ${firstLiveKey} is null
       or row(${columnList(columns, 's')}) is distinct from row(${columnList(columns, 'l')})`,
  )
}

/** Rows that the source no longer has, by its own list of keys. */
async function findVanished(tx: pg.PoolClient, run: Run, { table }: SourceTable): Promise<void> {
  await tx.query(
    `insert into pg_temp.change
     select null, l.ctid from ${mirrorName(table)} l
     where not exists (select from ${stagedKeysName(run.runId, table)} k where ${sameKey(table, 'k', 'l')})
       and not exists (select from ${stagingName(run.runId, table)} s where ${sameKey(table, 's', 'l')})`,
  )
}

async function takeAll(tx: pg.PoolClient, run: Run, { table }: SourceTable): Promise<void> {
  await tx.query(`insert into pg_temp.change select s.ctid, null from ${stagingName(run.runId, table)} s`)
}

/**
 * Equal rows are interchangeable, so only how often each occurs counts: missing ones are inserted, surplus ones deleted.
 * Live rows whose lines the file has are left out on both sides, which changes no difference.
 */
async function compareOccurrences(tx: pg.PoolClient, run: Run, staged: StagedTable): Promise<void> {
  const { table } = staged.source
  const staging = stagingName(run.runId, table)
  let live = `(select ctid as place, row_hash from ${mirrorName(table)})`
  if (staged.known) live = await candidates(tx, run, table, staged.known)
  // The planner takes millions of hashes for some 200 groups, and would sort them in parallel: twice as slow.
  await tx.query('set local max_parallel_workers_per_gather = 0')
  await tx.query(
    `create temp table surplus on commit drop as
     select row_hash, sum(occurrence) as staged_minus_live
     from (select row_hash, 1 as occurrence from ${staging} union all select row_hash, -1 from ${live} as l) as both_sides
     group by row_hash having sum(occurrence) <> 0`,
  )
  await tx.query('set local max_parallel_workers_per_gather to default')
  await tx.query('analyze pg_temp.surplus')
  // In the order of the tables: whoever follows these places comes by each page once.
  await tx.query(
    `insert into pg_temp.change
     select staged, null from (
       select s.ctid as staged, row_number() over (partition by s.row_hash) as place, d.staged_minus_live
       from ${staging} s join pg_temp.surplus d using (row_hash) where d.staged_minus_live > 0
     ) as missing where place <= staged_minus_live
     order by 1`,
  )
  await tx.query(
    `insert into pg_temp.change
     select null, live from (
       select l.place as live, row_number() over (partition by l.row_hash) as place, d.staged_minus_live
       from ${live} as l join pg_temp.surplus d using (row_hash) where d.staged_minus_live < 0
     ) as gone where place <= -staged_minus_live
     order by live`,
  )
  await tx.query('drop table pg_temp.surplus')
}

/**
 * Writes the change. What leaves the mirror goes to the archive, so nothing is lost; `onGone` may say in a statement what else
 * is to be done with these rows while they are at hand.
 */
export async function applyChange(
  tx: pg.PoolClient,
  run: Run,
  { source }: StagedTable,
  change: Change,
  onGone: (rows: string) => string | null,
): Promise<void> {
  const { table } = source
  const live = mirrorName(table)
  const isLogged = isMultiset(table)
  if (change.deletes > 0) {
    const noted = onGone('gone')
    await tx.query(
      `with gone as (
         delete from ${live} l using pg_temp.change c where c.staged is null and l.ctid = c.live returning l.*
       )${isLogged ? `, logged as (${logOf('gone', 'gone')})` : ''}${noted === null ? '' : `, noted as (${noted})`}
       insert into app.archive (connector_id, table_name, run_id, row)
       select $1, $2, $3, to_jsonb(gone) - array['row_id', 'line_hash'] from gone`,
      [run.connectorId, table.name, run.runId],
    )
  }
  if (change.updates > 0) {
    const columns = deliveredColumns(source)
    await tx.query(
      `update ${live} l set (${columnList(columns)}) = row(${columnList(columns, 's')})
       from pg_temp.change c join ${stagingName(run.runId, table)} s on s.ctid = c.staged
       where l.ctid = c.live`,
    )
  }
  if (change.inserts > 0) {
    const columns = columnList(insertedColumns(source))
    const insert = `insert into ${live} (${columns})
       select ${columnList(insertedColumns(source), 's')}
       from pg_temp.change c join ${stagingName(run.runId, table)} s on s.ctid = c.staged
       where c.live is null`
    if (isLogged) {
      await tx.query(`with came as (${insert} returning line_hash) ${logOf('came', 'added')}`, [
        run.connectorId,
        table.name,
      ])
    } else await tx.query(insert)
  }
}

/** Into an empty table everything is copied straight; there is nothing to compare with. */
export async function insertAll(tx: pg.PoolClient, run: Run, { source }: StagedTable): Promise<Change> {
  const columns = columnList(insertedColumns(source))
  const { rowCount } = await tx.query(
    `insert into ${mirrorName(source.table)} (${columns}) select ${columns} from ${stagingName(run.runId, source.table)}`,
  )
  return { inserts: rowCount ?? 0, updates: 0, deletes: 0 }
}

/**
 * Rows that are as they were, but whose lines are written differently now (another order of columns, or no file brought
 * them): from here on they are known by the new lines. Repeated rows cannot be told apart and stay as they are.
 */
export async function renewLineHashes(tx: pg.PoolClient, run: Run, { source: { table } }: StagedTable): Promise<void> {
  await tx.query(
    `update ${mirrorName(table)} l set line_hash = s.line_hash
     from (
       select row_hash, min(line_hash) as line_hash from ${stagingName(run.runId, table)}
       where line_hash is not null group by row_hash having count(*) = 1
     ) as s
     where s.row_hash = l.row_hash and l.line_hash is distinct from s.line_hash`,
  )
}
