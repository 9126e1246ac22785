import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { startTcpProxy } from '@/lib/testing/tcp-proxy'
import { failsWith, pinAndRead, readTable, signal } from '../testing/read'
import { startSource, student, tables, type SkilljarSource } from '../testing/skilljar-source'
import type { Reader } from '../types'
import { openSnapshot } from './reader'
import { openSession } from './session'

let source: SkilljarSource
before(async () => void (source = await startSource()))
after(() => source.drop())

async function pinned(reader: Reader, separateSnapshots: boolean) {
  const { tables: found, warnings } = await reader.pin(signal, { separateSnapshots })
  const [lesson, people] = ['lesson', 'student'].map((name) => found.find(({ table }) => table.name === name))
  assert.ok(lesson && people)
  return { lesson, people, warnings: warnings.join() }
}

test('P-19: a replica’s conflict with recovery is told as what passes by itself', async () => {
  await source.pool.query(`
    create schema replica;
    create function replica.fail() returns text language plpgsql as
      $$ begin raise exception 'canceling statement due to conflict with recovery' using errcode = '40001'; end $$;
    create view replica.student as select replica.fail() as student_id, 'e'::text as email`)
  const reader = await source.connection({ schema: 'replica' }, { tables: [student] }).open()
  await assert.rejects(pinAndRead(reader, 'student'), (error: Error & { transient?: boolean }) => {
    assert.equal(error.transient, true)
    return failsWith('conflict', /replica\.student/)(error)
  })
  await reader.close()
})

test('P-19: why a replica ended a session that waited in its transaction is told by the next question', async () => {
  const session = await openSession(source.credentials, ['127.0.0.1', 'localhost'])
  const reader = openSnapshot(session, { schema: 'public', tables: [student] })
  await reader.pin(signal)
  const said = new pg.DatabaseError('terminating connection due to conflict with recovery', 0, 'error')
  session.client.emit('error', Object.assign(said, { code: '40001' }))
  session.kill()
  await assert.rejects(pinAndRead(reader, 'student'), failsWith('conflict', /broke off/))
  await reader.close()
})

test('P-19: with separate snapshots each table is of a moment of its own, and each is still one moment', async () => {
  await source.pool.query(
    `truncate lesson; insert into lesson (lesson_id, updated_at) values ('l1', now() - interval '1 hour')`,
  )
  const reader = await source.connection().open()
  const { lesson, people, warnings } = await pinned(reader, true)
  assert.match(warnings, /each table was read as of a moment of its own/)
  await source.pool.query(
    `insert into lesson (lesson_id, updated_at) values ('l2', now() at time zone 'UTC' + interval '1 second')`,
  )
  const first = await readTable(reader, lesson)
  assert.equal(first.rows.length, 2)
  await source.pool.query(`insert into lesson (lesson_id) values ('l3')`)
  await source.pool.query(`insert into "Student" values ('s2', null)`)
  const keys: string[] = []
  for await (const { rows } of reader.comparison!.readKeys(lesson, signal)) keys.push(...rows.map(([key]) => key ?? ''))
  assert.deepEqual(keys.sort(), ['l1', 'l2'])
  assert.equal((await readTable(reader, people)).rows.length, 2)
  await reader.close()

  const whole = await source.connection().open()
  const one = await pinned(whole, false)
  await source.pool.query(`insert into "Student" values ('s3', null)`)
  assert.equal((await readTable(whole, one.people)).rows.length, 2)
  assert.ok(!one.warnings.includes('moment of its own'))
  await whole.close()
})

test('P-20: a table that takes too long ends with its name and the limit', async () => {
  await source.pool.query(
    `create schema slow; create view slow.student as select 's1' as student_id, pg_sleep(30)::text as email`,
  )
  const limits = { connectMs: 3_000, statementMs: 300, idleMs: 5_000 }
  const reader = await source.connection({ schema: 'slow' }, { tables: [student], limits }).open()
  await assert.rejects(
    pinAndRead(reader, 'student'),
    failsWith('timeout', /slow\.student took longer than 0\.3 seconds/),
  )
  await reader.close()
})

test('P-17: a source without a free connection is told as busy', async () => {
  const name = `crowd_${source.credentials.database}`
  await source.pool.query(`create role ${name} login password 'crowd' connection limit 0`)
  await assert.rejects(
    source.connection({ user: name, password: 'crowd' }).open(),
    failsWith('busy', /has no connection left/),
  )
  await source.pool.query(`drop role ${name}`)
})

test('P-04: rows that are changed while they are read are neither lost nor seen twice', async () => {
  await source.pool.query(`truncate lesson; insert into lesson (lesson_id, title, updated_at)
    select i::text, repeat('x', 300), timestamp '2026-01-01' + i * interval '1 second' from generate_series(1, 20000) i`)
  const reader = await source.connection().open()
  const { lesson } = await pinned(reader, false)
  let isReading = true
  const updating = (async () => {
    while (isReading) {
      await source.pool.query(
        `update lesson set updated_at = now(), title = 'moved' where lesson_id::int % 50 = (random() * 50)::int`,
      )
    }
  })()
  const ids: (string | null | undefined)[] = []
  for await (const { rows } of reader.read(lesson, { since: '2026-01-01 00:00:00', signal })) {
    ids.push(...rows.map((row) => row[0]))
    await new Promise((done) => setTimeout(done, 5))
  }
  isReading = false
  await updating
  assert.equal(ids.length, 20_000)
  assert.equal(new Set(ids).size, 20_000)
  await reader.close()
})

test('P-16: an optional table that may not be read is left out with a warning, a required one stops the refresh', async () => {
  const name = `half_${source.credentials.database}`
  await source.pool.query(
    `create role ${name} login password 'half'; grant select on lesson, student_sco_progress to ${name}`,
  )
  const half = { user: name, password: 'half' }
  await assert.rejects(source.readOnce('lesson', null, half), failsWith('permission', /public\.Student/))
  const optional = tables.map((table) => (table.name === 'student' ? { ...table, optional: true } : table))
  const reader = await source.connection(half, { tables: optional }).open()
  const { tables: found, warnings } = await reader.pin(signal)
  assert.deepEqual(
    found.map(({ table }) => table.name),
    ['lesson', 'student_sco_progress'],
  )
  assert.match(warnings.join(), /may not read student/)
  await reader.close()
  await source.pool.query(`drop owned by ${name}; drop role ${name}`)
})

test('P-16: two columns that differ only in case or blanks are refused, because neither can be trusted', async () => {
  await source.pool.query(`alter table lesson add column "Title " text`)
  await assert.rejects(source.readOnce('lesson'), failsWith('malformed', /two columns named "title"/))
  await source.pool.query(`alter table lesson drop column "Title "`)
})

test('what lies in the quarantine is told in the source’s own names', async () => {
  const reader = await source.connection().open()
  const { tables: found } = await reader.pin(signal)
  const progress = found.find(({ table }) => table.name === 'student_sco_progress')
  assert.equal(progress?.format, 'copy')
  assert.deepEqual(progress?.header, ['student_sco_progress_id', 'student_lesson_progress _id', 'Mood '])
  await reader.close()
})

test('a table whose checksums take too long, or cannot be made, is compared by reading, and the snapshot goes on', async () => {
  const lesson = tables.find(({ name }) => name === 'lesson')
  assert.ok(lesson)
  for (const [schema, title] of [
    ['sluggish', 'pg_sleep(30)::text'],
    ['unable', `(1 / (length(lesson_id) - length(lesson_id)))::text`],
  ] as const) {
    await source.pool.query(
      `create schema ${schema}; create view ${schema}.lesson as select lesson_id, ${title} as title, updated_at from public.lesson limit 1`,
    )
    const reader = await source.connection({ schema }, { tables: [lesson] }).open()
    const { tables: found } = await reader.pin(signal)
    assert.ok(found[0])
    assert.equal(await reader.comparison!.checksums(found[0], signal), null)
    await reader.confirm(signal)
    await reader.close()
  }
})

test('P-18: a source that falls silent while it is asked something is given up', async () => {
  const proxy = await startTcpProxy(source.credentials)
  const limits = { connectMs: 3_000, statementMs: 20_000, idleMs: 5_000, answerMs: 300 }
  const reader = await source.connection({ port: proxy.port }, { limits }).open()
  proxy.blackHole()
  await assert.rejects(reader.pin(signal), failsWith('timeout', /did not answer/))
  await reader.close()
  await proxy.stop()
})
