import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { readTable, signal } from '@/lib/connectors/testing/read'
import { connectSkilljar } from '@/lib/connectors/skilljar/connection'
import { emptyDatabase, type EmptyDatabase } from '@/lib/testing/database'
import { fillTrapSkilljar } from './traps'

let database: EmptyDatabase
before(async () => {
  database = await emptyDatabase()
  await fillTrapSkilljar(database.pool)
})
after(() => database.drop())

const one = async (sql: string) => Number(Object.values((await database.pool.query(sql)).rows[0] ?? {})[0])

test('a careless join counts the traps’ completions and registrations too often', async () => {
  const joined = 'enrollment join student_course_progress using (student_course_progress_id)'
  assert.equal(await one(`select count(*) from ${joined} where completed_at is not null`), 4)
  assert.equal(
    await one(`select count(distinct (student_id, published_course_id)) from ${joined} where completed_at is not null`),
    3,
  )
  const held = `vilt_session_registration join vilt_session_event using (vilt_session_id) where vilt_session_id = 'held'`
  assert.equal(await one(`select count(*) from ${held}`), 9)
  assert.equal(await one(`select count(distinct vilt_session_registration_id) from ${held}`), 3)
})

test('three accounts are one person, and three without an address are three', async () => {
  assert.equal(await one(`select count(*) from student where lower(trim(email)) = 'ann.lee@example.com'`), 3)
  assert.equal(await one(`select count(*) from student where coalesce(trim(email), '') = ''`), 3)
})

test('a publication has the id of another course', async () => {
  const found = 'published_course join course on course.course_id = published_course_id'
  assert.equal(await one(`select count(*) from ${found} where published_course.course_id <> course.course_id`), 1)
})

test('what learners typed arrives unchanged, tabs, line ends and backslashes included', async () => {
  const { rows } = await database.pool.query(
    `select response_text from quiz_question_response where quiz_question_response_id = 'qr3'`,
  )
  assert.equal(rows[0].response_text, '=cmd\ttab\nline \\N')
})

test('Skilljar’s reader reads the traps and warns of nothing', async () => {
  const url = new URL(database.url)
  const login = {
    host: url.hostname,
    port: Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
  const reader = await connectSkilljar(
    { ...login, database: url.pathname.slice(1), schema: 'public', sslmode: 'disable' },
    { tables: tablesOf('skilljar'), privateTargets: ['127.0.0.1', 'localhost'] },
  ).open()
  try {
    const pinned = await reader.pin(signal)
    assert.deepEqual(pinned.warnings, [])
    for (const source of pinned.tables) {
      const { rows, result } = await readTable(reader, source)
      assert.deepEqual([...source.warnings, ...result.warnings], [])
      assert.equal(rows.length, await one(`select count(*) from "${source.table.name}"`))
    }
  } finally {
    await reader.close()
  }
})
