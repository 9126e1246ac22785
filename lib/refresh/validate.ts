/** Looks at what was staged before any live row is touched: keys, repeated rows, tables that arrive empty. */
import type pg from 'pg'
import { SourceError } from '@/lib/connectors/types'
import { InvariantBroken } from './failure'
import { columnList, isMultiset, literal, mirrorName, quote, sameKey, stagingName } from './mirror'
import { countRows, type Run, type StagedTable } from './stage'

export async function validateTable(run: Run, staged: StagedTable): Promise<StagedTable> {
  if (staged.skipped) return staged
  const { table } = staged.source
  const name = stagingName(run.runId, table)
  const inStaging = await countRows(run.pool, name)
  // Staging is unlogged: a crash of the database empties it behind our back.
  if (inStaging !== staged.rowsStaged) {
    throw new InvariantBroken(`${staged.rowsStaged} rows of ${table.name} were staged, but ${inStaging} are there.`)
  }

  const checked = isMultiset(table) ? staged : await inTransaction(run.pool, (tx) => checkKeys(run, tx, staged))
  await refuseEmpty(run, checked)
  await run.pool.query(`analyze ${name}`)
  return checked
}

/** A table that held rows yesterday and holds none today is far more often a broken export than the truth. */
async function refuseEmpty(run: Run, { source, incremental, rowsStaged, rowsRead }: StagedTable): Promise<void> {
  if (incremental || rowsStaged > 0) return
  const live = await countRows(run.pool, mirrorName(source.table))
  if (live === 0) return
  const arrived =
    rowsRead === 0 ? 'arrived empty' : `arrived with ${rowsRead.toLocaleString('en')} rows, none of them readable`
  throw new SourceError(
    'empty_table',
    `${source.object} ${arrived}, but ${source.table.name} held ${live.toLocaleString('en')} rows. They were kept and nothing was published. Check the source, then refresh again.`,
  )
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    broken = false
    return result
  } finally {
    // A connection in an unknown state is closed, which rolls back.
    client.release(broken)
  }
}

async function checkKeys(run: Run, tx: pg.PoolClient, staged: StagedTable): Promise<StagedTable> {
  const withoutKey = await quarantineWithoutKey(run, tx, staged)
  const { dropped, conflicting } = await settleRepeatedKeys(run, tx, staged)
  return {
    ...staged,
    rowsQuarantined: staged.rowsQuarantined + withoutKey + conflicting,
    rowsDuplicate: dropped,
    rowsStaged: staged.rowsStaged - withoutKey - conflicting - dropped,
  }
}

async function quarantineWithoutKey(run: Run, tx: pg.PoolClient, { source }: StagedTable): Promise<number> {
  const { key } = source.table
  const firstNull = key.map((name) => `when ${quote(name)} is null then ${literal(name)}`).join(' ')
  const { rowCount } = await tx.query(
    `with bad as (
       delete from ${stagingName(run.runId, source.table)} where ${key.map((name) => `${quote(name)} is null`).join(' or ')}
       returning *
     )
     ${insertQuarantine('null_key', `case ${firstNull} end`, 'Expected a value, because this column identifies the row.')}`,
    quarantineValues(run, source),
  )
  return rowCount ?? 0
}

/**
 * Repeats of a key: equal rows count once. In a whole delivery nobody can tell which of two different rows is right, so all
 * are set aside; an incremental read sees a row before and after a change, and the later one is right.
 */
async function settleRepeatedKeys(run: Run, tx: pg.PoolClient, { source, incremental }: StagedTable) {
  const { table } = source
  const staging = stagingName(run.runId, table)
  const key = columnList(table.key)
  await tx.query(
    `create temp table repeated on commit drop as
     select s.ctid as staged, ${columnList(table.key, 's')}, s.line,
       md5(row(${columnList([...source.columns, 'extra'], 's')})::text) as content,
       ${table.cursor ? `s.${quote(table.cursor)}::text` : 'null::text'} as stamp
     from ${staging} s
     join (select ${key} from ${staging} group by ${key} having count(*) > 1) as twin on ${sameKey(table, 's', 'twin')}`,
  )
  let conflicting = 0
  if (!incremental) {
    const { rowCount } = await tx.query(
      `with conflict as (select ${key} from repeated group by ${key} having count(distinct content) > 1), bad as (
         delete from ${staging} s using repeated r, conflict c
         where s.ctid = r.staged and ${sameKey(table, 'r', 'c')}
         returning s.*
       )
       ${insertQuarantine('conflicting_key', literal(table.key.join(', ')), 'Another row of this delivery has the same key and other values.')}`,
      quarantineValues(run, source),
    )
    conflicting = rowCount ?? 0
  }
  const { rowCount } = await tx.query(
    `delete from ${staging} s using (
       select staged, row_number() over (partition by ${key} order by stamp desc nulls last, line desc) as place from repeated
     ) as r
     where s.ctid = r.staged and r.place > 1`,
  )
  return { dropped: rowCount ?? 0, conflicting }
}

/** The raw bytes are gone by now; the row as it was understood stands in for them, as JSON. */
function insertQuarantine(reason: string, column: string, message: string): string {
  return `insert into app.quarantine
      (run_id, connector_id, table_name, object, line_no, raw, reason_code, column_name, message)
    select $1, $2, $3, $4, bad.line, convert_to((to_jsonb(bad) - 'line')::text, 'UTF8'), ${literal(reason)}, ${column}, ${literal(message)}
    from bad`
}

function quarantineValues(run: Run, source: StagedTable['source']): unknown[] {
  return [run.runId, run.connectorId, source.table.name, source.object]
}
