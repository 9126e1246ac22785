import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arm } from './failpoint'
import { assertState, courses, select, startEngine, tableOf } from './testing/engine'
import { fakeSource, type FakeTable } from './testing/fake-source'

const titles = 'select title from datacamp.course_dim order by course_id'

test('I-17: a row that leaves, returns and leaves again is archived each time, and live in between', async (t) => {
  const engine = await startEngine(t)
  const deliver = (...rows: (readonly [number, string])[]) =>
    engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Stays'], ...rows) }))
  const both = [{ title: 'Stays' }, { title: 'Comes and goes' }]
  const returning = [2, 'Comes and goes'] as const

  await deliver(returning)
  assert.equal(tableOf(await deliver(), 'course_dim').rowsDeleted, 1)
  assert.equal(tableOf(await deliver(returning), 'course_dim').rowsInserted, 1)
  assert.deepEqual(await select(engine, titles), both)
  assert.equal(tableOf(await deliver(), 'course_dim').rowsDeleted, 1)
  assert.deepEqual(await select(engine, titles), [{ title: 'Stays' }])
  const archived = await select(
    engine,
    `select row ->> 'title' as title, run_id::int as run from app.archive order by id`,
  )
  assert.deepEqual(archived, [
    { title: 'Comes and goes', run: 2 },
    { title: 'Comes and goes', run: 4 },
  ])
})

test('P-07: reading the overlap again changes no row, no version and no watermark', async (t) => {
  const engine = await startEngine(t, 'skilljar')
  const rows = [
    ['a', 'One', '2026-03-01 09:30:00.000001'],
    ['b', 'Two', '2026-03-01 10:00:00.123456'],
  ] as const
  const course: FakeTable = {
    columns: ['course_id', 'title', 'updated_at'],
    rows: (since) => rows.filter(([, , updatedAt]) => since === null || updatedAt >= since),
    watermark: '2026-03-01 10:00:00.123456',
  }
  await engine.refresh(fakeSource('skilljar', { course }))
  const before = await select(engine, 'select xmin::text, course_id from skilljar.course order by course_id')
  for (let again = 0; again < 3; again++) {
    const run = await engine.refresh(fakeSource('skilljar', { course }))
    assertState(run, 'unchanged')
    const { rowsRead, rowsUnchanged, rowsInserted, rowsUpdated, watermarkTo } = tableOf(run, 'course')
    assert.deepEqual(
      { rowsRead, rowsUnchanged, rowsInserted, rowsUpdated, watermarkTo },
      { rowsRead: 2, rowsUnchanged: 2, rowsInserted: 0, rowsUpdated: 0, watermarkTo: '2026-03-01 10:00:00.123456' },
    )
  }
  assert.deepEqual(await select(engine, 'select xmin::text, course_id from skilljar.course order by course_id'), before)
  assert.deepEqual(await select(engine, 'select count(*)::int as n from app.publication'), [{ n: 1 }])
})

for (const [what, sabotage] of [
  [
    'that loses rows',
    'create rule vanish as on insert to datacamp.course_dim where new.course_id > 1 do instead nothing',
  ],
  [
    'that changes a sum',
    `create function halve() returns trigger language plpgsql as 'begin new.time_spent := new.time_spent / 2; return new; end';
     create trigger halve before insert on datacamp.course_fact for each row execute function halve()`,
  ],
] as const) {
  test(`X-12: a publish ${what} on the way is taken back whole`, async (t) => {
    const engine = await startEngine(t)
    const facts = (seconds: string): FakeTable => ({
      columns: ['user_id', 'course_id', 'date_id', 'time_spent'],
      rows: () => [['7', '1', '20260105', seconds]],
    })
    await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Old']), course_fact: facts('60') }))
    t.after(arm('before-publish', () => engine.pool.query(sabotage).then(() => undefined)))
    const run = await engine.refresh(
      fakeSource('datacamp', { course_dim: courses([1, 'New'], [2, 'Lost']), course_fact: facts('90') }),
    )
    assertState(run, 'failed')
    assert.equal(run.errorCode, 'invariant')
    assert.deepEqual(await select(engine, titles), [{ title: 'Old' }])
    assert.deepEqual(await select(engine, 'select time_spent from datacamp.course_fact'), [{ time_spent: 60 }])
  })
}
