import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SourceError } from '@/lib/connectors/types'
import { assertState, courseFacts, courses, select, startEngine, tableOf } from './testing/engine'
import { fakeSource } from './testing/fake-source'

const titles = 'select title from datacamp.course_dim order by course_id'

test('a refresh that fails half-way leaves yesterday’s rows in place', async (t) => {
  const engine = await startEngine(t)
  assertState(await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Old']) })), 'published')

  const failing = fakeSource(
    'datacamp',
    { course_dim: courses([1, 'New'], [2, 'New']) },
    {
      beforeBatch(table) {
        if (table === 'user_team_bridge')
          throw new SourceError('permission', 'DataCamp refused to hand out user_team_bridge.csv.')
      },
    },
  )
  const run = await engine.refresh(failing)

  assertState(run, 'failed')
  assert.equal(run.errorCode, 'permission')
  assert.equal(run.errorMessage, 'DataCamp refused to hand out user_team_bridge.csv.')
  assert.deepEqual(await select(engine, titles), [{ title: 'Old' }])
  assert.deepEqual(await select(engine, `select tablename from pg_tables where schemaname = 'staging'`), [])
})

test('I7: the same refresh twice writes nothing and keeps the data version', async (t) => {
  const engine = await startEngine(t)
  const tables = {
    course_dim: courses([1, 'Intro']),
    course_fact: courseFacts([7, 1, 20260105, 60], [7, 1, 20260105, 60]),
  }
  await engine.refresh(fakeSource('datacamp', tables))
  const before = await select<{ xmin: string }>(engine, 'select xmin::text from datacamp.course_fact')

  const run = await engine.refresh(fakeSource('datacamp', tables, { asOf: '2026-06-02T00:00:00Z' }))

  assertState(run, 'unchanged')
  const { rowsInserted, rowsUpdated, rowsDeleted, rowsUnchanged } = run
  assert.deepEqual(
    { rowsInserted, rowsUpdated, rowsDeleted, rowsUnchanged },
    { rowsInserted: 0, rowsUpdated: 0, rowsDeleted: 0, rowsUnchanged: 3 },
  )
  assert.deepEqual(await select(engine, 'select xmin::text from datacamp.course_fact'), before)
  const publications = await select(engine, 'select version, as_of::text from app.publication')
  assert.deepEqual(publications, [{ version: 1, as_of: '2026-06-02 00:00:00+00' }])
})

test('facts that repeat survive as often as the source holds them', async (t) => {
  const engine = await startEngine(t)
  const deleted = [7, -1, 20260105, 60] as const
  const count = `select count(*)::int as n from datacamp.course_fact where course_id = -1`

  await engine.refresh(fakeSource('datacamp', { course_fact: courseFacts(deleted, deleted, [8, 1, 20260105, 5]) }))
  assert.deepEqual(await select(engine, count), [{ n: 2 }])

  const more = await engine.refresh(
    fakeSource('datacamp', { course_fact: courseFacts(deleted, deleted, deleted, [8, 1, 20260105, 5]) }),
  )
  assert.deepEqual(await select(engine, count), [{ n: 3 }])
  assert.equal(more.rowsInserted, 1)

  const fewer = await engine.refresh(fakeSource('datacamp', { course_fact: courseFacts(deleted, [8, 1, 20260105, 5]) }))
  assert.deepEqual(await select(engine, count), [{ n: 1 }])
  assert.equal(fewer.rowsDeleted, 2)
})

test('a bad number in row 70,000 is set aside with its raw bytes, and everything else is published', async (t) => {
  const engine = await startEngine(t)
  const facts = {
    columns: ['user_id', 'course_id', 'date_id', 'time_spent'],
    *rows() {
      for (let row = 1; row <= 80_000; row++) yield [String(row), '1', '20260105', row === 70_000 ? '12 minutes' : '60']
    },
  }
  const run = await engine.refresh(fakeSource('datacamp', { course_fact: facts }))

  assertState(run, 'published')
  const { rowsRead, rowsInserted, rowsQuarantined, liveAfter } = tableOf(run, 'course_fact')
  assert.deepEqual(
    { rowsRead, rowsInserted, rowsQuarantined, liveAfter },
    { rowsRead: 80_000, rowsInserted: 79_999, rowsQuarantined: 1, liveAfter: 79_999 },
  )
  const rejected = await select(
    engine,
    `select line_no, object, convert_from(raw, 'UTF8') as raw, reason_code, column_name from app.quarantine`,
  )
  assert.deepEqual(rejected, [
    {
      line_no: 70_001,
      object: 'latest/course_fact.csv',
      raw: '70000,1,20260105,12 minutes',
      reason_code: 'not_an_integer',
      column_name: 'time_spent',
    },
  ])
})

test('records that cannot be cut into fields are kept and counted, also when the run fails later', async (t) => {
  const engine = await startEngine(t)
  const raw = Buffer.from([0xff, 0xfe, 0x2c])
  const broken = [{ raw, reason: 'not_utf8' as const, message: 'The line is not UTF-8.', line: 2, offset: 40 }]
  const source = fakeSource(
    'datacamp',
    { course_dim: { ...courses([1, 'Intro']), broken } },
    {
      beforeBatch: (table) => {
        if (table === 'user_dim') throw new SourceError('permission', 'No.')
      },
    },
  )
  assertState(await engine.refresh(source), 'failed')
  const kept = await select<{ raw: Buffer; line_no: number; byte_offset: number }>(
    engine,
    'select raw, line_no, byte_offset from app.quarantine',
  )
  assert.deepEqual(kept, [{ raw, line_no: 2, byte_offset: 40 }])
})

test('rows that the source no longer has leave the mirror and go to the archive', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Stays'], [2, 'Goes']) }))
  const run = await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Stays']) }))

  assert.equal(tableOf(run, 'course_dim').rowsDeleted, 1)
  assert.deepEqual(await select(engine, titles), [{ title: 'Stays' }])
  const archived = await select(engine, `select table_name, row ->> 'title' as title from app.archive`)
  assert.deepEqual(archived, [{ table_name: 'course_dim', title: 'Goes' }])
})

test('a column that the catalogue does not know lands in extra and can change', async (t) => {
  const engine = await startEngine(t)
  const withMood = (mood: string) => ({
    course_dim: { columns: ['course_id', 'title'], extra: ['mood'], rows: () => [['1', 'Intro', mood]] },
    course_fact: {
      columns: ['user_id', 'course_id', 'date_id'],
      extra: ['mood'],
      rows: () => [['7', '1', '20260105', mood]],
    },
  })
  await engine.refresh(fakeSource('datacamp', withMood('good\tor\\bad')))
  const extras = 'select extra from datacamp.course_dim union all select extra from datacamp.course_fact'
  assert.deepEqual(await select(engine, extras), [
    { extra: { mood: 'good\tor\\bad' } },
    { extra: { mood: 'good\tor\\bad' } },
  ])

  const run = await engine.refresh(fakeSource('datacamp', withMood('fine')))
  assert.equal(run.rowsUpdated, 1)
  assert.deepEqual(await select(engine, extras), [{ extra: { mood: 'fine' } }, { extra: { mood: 'fine' } }])
})

test('a column that a delivery lacks keeps its old values', async (t) => {
  const engine = await startEngine(t)
  const before = { columns: ['course_id', 'title', 'short_description'], rows: () => [['1', 'Old', 'Python']] }
  await engine.refresh(fakeSource('datacamp', { course_dim: before }))
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'New'], [2, 'Added']) }))
  assert.deepEqual(
    await select(engine, 'select title, short_description from datacamp.course_dim order by course_id'),
    [
      { title: 'New', short_description: 'Python' },
      { title: 'Added', short_description: null },
    ],
  )
})

test('I-15: equal rows under one key count once; different ones are all set aside', async (t) => {
  const engine = await startEngine(t)
  const source = fakeSource('datacamp', {
    course_dim: courses([1, 'Twice'], [1, 'Twice'], [2, 'This'], [2, 'That'], [3, 'Once']),
  })
  const held = await engine.refresh(source)
  assertState(held, 'held')
  const run = await engine.approve(held.id, source)
  assertState(run, 'published')
  assert.deepEqual(await select(engine, titles), [{ title: 'Twice' }, { title: 'Once' }])
  const { rowsRead, rowsInserted, rowsUnchanged, rowsDuplicate, rowsQuarantined } = tableOf(run, 'course_dim')
  assert.deepEqual(
    { rowsRead, rowsInserted, rowsUnchanged, rowsDuplicate, rowsQuarantined },
    { rowsRead: 5, rowsInserted: 2, rowsUnchanged: 1, rowsDuplicate: 1, rowsQuarantined: 2 },
  )
  const reasons = await select(engine, `select line_no, reason_code from app.quarantine order by line_no`)
  assert.deepEqual(reasons, [
    { line_no: 4, reason_code: 'conflicting_key' },
    { line_no: 5, reason_code: 'conflicting_key' },
  ])
})

test('a row without its key is set aside with the column that is missing', async (t) => {
  const engine = await startEngine(t)
  const table = {
    columns: ['course_id', 'title'],
    rows: () => [
      ['1', 'Intro'],
      [null, 'Nobody'],
    ],
  }
  assertState(await engine.refresh(fakeSource('datacamp', { course_dim: table })), 'held')
  const rejected = await select(
    engine,
    `select reason_code, column_name, convert_from(raw, 'UTF8') as raw from app.quarantine`,
  )
  assert.deepEqual(rejected, [{ reason_code: 'null_key', column_name: 'course_id', raw: ',Nobody' }])
})

test('a missing table stops the whole refresh and is named', async (t) => {
  const engine = await startEngine(t)
  const run = await engine.refresh(fakeSource('datacamp', {}, { without: ['user_dim', 'team_dim'] }))
  assertState(run, 'failed')
  assert.equal(run.errorCode, 'missing_table')
  assert.match(run.errorMessage ?? '', /team_dim, user_dim/)
})

test('I-21: a file that is the published one is not read again; a full refresh reads it', async (t) => {
  const engine = await startEngine(t)
  const file = (title: string, etag: string) => fakeSource('datacamp', { course_dim: { ...courses([1, title]), etag } })
  await engine.refresh(file('First', 'a'))

  const again = file('Never seen', 'a')
  const run = await engine.refresh(again)
  assert(!again.reads.includes('course_dim'))
  const { state, rowsRead, rowsUnchanged, liveAfter } = tableOf(run, 'course_dim')
  assert.deepEqual(
    { state, rowsRead, rowsUnchanged, liveAfter },
    { state: 'skipped', rowsRead: 1, rowsUnchanged: 1, liveAfter: 1 },
  )

  const full = file('Seen', 'a')
  await engine.refresh(full, { full: true })
  assert(full.reads.includes('course_dim'))
  await engine.refresh(file('Second', 'b'))
  assert.deepEqual(await select(engine, titles), [{ title: 'Second' }])
})

test('a file that is cut short is noticed by its size', async (t) => {
  const engine = await startEngine(t)
  const run = await engine.refresh(
    fakeSource('datacamp', { course_dim: { ...courses([1, 'Intro']), etag: 'a', size: 500, bytes: 200 } }),
  )
  assert.equal(run.errorCode, 'truncated')
  assertState(run, 'queued')
  assert.deepEqual(await select(engine, titles), [])
})

test('a source that changes while it is read is read again, three times at most', async (t) => {
  const engine = await startEngine(t)
  const once = fakeSource('datacamp', { course_dim: courses([1, 'Intro']) }, { changes: 1 })
  const run = await engine.refresh(once)
  assertState(run, 'published')
  assert.equal(once.reads.filter((table) => table === 'course_dim').length, 2)
  assert.equal(tableOf(run, 'course_dim').rowsRead, 1)

  const restless = fakeSource('datacamp', { course_dim: courses([1, 'Intro']) }, { changes: 3 })
  const waiting = await engine.refresh(restless)
  assertState(waiting, 'queued')
  assert.equal(waiting.errorCode, 'changed')
  assert.match(waiting.errorMessage ?? '', /an export seems to be under way/)
})

test('calendar and groups are made from the facts where the source does not deliver them', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_fact: courseFacts([7, 1, 20251230, 60], [7, 1, 20260102, 60]) }))
  assert.deepEqual(
    await select(engine, 'select date_id, id, week_start_date from datacamp.date_dim order by date_id'),
    [
      { date_id: 20251230, id: 20251230, week_start_date: '2025-12-29' },
      { date_id: 20251231, id: 20251231, week_start_date: '2025-12-29' },
      { date_id: 20260101, id: 20260101, week_start_date: '2025-12-29' },
      { date_id: 20260102, id: 20260102, week_start_date: '2025-12-29' },
    ],
  )
})

test('an error of our own is told without its text, which may hold anything', async (t) => {
  const engine = await startEngine(t)
  const source = fakeSource(
    'datacamp',
    {},
    {
      beforeBatch() {
        throw new TypeError('password=hunter2')
      },
    },
  )
  const run = await engine.refresh(source)
  assertState(run, 'failed')
  assert.equal(run.errorCode, 'internal')
  assert(!JSON.stringify(run).includes('hunter2'))
})
