/** The cases of RELIABILITY.md, table P, that are about rows, as far as a whole refresh is needed to show them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { assertState, select, tableOf } from './testing/engine'
import {
  courseTitles,
  insertCourse,
  startLiveSkilljar,
  startLoadedSkilljar,
  type LiveSkilljar,
} from './testing/live-skilljar'

const watermark = async (live: LiveSkilljar) =>
  (await select<{ value: string }>(live, `select value from app.watermark where table_name = 'course'`))[0]?.value
const versions = async (live: LiveSkilljar) => (await select(live, 'select from app.publication')).length

test('P-01: a row that a long transaction commits late arrives with the next refresh, and past the overlap with the comparison', async (t) => {
  const live = await startLoadedSkilljar(t)
  const slow = await live.sourcePool.connect()
  await slow.query(
    `begin; ${insertCourse('late', `now() - interval '1 hour 30 minutes'`)}; ${insertCourse('later', `now() - interval '1 day'`)}`,
  )
  assert.equal((await live.refresh()).rowsInserted, 0)
  await slow.query('commit')
  slow.release()
  assert.equal((await live.refresh()).rowsInserted, 1)
  assert.ok((await courseTitles(live)).includes('late'))
  assert.equal((await live.refresh({ reconcile: true })).rowsInserted, 1)
  assert.ok((await courseTitles(live)).includes('later'))
})

test('P-02: rows that are added later with exactly the watermark’s stamp arrive', async (t) => {
  const live = await startLoadedSkilljar(t)
  const mark = await watermark(live)
  await live.source(Array.from({ length: 5 }, (_, index) => insertCourse(`same${index}`, `'${mark}+00'`)).join(';'))
  assert.equal((await live.refresh()).rowsInserted, 5)
  assert.equal(await watermark(live), mark)
})

test('P-07: what the overlap reads again changes nothing: no update, no new version', async (t) => {
  const live = await startLoadedSkilljar(t)
  const before = await versions(live)
  for (let round = 0; round < 2; round++) {
    const run = await live.refresh()
    assertState(run, 'unchanged')
    const { rowsRead, rowsUnchanged, rowsUpdated } = tableOf(run, 'course')
    assert.deepEqual({ rowsRead, rowsUnchanged, rowsUpdated }, { rowsRead: 2, rowsUnchanged: 2, rowsUpdated: 0 })
  }
  assert.equal(await versions(live), before)
})

test('P-09: a row that has no stamp is read by every refresh, so its changes arrive', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(insertCourse('null', 'null', 'Before'))
  assert.equal((await live.refresh()).rowsInserted, 1)
  await live.source(`update course set title = 'After' where course_id = 'null'`)
  assert.equal(tableOf(await live.refresh(), 'course').rowsUpdated, 1)
})

test('P-10: a row from the future is shown and told, and rows stamped before it still arrive', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(insertCourse('future', `now() + interval '2 days'`))
  const run = await live.refresh()
  assertState(run, 'published')
  assert.match(tableOf(run, 'course').warnings.join(), /1 rows? whose updated_at lies in the future/)
  const { rows } = await live.sourcePool.query<{ now: string }>(`select (now() at time zone 'UTC')::text as now`)
  assert.ok(((await watermark(live)) ?? '') <= (rows[0]?.now ?? ''))
  await live.source(insertCourse('now', 'now()'))
  assert.equal((await live.refresh()).rowsInserted, 1)
})

test('P-11: a source that was restored from a backup holds the refresh; a full refresh takes it as it is', async (t) => {
  const live = await startLoadedSkilljar(t)
  const mark = await watermark(live)
  await live.source(
    `update course set title = 'From the backup', updated_at = updated_at - interval '2 days' where course_id < 'c06'`,
  )
  const held = await live.refresh()
  assertState(held, 'held')
  assert.match(held.errorMessage ?? '', /updated_at of public\.course went back: 5 rows .* Refresh everything/)
  assert.ok(!(await courseTitles(live)).includes('From the backup'))

  assertState(await live.refresh({ full: true }), 'published')
  assert.equal((await courseTitles(live)).filter((title) => title === 'From the backup').length, 5)
  const now = await watermark(live)
  assert.ok(now && mark && now < mark)
  assert.deepEqual(
    await select(
      live,
      `select detail ->> 'from' as "from", detail ->> 'to' as "to" from app.audit where action = 'refresh.watermark_reset'`,
    ),
    [{ from: mark, to: now }],
  )
})

test('P-11: newest rows that vanish together look like a restore, a few of them like what they are: deleted', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(`delete from course where course_id <= 'c03'`)
  assertState(await live.refresh(), 'unchanged')
  await live.source(`delete from course where course_id <= 'c15'`)
  const held = await live.refresh()
  assertState(held, 'held')
  assert.match(held.errorMessage ?? '', /its 15 newest rows are gone/)
})

test('P-11: a source whose clock went back is older than what is shown, so the refresh is held', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.pool.query(`update app.publication set as_of = as_of + interval '1 hour'`)
  await live.source(insertCourse('new', 'now()'))
  const held = await live.refresh()
  assertState(held, 'held')
  assert.ok(!(await courseTitles(live)).includes('new'))
})

test('P-14: a changed row of a table without a stamp arrives with the next refresh', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(`update student set email = 'ada@new.example.com'`)
  assert.equal(tableOf(await live.refresh(), 'student').rowsUpdated, 1)
  assert.deepEqual(await select(live, 'select email from skilljar.student'), [{ email: 'ada@new.example.com' }])
})

test('P-14: of the hourly table normal refreshes read two weeks, and the comparison all of it', async (t) => {
  const live = await startLiveSkilljar(t)
  const hourly = 'student_lesson_session_time_hourly'
  await live.source(`
    insert into ${hourly} (student_lesson_session_time_hourly_id, hour_starts_at, session_time_seconds)
    select 'h' || lpad(i::text, 2, '0'), date_trunc('hour', now()) - i * interval '1 day', '60' from generate_series(1, 40) i;
    insert into ${hourly} values ('none', null, '60')`)
  assert.equal(tableOf(await live.refresh(), hourly).rowsRead, 41)
  await live.source(`update ${hourly} set session_time_seconds = '90' where student_lesson_session_time_hourly_id in ('h01', 'h30');
    delete from ${hourly} where student_lesson_session_time_hourly_id = 'h40'`)
  const young = tableOf(await live.refresh(), hourly)
  assert.deepEqual([young.rowsRead, young.rowsUpdated, young.rowsDeleted], [14, 1, 0])
  const all = tableOf(await live.refresh({ reconcile: true }), hourly)
  assert.deepEqual([all.rowsRead, all.rowsUpdated, all.rowsDeleted], [40, 1, 1])

  await live.pool.query(`update app.verification set verified_at = verified_at - interval '8 days'`)
  assert.equal(tableOf(await live.refresh(), hourly).rowsRead, 40)
})

test('P-15: moments arrive as the instants they are, with and without a zone, in the hour that daylight saving repeats', async (t) => {
  const live = await startLoadedSkilljar(t)
  await live.source(`
    alter table course alter column created_at type timestamp using null;
    insert into course (course_id, title, created_at, updated_at) values
      ('z1', 'z', '2026-11-01 01:30:00', '2026-11-01 01:30:00-04'), ('z2', 'z', '2026-03-08 02:30:00', '2026-11-01 01:30:00-05')`)
  await live.refresh({ reconcile: true })
  assert.deepEqual(
    await select(
      live,
      `select created_at::text, updated_at::text from skilljar.course where title = 'z' order by course_id`,
    ),
    [
      { created_at: '2026-11-01 01:30:00', updated_at: '2026-11-01 05:30:00' },
      { created_at: '2026-03-08 02:30:00', updated_at: '2026-11-01 06:30:00' },
    ],
  )
})

test('P-23: ids that differ by case or a blank only, and ids longer than documented, stay what they are', async (t) => {
  const live = await startLiveSkilljar(t)
  const id = fc.string({
    unit: fc.constantFrom('a', 'A', ' ', 'ä', '_', '😀', '\\', '\t', '\n'),
    minLength: 1,
    maxLength: 60,
  })
  const random = fc.sample(fc.uniqueArray(id, { minLength: 300, maxLength: 300 }), 1)[0] ?? []
  const ids = [...new Set(['a', 'A', 'a ', ' a', 'x'.repeat(33), 'x'.repeat(254), ...random])]
  await live.sourcePool.query(
    `insert into course (course_id, updated_at) select id, now() from unnest($1::text[]) as given (id)`,
    [ids],
  )
  assertState(await live.refresh(), 'published')
  assertState(await live.refresh({ reconcile: true }), 'unchanged')
  const found = await select<{ id: string }>(live, 'select course_id as id from skilljar.course')
  assert.deepEqual(found.map((row) => row.id).sort(), ids.sort())
})
