/** Looks at what was staged before any live row is touched: whether it is still there, its keys, repeated rows, its sums. */
import type pg from 'pg'
import type { Table } from '@/lib/catalogue/types'
import { SourceError } from '@/lib/connectors/types'
import { checkReplayed } from './check-replayed'
import { fenced } from './fence'
import { keySql } from './key-guess'
import { measureDelivery, stageCandidates } from './live-lines'
import { countAndMeasure, type Measures } from './measures'
import { columnList, isMultiset, literal, quote, sameKey, stagingName } from './mirror'
import { remember } from './resume'
import type { Run, StagedTable } from './stage'

export async function validateTable(run: Run, staged: StagedTable): Promise<StagedTable> {
  if (staged.validated) return staged
  const { table } = staged.source
  const name = stagingName(run.runId, table)
  const { rows, measures } = await countAndMeasure(run.pool, name, staged.source)
  // Staging is unlogged: a crash of the database empties it behind our back.
  if (rows !== staged.rowsStaged) {
    const counts = `${staged.rowsStaged.toLocaleString('en')} rows of ${table.name} were staged, but ${rows.toLocaleString('en')} are there.`
    throw new SourceError('staging_lost', `${counts} The database may have been restarted meanwhile.`, true)
  }
  const whole = isMultiset(table) ? await measured(run, staged, measures) : null
  const checked = whole
    ? await fenced(run, (tx) => done(run, tx, whole))
    : await fenced(run, async (tx) => {
        const kept = await (run.replay ? checkReplayed : checkKeys)(run, tx, staged)
        const asBefore = kept.rowsStaged === rows
        const sums = asBefore ? measures : (await countAndMeasure(tx, name, staged.source)).measures
        // Within the transaction, so that what is remembered and what is staged never differ.
        return done(run, tx, { ...kept, measures: sums })
      })
  await run.pool.query(`analyze ${name}`)
  return checked
}

/** With the measures of the whole delivery, the lines that were passed over included. */
async function measured(run: Run, staged: StagedTable, ofStaging: Measures): Promise<StagedTable> {
  if (!staged.known) return { ...staged, measures: ofStaging }
  const known = await stageCandidates(run, staged, staged.known)
  const { rows, measures } = await measureDelivery(run, staged, known, ofStaging)
  if (rows !== known.rows) {
    const counts = `${known.rows.toLocaleString('en')} rows of ${staged.source.table.name} were found to be live, but ${rows.toLocaleString('en')} are.`
    throw new SourceError('staging_lost', `${counts} It is read again with the next try.`, true)
  }
  return { ...staged, known, measures }
}

async function done(run: Run, tx: pg.PoolClient, staged: StagedTable): Promise<StagedTable> {
  const validated = { ...staged, validated: true }
  await remember(tx, run, validated)
  return validated
}

async function checkKeys(run: Run, tx: pg.PoolClient, staged: StagedTable): Promise<StagedTable> {
  const { dropped, conflicting } = await settleRepeatedKeys(run, tx, staged)
  return {
    ...staged,
    rowsQuarantined: staged.rowsQuarantined + conflicting,
    keysRejected: staged.keysRejected + conflicting,
    rowsDuplicate: dropped,
    rowsStaged: staged.rowsStaged - conflicting - dropped,
  }
}

/**
 * Repeats of a key: equal rows count once. In a whole delivery nobody can tell which of two different rows is right, so all
 * are set aside; an incremental read sees a row before and after a change, and the later one is right.
 */
async function settleRepeatedKeys(run: Run, tx: pg.PoolClient, { source, mode }: StagedTable) {
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
  if (mode === 'snapshot') {
    const { rowCount } = await tx.query(
      `with conflict as (select ${key} from repeated group by ${key} having count(distinct content) > 1), bad as (
         delete from ${staging} s using repeated r, conflict c
         where s.ctid = r.staged and ${sameKey(table, 'r', 'c')}
         returning s.*
       )
       ${insertConflicting(table)}`,
      [run.runId, run.connectorId, table.name, source.object],
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
function insertConflicting(table: Table): string {
  return `insert into app.quarantine
      (run_id, connector_id, table_name, object, format, line_no, raw, reason_code, column_name, message, key_guess)
    select $1, $2, $3, $4, 'json', bad.line, convert_to((to_jsonb(bad) - 'line' - 'row_hash' - 'line_hash')::text, 'UTF8'), 'conflicting_key',
      ${literal(table.key.join(', '))}, 'Another row of this delivery has the same key and other values.', ${keySql(table, 'bad')}
    from bad`
}
