import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertState, select, startEngine, tableOf } from './testing/engine'
import { fakeSource, type FakeTable } from './testing/fake-source'

/** id, title, updated_at */
function skilljarCourses(watermark: string, ...rows: readonly (readonly [string, string, string])[]): FakeTable {
  return {
    columns: ['course_id', 'title', 'updated_at'],
    rows: (since) => rows.filter(([, , updatedAt]) => since === null || updatedAt >= since),
    watermark,
  }
}
const students = (...emails: string[]): FakeTable => ({
  columns: ['student_id', 'email'],
  rows: () => emails.map((email, index) => [`s${index}`, email]),
})
const titles = 'select course_id, title from skilljar.course order by course_id'
const old = ['a', 'Never changed', '2026-01-01 00:00:00'] as const

test('an incremental refresh reads from the watermark, keeps older rows and moves the watermark forward', async (t) => {
  const engine = await startEngine(t, 'skilljar')
  const first = skilljarCourses('2026-03-01 10:00:00.123456', old, ['b', 'Before', '2026-03-01 10:00:00.123456'])
  await engine.refresh(fakeSource('skilljar', { course: first }))

  const changed = skilljarCourses(
    '2026-03-02 11:00:00.5',
    ['b', 'After', '2026-03-02 11:00:00.5'],
    ['c', 'New', '2026-03-01 09:30:00'],
  )
  const run = await engine.refresh(fakeSource('skilljar', { course: changed }))

  assertState(run, 'published')
  const { rowsRead, rowsInserted, rowsUpdated, rowsDeleted, watermarkFrom, watermarkTo } = tableOf(run, 'course')
  assert.deepEqual(
    { rowsRead, rowsInserted, rowsUpdated, rowsDeleted, watermarkFrom, watermarkTo },
    {
      rowsRead: 2,
      rowsInserted: 1,
      rowsUpdated: 1,
      rowsDeleted: 0,
      watermarkFrom: '2026-03-01 09:00:00.123456',
      watermarkTo: '2026-03-02 11:00:00.5',
    },
  )
  assert.deepEqual(await select(engine, titles), [
    { course_id: 'a', title: 'Never changed' },
    { course_id: 'b', title: 'After' },
    { course_id: 'c', title: 'New' },
  ])
})

test('an incremental read that finds nothing keeps the rows and the watermark', async (t) => {
  const engine = await startEngine(t, 'skilljar')
  await engine.refresh(fakeSource('skilljar', { course: skilljarCourses('2026-03-01 10:00:00', old) }))
  const { watermark: _, ...quiet } = skilljarCourses('')
  assertState(await engine.refresh(fakeSource('skilljar', { course: quiet })), 'unchanged')
  assert.equal((await select(engine, titles)).length, 1)
  assert.deepEqual(await select(engine, `select value from app.watermark where table_name = 'course'`), [
    { value: '2026-03-01 10:00:00' },
  ])
})

test('of two states of a row in one incremental read the later one wins', async (t) => {
  const engine = await startEngine(t, 'skilljar')
  await engine.refresh(fakeSource('skilljar', { course: skilljarCourses('2026-03-01 10:00:00', old) }))
  const twice = skilljarCourses(
    '2026-03-01 12:00:00',
    ['a', 'Later', '2026-03-01 12:00:00'],
    ['a', 'Earlier', '2026-03-01 11:00:00'],
  )
  const run = await engine.refresh(fakeSource('skilljar', { course: twice }))
  assert.deepEqual(await select(engine, titles), [{ course_id: 'a', title: 'Later' }])
  assert.equal(tableOf(run, 'course').rowsDuplicate, 1)
})

test('a full refresh removes what the source no longer has; a table without a cursor is always read whole', async (t) => {
  const engine = await startEngine(t, 'skilljar')
  const both = skilljarCourses('2026-03-01 10:00:00', old, ['b', 'Goes', '2026-03-01 10:00:00'])
  await engine.refresh(
    fakeSource('skilljar', { course: both, student: students('ada@example.com', 'bob@example.com') }),
  )
  const left = { course: skilljarCourses('2026-03-01 10:00:00', old), student: students('ada@new.example.com') }

  const run = await engine.refresh(fakeSource('skilljar', left))
  assert.deepEqual(await select(engine, 'select email from skilljar.student'), [{ email: 'ada@new.example.com' }])
  assert.equal(tableOf(run, 'course').rowsDeleted, 0)

  await engine.refresh(fakeSource('skilljar', left), { full: true })
  assert.deepEqual(await select(engine, titles), [{ course_id: 'a', title: 'Never changed' }])
  assert.deepEqual(await select(engine, `select table_name from app.archive order by id`), [
    { table_name: 'student' },
    { table_name: 'course' },
  ])
})

test('a watermark ahead of the source’s own clock stops the publish', async (t) => {
  const engine = await startEngine(t, 'skilljar')
  const future = skilljarCourses('2027-01-01 00:00:00', ['a', 'From the future', '2027-01-01 00:00:00'])
  const run = await engine.refresh(fakeSource('skilljar', { course: future }))
  assertState(run, 'failed')
  assert.equal(run.errorCode, 'invariant')
  assert.deepEqual(await select(engine, titles), [])
})
