import assert from 'node:assert/strict'
import test from 'node:test'
import type { Actor } from '@/lib/authz/actor'
import type { ConnectorId } from '@/lib/catalogue/types'
import { SourceError } from '@/lib/connectors/types'
import { isOpen } from './quarantine'
import { requestReplay, type Selection } from './request-replay'
import { RefreshRefused } from './request'
import { executeRun } from './run'
import { fakeSource, type FakeTable } from './testing/fake-source'
import {
  assertState,
  courseFacts,
  courses,
  detail,
  quick,
  select,
  startEngine,
  tableOf,
  type Engine,
} from './testing/engine'

const token: Actor = { kind: 'token', id: 'test', name: 'A test', role: 'admin', teams: [] }

async function replay(engine: Engine, selection: Selection = {}, connectorId: ConnectorId = 'datacamp') {
  const runId = await requestReplay(engine.app, token, connectorId, selection)
  const open = () => Promise.reject(new Error('A replay must not open the source.'))
  const { app, pool } = engine
  await executeRun({ app, pool, open, signal: new AbortController().signal, timing: quick }, runId)
  return detail(engine, runId)
}

interface Kept {
  reason_code: string
  resolution: string | null
  key_guess: string | null
}

const quarantine = (engine: Engine) =>
  select<Kept>(engine, 'select reason_code, resolution, key_guess from app.quarantine order by id')
const resolutions = async (engine: Engine) => (await quarantine(engine)).map(({ resolution }) => resolution)

const factNames = ['user_id', 'course_id', 'date_id', 'started_at', 'time_spent']

/** Facts as a reader with a defect hands them on: it takes the start of a row for the seconds spent, and the other way round. */
function misread(...rows: readonly (readonly string[])[]): FakeTable {
  return {
    columns: ['user_id', 'course_id', 'date_id', 'time_spent', 'started_at'],
    header: factNames,
    rows: () => rows,
  }
}

test('I9: rows refused by a defect keep their bytes; after the fix a replay takes them, and the books balance', async (t) => {
  const engine = await startEngine(t)
  const delivered = {
    course_dim: courses([1, 'One'], [2, 'Two']),
    user_team_bridge: { columns: ['user_id', 'team_id'], rows: () => [['7', '1']] },
  }
  const row = ['7', '1', '20260101', '2026-01-01 10:00:00', '60']
  const run = await engine.refresh(
    fakeSource('datacamp', {
      ...delivered,
      course_fact: misread(row, row, ['7', '2', '20260101', '2026-01-01 11:00:00', 'NaN']),
    }),
  )
  assertState(run, 'published')
  assert.equal(tableOf(run, 'course_fact').rowsQuarantined, 3)
  const published = await select(engine, 'select published_run_id from app.connector')

  const fixed = await replay(engine)
  assertState(fixed, 'published')
  const facts = tableOf(fixed, 'course_fact')
  assert.deepEqual([facts.rowsRead, facts.rowsInserted, facts.rowsUnchanged, facts.rowsQuarantined], [3, 2, 0, 1])
  assert.deepEqual(await resolutions(engine), ['replayed', 'replayed', null])
  assert.deepEqual(
    await select(engine, 'select user_id, course_id, time_spent, started_at from datacamp.course_fact'),
    [1, 2].map(() => ({ user_id: 7, course_id: 1, time_spent: 60, started_at: '2026-01-01 10:00:00' })),
  )
  assert.deepEqual(
    await select(engine, 'select published_run_id from app.connector'),
    published,
    'a replay is no delivery',
  )

  // What cannot be understood even now stays, once, with its reason of today.
  const again = await replay(engine)
  assertState(again, 'unchanged')
  assert.equal(tableOf(again, 'course_fact').rowsQuarantined, 1)
  assert.deepEqual(await quarantine(engine), [
    { reason_code: 'not_an_integer', resolution: 'replayed', key_guess: null },
    { reason_code: 'not_an_integer', resolution: 'replayed', key_guess: null },
    { reason_code: 'not_an_integer', resolution: null, key_guess: null },
  ])
})

test('a replay takes only what was asked for: one table, one reason', async (t) => {
  const engine = await startEngine(t)
  const source = fakeSource('datacamp', {
    course_dim: {
      ...courses([1, 'One']),
      header: ['course_id', 'title'],
      broken: [
        { raw: Buffer.from('2,Two'), reason: 'malformed_csv', message: 'A defect.', line: 3, offset: null },
        {
          raw: Buffer.from('3,"Three, at last"'),
          reason: 'column_count',
          message: 'A defect.',
          line: 4,
          offset: null,
        },
      ],
    },
    course_fact: misread(['7', '1', '20260101', '2026-01-01 10:00:00', '60']),
  })
  // Courses that nobody can read hold the run; somebody wants them in quarantine all the same.
  const held = await engine.refresh(source)
  assertState(held, 'held')
  await engine.approve(held.id, source)
  const run = await replay(engine, { table: 'course_dim', reason: 'column_count' })
  assertState(run, 'published')
  assert.deepEqual(
    run.tables.map(({ table }) => table),
    ['course_dim'],
  )
  assert.deepEqual(await resolutions(engine), [null, 'replayed', null])
  assert.deepEqual(
    await select(engine, 'select course_id, title from datacamp.course_dim where course_id > 0 order by 1'),
    [
      { course_id: 1, title: 'One' },
      { course_id: 3, title: 'Three, at last' },
    ],
  )
})

test('rows that contradict each other wait until one is put aside; then the other goes in', async (t) => {
  const engine = await startEngine(t)
  const source = fakeSource('datacamp', { course_dim: courses([1, 'One'], [2, 'Two'], [2, 'Zwei']) })
  // Two rows without a course of their own hold the run; somebody wants them in quarantine all the same.
  const run = await engine.approve((await engine.refresh(source)).id, source)
  assertState(run, 'published')
  assert.deepEqual(
    await quarantine(engine),
    [2, 2].map((id) => ({ reason_code: 'conflicting_key', resolution: null, key_guess: String(id) })),
  )
  assertState(await replay(engine), 'unchanged')
  assert.deepEqual(await resolutions(engine), [null, null])

  await engine.pool.query(
    `update app.quarantine set resolved_at = now(), resolution = 'dismissed' where id = (select min(id) from app.quarantine)`,
  )
  assertState(await replay(engine), 'published')
  assert.deepEqual(await resolutions(engine), ['dismissed', 'replayed'])
  assert.deepEqual(await select(engine, 'select title from datacamp.course_dim where course_id = 2'), [
    { title: 'Zwei' },
  ])
})

const lessonNames = ['lesson_id', 'title', 'order', 'updated_at']
/** Skilljar lessons; the order is a number. */
const lessons = (...rows: readonly (readonly (string | null)[])[]): FakeTable => ({
  columns: lessonNames,
  header: lessonNames,
  format: 'copy',
  rows: () => rows,
  watermark: '2026-05-01 00:00:00',
})
const raw = (engine: Engine, from: string, to: string) =>
  engine.pool.query(`update app.quarantine set raw = convert_to(replace(convert_from(raw, 'UTF8'), $1, $2), 'UTF8')`, [
    from,
    to,
  ])

test('a replayed row never overwrites a newer one, nor one that only stands beside it', async (t) => {
  const engine = await startEngine(t, 'skilljar')
  await engine.refresh(
    fakeSource('skilljar', {
      lesson: lessons(
        ['a', 'Old', 'first', '2026-04-01 00:00:00'],
        ['b', 'Newer', 'first', '2026-04-01 00:00:00'],
        ['c', 'Beside', 'first', '2026-04-01 00:00:00'],
        ['d', null, 'first', '2026-04-01 00:00:00'],
      ),
    }),
  )
  await engine.pool.query(`insert into skilljar.lesson (lesson_id, title, "order", updated_at) values
    ('a', 'New', 1, '2026-04-02'), ('b', 'Older', 1, '2026-03-01'), ('c', 'Another', 1, '2026-04-01')`)
  await raw(engine, 'first', '1')
  const run = await replay(engine, {}, 'skilljar')
  assertState(run, 'published')
  const table = tableOf(run, 'lesson')
  assert.deepEqual(
    [
      table.rowsRead,
      table.rowsInserted,
      table.rowsUpdated,
      table.rowsUnchanged,
      table.rowsDeleted,
      table.rowsQuarantined,
    ],
    [4, 1, 1, 1, 0, 1],
  )
  assert.deepEqual(await select(engine, 'select lesson_id, title from skilljar.lesson order by 1'), [
    { lesson_id: 'a', title: 'New' },
    { lesson_id: 'b', title: 'Newer' },
    { lesson_id: 'c', title: 'Another' },
    { lesson_id: 'd', title: null },
  ])
  assert.deepEqual(await resolutions(engine), ['redelivered', 'replayed', null, 'replayed'])
  assert.deepEqual(await select(engine, 'select value from app.watermark'), [{ value: '2026-05-01 00:00:00' }])
})

const open = (engine: Engine) =>
  select<{ run_id: number }>(engine, `select run_id from app.quarantine where ${isOpen} order by id`)

test('a table that arrives whole answers for the rows of its earlier deliveries; a failed run answers for nothing', async (t) => {
  const engine = await startEngine(t)
  const delivery = (seconds: string, options?: Parameters<typeof fakeSource>[2]) =>
    fakeSource(
      'datacamp',
      { course_dim: courses([1, 'One']), course_fact: courseFacts([7, 1, 20260101, seconds]) },
      options,
    )
  const first = await engine.refresh(delivery('much'))
  const refuse = (table: string) => {
    if (table === 'user_dim') throw new SourceError('permission', 'Access denied.')
  }
  assertState(await engine.refresh(delivery('more', { beforeBatch: refuse })), 'failed')
  assert.deepEqual(await open(engine), [{ run_id: first.id }])

  const third = await engine.refresh(delivery('much'))
  assert.deepEqual(await open(engine), [{ run_id: third.id }])
  await engine.refresh(delivery('60'))
  assert.deepEqual(await open(engine), [])
})

test('of changes, a row is answered by one with its key, or by itself once more; the rest waits on', async (t) => {
  const engine = await startEngine(t, 'skilljar')
  const bad = (id: string) => [id, 'Bad', 'first', '2026-04-30 23:30:00']
  await engine.refresh(
    fakeSource('skilljar', {
      lesson: lessons(['ok', 'Good', '1', '2026-04-30 00:00:00'], bad('a'), bad('b'), bad('c')),
    }),
  )
  assert.deepEqual(
    (await quarantine(engine)).map(({ key_guess }) => key_guess),
    ['a', 'b', 'c'],
  )

  await engine.refresh(
    fakeSource('skilljar', { lesson: lessons(['a', 'Good now', '1', '2026-05-01 00:00:00'], bad('b')) }),
  )
  assert.deepEqual(await resolutions(engine), ['redelivered', 'redelivered', null, null])
  const open = await select(
    engine,
    `select key_guess, count(*)::int as rows from app.quarantine where resolved_at is null group by 1 order by 1`,
  )
  assert.deepEqual(open, [
    { key_guess: 'b', rows: 1 },
    { key_guess: 'c', rows: 1 },
  ])
})

test('a row without its key is kept with its raw bytes', async (t) => {
  const engine = await startEngine(t)
  const dim: FakeTable = {
    columns: ['course_id', 'title'],
    header: ['course_id', 'title'],
    rows: () => [
      ['1', 'One'],
      ['NA', 'Nobody'],
    ],
  }
  await engine.refresh(fakeSource('datacamp', { course_dim: dim }))
  assert.deepEqual(
    await select(
      engine,
      `select reason_code, column_name, convert_from(raw, 'UTF8') as raw, header from app.quarantine`,
    ),
    [{ reason_code: 'null_key', column_name: 'course_id', raw: 'NA,Nobody', header: ['course_id', 'title'] }],
  )
})

test('while a refresh is under way or held, a replay is refused with a reason', async (t) => {
  const engine = await startEngine(t)
  const { id } = await engine.app.refreshRun.create({ data: { connectorId: 'datacamp', trigger: 'manual' } })
  await assert.rejects(requestReplay(engine.app, token, 'datacamp', {}), RefreshRefused)
  await engine.app.refreshRun.update({ where: { id }, data: { state: 'held' } })
  await assert.rejects(requestReplay(engine.app, token, 'datacamp', {}), /is held/)
})
