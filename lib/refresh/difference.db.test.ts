/** What a publish finds to change, by what the staged rows are to the mirror. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { inTransaction, insertMirrorRows, type MirrorRow } from '@/lib/testing/mirrors'
import { claim } from './claim'
import { applyChange, findChange, type Change } from './difference'
import { columnList, mirrorName, stagedKeysName, stagingName } from './mirror'
import { Pulse } from './pulse'
import { requestRefresh } from './request'
import type { Run, StagedTable } from './stage'
import { StagingSpace } from './staging-space'
import { quick, select, startEngine, type Engine } from './testing/engine'

const never = () => new AbortController().signal

async function claimedRun(t: TestContext, { app, pool }: Engine): Promise<Run> {
  const { runId } = await requestRefresh(app, 'datacamp', { trigger: 'manual' })
  const claimed = await claim(pool, runId, never(), quick)
  assert(claimed)
  const pulse = new Pulse(pool, claimed, quick, never())
  t.after(() => pulse.stop())
  return { ...claimed, pool, pulse, full: false, reconcile: false, replay: false, space: new StagingSpace() }
}

/** Rows in staging as reading them would leave them. */
async function stage(
  run: Run,
  name: string,
  columns: readonly string[],
  rows: readonly MirrorRow[],
  as: Pick<StagedTable, 'mode'> & { keys?: readonly MirrorRow[] },
): Promise<StagedTable> {
  const table = tablesOf('datacamp').find((known) => known.name === name)
  assert(table)
  const make = async (into: string, names: readonly string[], values: readonly MirrorRow[]) => {
    await run.pool.query(
      `create unlogged table ${into} as
       select ${columnList([...names, 'extra'])}, row_number() over () as line, null::uuid as row_hash, null::bigint as line_hash
       from jsonb_populate_recordset(null::${mirrorName(table)}, $1)`,
      [JSON.stringify(values)],
    )
    if (table.key.length > 0) return
    await run.pool.query(`update ${into} s set row_hash = md5(row(${columnList(names, 's')})::text)::uuid`)
  }
  await make(stagingName(run.runId, table), columns, rows)
  if (as.keys) await make(stagedKeysName(run.runId, table), table.key, as.keys)
  return {
    source: {
      table,
      object: name,
      columns,
      extra: [],
      etag: null,
      size: null,
      lastModified: null,
      rowsExpected: null,
      warnings: [],
    },
    mode: as.mode,
    keysStaged: as.keys !== undefined,
    skipped: false,
    validated: true,
    rowsRead: rows.length,
    rowsQuarantined: 0,
    keysRejected: 0,
    rowsDuplicate: 0,
    rowsStaged: rows.length,
    known: null,
    watermark: null,
    since: null,
    proof: null,
    bytes: 0,
    alerts: [],
    measures: {},
  }
}

const apply = (run: Run, staged: StagedTable): Promise<Change> =>
  inTransaction(run.pool, async (tx) => {
    const change = await findChange(tx, run, staged)
    await applyChange(tx, run, staged, change, () => null)
    return change
  })

const factColumns = ['user_id', 'course_id', 'date_id', 'time_spent']
const fact = (seconds: number): MirrorRow => ({ user_id: 7, course_id: 1, date_id: 20260105, time_spent: seconds })
const seconds = (engine: Engine) =>
  select(engine, 'select time_spent as seconds, count(*)::int as rows from datacamp.course_fact group by 1 order by 1')

test('rows without a key that are appended are added, equals of theirs or not, and nothing leaves', async (t) => {
  const engine = await startEngine(t)
  const run = await claimedRun(t, engine)
  await insertMirrorRows(engine.pool, 'datacamp.course_fact', [fact(60), fact(90)])
  const staged = await stage(run, 'course_fact', factColumns, [fact(60), fact(60), fact(30)], { mode: 'append' })

  assert.deepEqual(await apply(run, staged), { inserts: 3, updates: 0, deletes: 0 })

  assert.deepEqual(await seconds(engine), [
    { seconds: 30, rows: 1 },
    { seconds: 60, rows: 3 },
    { seconds: 90, rows: 1 },
  ])
  assert.deepEqual(await select(engine, 'select from app.archive'), [])
})

const course = (course_id: number, title: string): MirrorRow => ({ course_id, title })
const live = [course(1, 'Stays'), course(2, 'Old title'), course(3, 'Gone')]
const read = [course(2, 'New title'), course(4, 'New')]
const titles = 'select course_id, title from datacamp.course_dim order by 1'

test('of changes, a row that is absent stays; with the source’s keys beside them, it leaves for the archive', async (t) => {
  const engine = await startEngine(t)
  const run = await claimedRun(t, engine)
  await insertMirrorRows(engine.pool, 'datacamp.course_dim', live)
  const staged = await stage(run, 'course_dim', ['course_id', 'title'], read, {
    mode: 'changes',
    // Read before the rows were: course 4 was made in between.
    keys: [{ course_id: 1 }, { course_id: 2 }],
  })

  await inTransaction(engine.pool, async (tx) => {
    const changes = { ...staged, keysStaged: false }
    assert.deepEqual(await findChange(tx, run, changes), { inserts: 1, updates: 1, deletes: 0 })
  })
  assert.deepEqual(await apply(run, staged), { inserts: 1, updates: 1, deletes: 1 })

  assert.deepEqual(await select(engine, titles), [
    { course_id: 1, title: 'Stays' },
    { course_id: 2, title: 'New title' },
    { course_id: 4, title: 'New' },
  ])
  assert.deepEqual(await select(engine, `select run_id::int as run, row ->> 'title' as title from app.archive`), [
    { run: run.runId, title: 'Gone' },
  ])
})
