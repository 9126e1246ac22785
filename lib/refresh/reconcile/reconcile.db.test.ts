import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { assertState, select, tableOf } from '../testing/engine'
import { startLiveSkilljar, type LiveSkilljar } from '../testing/live-skilljar'

const mirrored = `select course_id, title, updated_at::text from skilljar.course order by course_id`

async function loaded(t: TestContext): Promise<LiveSkilljar> {
  const live = await startLiveSkilljar(t)
  await live.source(
    `insert into course (course_id, title, created_at, updated_at, issue_certificate_upon_completion)
     select 'c' || i, 'Course ' || i, '2026-01-01', timestamptz '2026-01-01 12:00:00.000001+00' + i * interval '1 day', i % 2 = 0
     from generate_series(1, 100) i`,
  )
  assertState(await live.refresh(), 'published')
  return live
}

interface Verified {
  table_name: string
  method: string
  rows: number
  differences: number
}
const verified = async (live: LiveSkilljar, table: string): Promise<Verified | undefined> =>
  (
    await select<Verified>(
      live,
      `select table_name, method, rows::int as rows, differences::int as differences from app.verification where table_name = '${table}'`,
    )
  )[0]

async function assertEqual(live: LiveSkilljar): Promise<void> {
  const theirs = await live.sourcePool.query(
    `select course_id, title, (updated_at at time zone 'UTC')::text as updated_at from course order by course_id`,
  )
  assert.deepEqual(await select(live, mirrored), theirs.rows)
}

test('P-13: a row deleted at the source leaves the mirror with the nightly comparison, not before, and is archived', async (t) => {
  const live = await loaded(t)
  await live.source(`delete from course where course_id = 'c7'`)
  assert.equal(tableOf(await live.refresh(), 'course').rowsDeleted, 0)

  const run = await live.refresh({ reconcile: true })
  assertState(run, 'published')
  assert.equal(tableOf(run, 'course').rowsDeleted, 1)
  await assertEqual(live)
  assert.deepEqual(await select(live, `select row ->> 'title' as title from app.archive`), [{ title: 'Course 7' }])
  assert.deepEqual(await verified(live, 'course'), {
    table_name: 'course',
    method: 'checksum',
    rows: 99,
    differences: 1,
  })
})

test('P-13: a source that lost many of its rows holds the comparison', async (t) => {
  const live = await loaded(t)
  await live.source(`delete from course where course_id < 'c5'`)
  const run = await live.refresh({ reconcile: true })
  assertState(run, 'held')
  assert.equal((await select(live, mirrored)).length, 100)
})

test('P-01: a change that moved no stamp is found by the comparison, which reads only the days that differ', async (t) => {
  const live = await loaded(t)
  await live.source(`update course set title = 'Corrected by hand' where course_id = 'c9'`)
  assert.equal(tableOf(await live.refresh(), 'course').rowsUpdated, 0)

  const run = await live.refresh({ reconcile: true })
  assertState(run, 'published')
  const { rowsRead, rowsUpdated } = tableOf(run, 'course')
  assert.deepEqual({ rowsRead, rowsUpdated }, { rowsRead: 2, rowsUpdated: 1 })
  await assertEqual(live)
  assert.equal((await verified(live, 'course'))?.differences, 1)
})

test('a comparison that finds nothing reads nothing but the overlap, and says so', async (t) => {
  const live = await loaded(t)
  const run = await live.refresh({ reconcile: true })
  assertState(run, 'unchanged')
  const { rowsRead, rowsUnchanged } = tableOf(run, 'course')
  assert.deepEqual({ rowsRead, rowsUnchanged }, { rowsRead: 1, rowsUnchanged: 1 })
  assert.deepEqual(await verified(live, 'course'), {
    table_name: 'course',
    method: 'checksum',
    rows: 100,
    differences: 0,
  })
})

test('what a normal refresh would have found is no difference', async (t) => {
  const live = await loaded(t)
  await live.source(
    `insert into course (course_id, title, updated_at) values ('new', 'New', now()), ('null', 'No stamp', null)`,
  )
  const run = await live.refresh({ reconcile: true })
  assertState(run, 'published')
  await assertEqual(live)
  assert.deepEqual(await verified(live, 'course'), {
    table_name: 'course',
    method: 'checksum',
    rows: 102,
    differences: 0,
  })
})

test('a table is verified by a run that reads it whole, and never by one that is not published', async (t) => {
  const live = await loaded(t)
  assert.deepEqual(await verified(live, 'course'), {
    table_name: 'course',
    method: 'full',
    rows: 100,
    differences: 100,
  })
  assert.equal((await verified(live, 'student'))?.method, 'full')
  await live.pool.query('delete from app.verification')
  await live.source(`alter table path rename to paths`)
  assertState(await live.refresh({ reconcile: true }), 'failed')
  assert.deepEqual(await select(live, 'select from app.verification'), [])
})
