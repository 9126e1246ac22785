import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admin, assertState, courseFacts, courses, select, startEngine, tableOf } from './testing/engine'
import { fakeSource, type FakeTable } from './testing/fake-source'

const titles = 'select title from datacamp.course_dim order by course_id'
const users = (count: number, from = 1): FakeTable => ({
  columns: ['user_id', 'email', 'first_name', 'last_name'],
  *rows() {
    for (let id = from; id < from + count; id++) yield [String(id), `learner${id}@example.com`, 'Learner', String(id)]
  },
})
const facts = (seconds: number, count = 60) =>
  courseFacts(...Array.from({ length: count }, (_, user) => [user + 1, 1, 20260105, seconds] as const))

test('I-04: a file that arrives with its header only holds the run, names what it held, and the old rows stay', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Intro']) }))
  const run = await engine.refresh(fakeSource('datacamp', { course_dim: courses() }))
  assertState(run, 'held')
  assert.equal(
    run.errorMessage,
    'course_dim is empty (held 1 row). The data of the last refresh stays until you decide.',
  )
  assert.deepEqual(run.findings, [
    {
      code: 'empty',
      table: 'course_dim',
      message: 'course_dim is empty (held 1 row).',
      value: '0 rows',
      limit: 'at least 1 row',
    },
  ])
  assert.deepEqual(await select(engine, titles), [{ title: 'Intro' }])
})

test('a file whose rows are all unreadable holds the run as an empty one does', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_fact: courseFacts([1, 1, 20260105, 60]) }))
  const run = await engine.refresh(fakeSource('datacamp', { course_fact: courseFacts([1, 1, 20260105, 'soon']) }))
  assertState(run, 'held')
  assert.match(run.errorMessage ?? '', /^None of the 1 row of course_fact can be read \(held 1 row\)\./)
})

test('I-18: 60 % of the people gone holds the run; approved by a named administrator, they leave', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { user_dim: users(1_000) }))
  const filtered = fakeSource('datacamp', { user_dim: users(400) })
  const held = await engine.refresh(filtered)

  assertState(held, 'held')
  assert.deepEqual(
    held.findings.map(({ code, table, value, limit }) => ({ code, table, value, limit })),
    [{ code: 'shrunken', table: 'user_dim', value: '−60.0\u202f%', limit: '−20.0\u202f%' }],
  )
  assert.deepEqual(await select(engine, 'select count(*)::int as n from datacamp.user_dim'), [{ n: 1_000 }])
  assert.deepEqual(await select(engine, 'select count(*)::int as n from mart.person'), [{ n: 1_000 }])
  assert.equal(tableOf(held, 'user_dim').rowsDeleted, 600)

  const approved = await engine.approve(held.id, filtered)
  assertState(approved, 'published')
  assert.equal(filtered.reads.filter((table) => table === 'user_dim').length, 1, 'the staged rows were published')
  assert.deepEqual(await select(engine, 'select count(*)::int as n from mart.person'), [{ n: 400 }])
  const audit = await select(
    engine,
    `select action, actor_label, outcome from app.audit where action in ('refresh.held', 'refresh.approved') order by id`,
  )
  assert.deepEqual(audit, [
    { action: 'refresh.held', actor_label: null, outcome: 'allowed' },
    { action: 'refresh.approved', actor_label: admin.name, outcome: 'allowed' },
  ])
})

test('a small table may lose most of its rows, and a first load may be as small as it likes', async (t) => {
  const engine = await startEngine(t)
  assertState(await engine.refresh(fakeSource('datacamp', { user_dim: users(40) })), 'published')
  assertState(await engine.refresh(fakeSource('datacamp', { user_dim: users(3) })), 'published')
})

test('I-25: a source that is older than what is live holds the run', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'New']) }, { asOf: '2026-06-02T08:00:00Z' }))
  const run = await engine.refresh(
    fakeSource('datacamp', { course_dim: courses([1, 'Old']) }, { asOf: '2026-06-01T08:00:00Z' }),
  )
  assertState(run, 'held')
  assert.match(
    run.errorMessage ?? '',
    /^The source is older than what is live: it speaks of 2026-06-01 08:00 UTC, the data shown of 2026-06-02 08:00 UTC\./,
  )
  assert.deepEqual(await select(engine, titles), [{ title: 'New' }])
})

test('too many rows in quarantine hold the run; once approved, as many of them hold no other one', async (t) => {
  const engine = await startEngine(t)
  const delivered = (bad: number) =>
    fakeSource('datacamp', {
      course_fact: courseFacts(
        ...Array.from({ length: 1_000 }, (_, user) => [user, 1, 20260105, user < bad ? 'soon' : 60] as const),
      ),
    })
  assertState(await engine.refresh(delivered(9)), 'published')
  const held = await engine.refresh(delivered(11))
  assertState(held, 'held')
  assert.deepEqual(
    held.findings.map(({ code, value }) => ({ code, value })),
    [{ code: 'quarantined', value: '1.10\u202f%' }],
  )
  assertState(await engine.approve(held.id, delivered(11)), 'published')

  assertState(await engine.refresh(delivered(11)), 'unchanged')
  assertState(await engine.refresh(delivered(12)), 'held')
})

test('one dimension row without its key holds the run', async (t) => {
  const engine = await startEngine(t)
  const rows = () => [
    ['1', 'Intro'],
    [null, 'Nobody'],
  ]
  const run = await engine.refresh(fakeSource('datacamp', { course_dim: { columns: ['course_id', 'title'], rows } }))
  assertState(run, 'held')
  assert.equal(run.findings[0]?.message, '1 row of course_dim has no course_id of its own and is in quarantine.')
})

test('a column that dashboards need and that is gone holds the run; others only keep their values', async (t) => {
  const engine = await startEngine(t)
  const withColumns = (...names: string[]) =>
    fakeSource('datacamp', {
      course_dim: { columns: ['course_id', 'title', ...names], rows: () => [['1', 'Intro', ...names]] },
    })
  await engine.refresh(withColumns('short_description', 'technology'))
  assertState(await engine.refresh(withColumns('technology')), 'unchanged')
  const run = await engine.refresh(withColumns())
  assertState(run, 'held')
  assert.deepEqual(
    run.findings.map(({ code, table }) => [code, table]),
    [['column_gone', 'course_dim']],
  )
})

test('as many rows with much less learning time hold the run', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_fact: facts(600) }))
  const run = await engine.refresh(fakeSource('datacamp', { course_fact: facts(60) }))
  assertState(run, 'held')
  assert.equal(run.findings[0]?.message, 'time_spent of course_fact adds up to 3,600 (was 36,000).')
})

test('limits of the connector and of a table replace the defaults; malformed ones fail the run', async (t) => {
  const engine = await startEngine(t)
  const limit = (guards: unknown) =>
    engine.app.connector.update({ where: { id: 'datacamp' }, data: { guards: guards as object } })
  await engine.refresh(fakeSource('datacamp', { user_dim: users(100) }))
  await limit({ shrinkPercent: 50 })
  assertState(await engine.refresh(fakeSource('datacamp', { user_dim: users(60) })), 'published')
  await limit({ shrinkPercent: 50, tables: { user_dim: { shrinkPercent: 5 } } })
  assertState(await engine.refresh(fakeSource('datacamp', { user_dim: users(55) })), 'held')

  await limit({ shrinkPrecent: 50 })
  const run = await engine.refresh(fakeSource('datacamp', { user_dim: users(55) }))
  assertState(run, 'failed')
  assert.equal(run.errorCode, 'guards')
})

test('a file that is skipped still tells the guards what the table held', async (t) => {
  const engine = await startEngine(t)
  const file = (count: number, etag: string) => fakeSource('datacamp', { user_dim: { ...users(count), etag } })
  await engine.refresh(file(100, 'a'))
  assertState(await engine.refresh(file(100, 'a')), 'unchanged')
  const run = await engine.refresh(file(10, 'b'))
  assertState(run, 'held')
  assert.match(run.findings[0]?.message ?? '', /user_dim has 10 rows \(held 100 rows\)/)
})
