import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { pinAndRead, signal } from '../testing/read'
import { startSource, type SkilljarSource, student } from '../testing/skilljar-source'
import { SourceError } from '../types'

let source: SkilljarSource
before(async () => void (source = await startSource()))
after(() => source.drop())

test('tables and columns are matched by name and alias; odd names, letter case and unknown columns included', async () => {
  const reader = await source.connection().open()
  const pinned = await reader.pin(signal)
  assert.deepEqual(
    pinned.tables.map(({ object }) => object),
    ['public.lesson', 'public.Student', 'public.student_sco_progress'],
  )
  assert.deepEqual(pinned.tables[2]?.columns, ['student_sco_progress_id', 'student_lesson_progress_id'])
  assert.deepEqual(pinned.tables[2]?.extra, ['Mood'])
  assert.match(pinned.warnings.join(), /secret_plans/)
  assert.ok(Math.abs(pinned.asOf.getTime() - Date.now()) < 60_000)
  assert.deepEqual((await pinAndRead(reader, 'student_sco_progress')).rows, [['p1', 'l1', 'fine']])
  assert.deepEqual((await pinAndRead(reader, 'student')).rows, [['s1', 'A@example.com']])
  await reader.close()
})

test('P-15: values keep their meaning whatever the server’s zone and date style, as text in UTC', async () => {
  const name = source.credentials.database
  await source.pool.query(`alter database "${name}" set timezone = 'America/New_York'`)
  await source.pool.query(`alter database "${name}" set datestyle = 'SQL, DMY'`)
  await source.pool.query(`truncate lesson; insert into lesson values
      ('l1', 'Intro', 1, true, 12.50, '2026-03-08 02:30:00.123456+00', '2026-03-08 02:30:00.123456'),
      ('l2', null, null, false, null, '2026-07-01 00:00:00+02', null)`)
  assert.deepEqual((await source.readOnce('lesson')).rows, [
    ['l1', 'Intro', '1', 't', '12.50', '2026-03-08 02:30:00.123456', '2026-03-08 02:30:00.123456'],
    ['l2', null, null, 'f', null, '2026-06-30 22:00:00', null],
  ])
})

test('P-23: every text arrives exactly as it is stored', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', ' ', '\\', '\n', '\r', '\t', '\b', '\f', '\v', 'N', '.', 'é', '😀', '"', ','),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text), { minLength: 1, maxLength: 20 }), async (titles) => {
      await source.pool.query('truncate lesson')
      await source.pool.query(
        `insert into lesson (lesson_id, title) select lpad(ordinality::text, 3, '0'), title from unnest($1::text[]) with ordinality as given (title, ordinality)`,
        [titles],
      )
      const { rows } = await source.readOnce('lesson')
      assert.deepEqual(
        rows.map((row) => row[1]),
        titles,
      )
    }),
    { numRuns: 25 },
  )
})

test('all tables are of one moment, even when the source changes meanwhile', async () => {
  await source.pool.query(`truncate lesson; insert into lesson (lesson_id) values ('before')`)
  const reader = await source.connection().open()
  const pinned = await reader.pin(signal)
  await source.pool.query(`insert into lesson (lesson_id) values ('after')`)
  const batches = reader.read(pinned.tables[0]!, { since: null, signal })
  const first = await batches.next()
  assert.ok(!first.done)
  assert.deepEqual(
    first.value.rows.map((row) => row[0]),
    ['before'],
  )
  assert.equal(first.value.raw(0).toString(), 'before\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N')
  while (!(await batches.next()).done);
  await reader.confirm(signal)
  assert.equal((await pinAndRead(reader, 'lesson')).rows.length, 2)
  await reader.close()
})

test('P-21: nothing can be written, not even by a view that tries', async () => {
  await source.pool.query(`
      create table written (at text);
      create function write_it() returns text language plpgsql as $$ begin insert into written values ('x'); return 'x'; end $$;
      create schema sneaky; create view sneaky.student as select write_it() as student_id, 'e'::text as email`)
  const reader = await source.connection({ schema: 'sneaky' }, { tables: [student] }).open()
  await assert.rejects(pinAndRead(reader, 'student'), SourceError)
  await reader.close()
  assert.equal((await source.pool.query('select from written')).rowCount, 0)
})
