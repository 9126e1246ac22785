import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type pg from 'pg'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { addDays } from '@/lib/filters/days'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { martsOf, rebuilt } from '@/lib/testing/marts'
import { insertMirrorRows, publishBoth, publishMarts, wholeSource } from '@/lib/testing/mirrors'
import { courseFact, fillMirrors, mirrorTeams, random, someDay, type Random } from '@/lib/testing/random-mirrors'
import type { Change } from './refresh'

describe('the marts', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())
  beforeEach(async () => {
    const all = [...tablesOf('datacamp'), ...tablesOf('skilljar'), ...tablesOf('mart')]
    await database.pool.query(`truncate ${all.map(({ schema, name }) => `"${schema}"."${name}"`).join(', ')}`)
  })

  test('after any sequence of changes equal a rebuild, although only touched days were read', async () => {
    const chance = random(4)
    await fillMirrors(database.pool, 4)
    await publishMarts(database.pool, wholeSource('skilljar'))
    await publishMarts(database.pool, wholeSource('datacamp'))
    assert.deepEqual(await martsOf(database.pool), await rebuilt(database.pool))

    for (let round = 0; round < 12; round++) {
      const change = await changeSomething(database.pool, chance)
      await publishMarts(database.pool, change)
      const actual = await martsOf(database.pool)
      const expected = await rebuilt(database.pool)
      for (const mart of Object.keys(expected)) {
        assert.deepEqual(
          actual[mart],
          expected[mart],
          `${mart} after round ${round}: ${[...change.tables]} on ${change.days}`,
        )
      }
    }
  })

  test('the same delivery again writes nothing', async () => {
    await fillMirrors(database.pool, 5)
    await publishBoth(database.pool)
    const versions = async () =>
      (
        await database.pool.query(`select max(xmin::text::bigint) as newest from (
        select xmin from mart.person union all select xmin from mart.identity union all select xmin from mart.person_team
        union all select xmin from mart.activity union all select xmin from mart.course_progress) t`)
      ).rows[0].newest
    const before = await versions()
    await publishBoth(database.pool)
    assert.equal(await versions(), before)
  })

  test('accounts with the same address are one person in any letters; without an address everybody stands alone', async () => {
    await insertMirrorRows(database.pool, 'datacamp.user_dim', [
      { user_id: 1, email: 'Ada@Example.com ', first_name: 'Ada', last_name: 'Lovelace' },
      { user_id: 2, email: '  ', first_name: null, last_name: 'Nobody' },
      { user_id: 3, email: null },
    ])
    await insertMirrorRows(database.pool, 'skilljar.student', [
      { student_id: 'a', email: ' ada@example.COM', first_name: 'A.', last_name: 'L.' },
      { student_id: 'b', email: 'datacamp:2' },
      { student_id: 'c', email: '' },
    ])
    await publishMarts(database.pool, wholeSource('datacamp'))
    const { rows } = await database.pool.query(`
      select array_agg(source || ' ' || source_id order by source, source_id) as accounts, name, email
      from mart.identity join mart.person using (person_id) group by person_id, name, email order by 1`)
    assert.deepEqual(rows, [
      { accounts: ['datacamp 1', 'skilljar a'], name: 'Ada Lovelace', email: 'Ada@Example.com' },
      { accounts: ['datacamp 2'], name: 'Nobody', email: null },
      { accounts: ['datacamp 3'], name: 'Unknown learner 3', email: null },
      { accounts: ['skilljar b'], name: 'datacamp:2', email: 'datacamp:2' },
      { accounts: ['skilljar c'], name: 'Unknown learner c', email: null },
    ])
  })

  test('a person keeps the number over refreshes, and also when the only address changes', async () => {
    await insertMirrorRows(database.pool, 'datacamp.user_dim', [
      { user_id: 1, email: 'old@example.com' },
      { user_id: 2, email: 'other@example.com' },
    ])
    const numbers = async () =>
      (
        await database.pool.query(
          `select source_id, person_id, email from mart.identity join mart.person using (person_id) order by 1`,
        )
      ).rows
    await publishMarts(database.pool, wholeSource('datacamp'))
    const [one, two] = await numbers()

    await database.pool.query(`update datacamp.user_dim set email = 'new@example.com' where user_id = 1`)
    await publishMarts(database.pool, { connectorId: 'datacamp', tables: new Set(['user_dim']), days: [] })
    assert.deepEqual(await numbers(), [{ ...one, email: 'new@example.com' }, two])

    await database.pool.query(`update datacamp.user_dim set email = 'OTHER@example.com' where user_id = 1`)
    await publishMarts(database.pool, { connectorId: 'datacamp', tables: new Set(['user_dim']), days: [] })
    assert.deepEqual(
      (await numbers()).map((row) => row.person_id),
      [two.person_id, two.person_id],
    )
  })

  test('memberships of one person and team merge, over accounts too, and one without a day still counts as ever', async () => {
    await insertMirrorRows(database.pool, 'datacamp.user_dim', [
      { user_id: 1, email: 'ada@example.com' },
      { user_id: 2, email: 'ADA@example.com' },
    ])
    await insertMirrorRows(database.pool, 'datacamp.user_team_bridge', [
      { user_id: 1, team_id: 7, joined_team_date: '2026-01-01 18:30:00', left_team_date: '2026-02-01' },
      { user_id: 2, team_id: 7, joined_team_date: '2026-01-20 00:00:00', left_team_date: '2026-03-01' },
      { user_id: 1, team_id: 7, joined_team_date: '2026-05-01 00:00:00', left_team_date: null },
      { user_id: 1, team_id: 8, joined_team_date: null, left_team_date: '2026-04-01' },
      { user_id: 1, team_id: 9, joined_team_date: '2026-04-01 09:00:00', left_team_date: '2026-04-01' },
    ])
    await publishMarts(database.pool, wholeSource('datacamp'))
    const { rows } = await database.pool.query(
      `select team_id, joined, "left" from mart.person_team order by team_id, joined`,
    )
    assert.deepEqual(rows, [
      { team_id: 7, joined: '2026-01-01', left: '2026-03-01' },
      { team_id: 7, joined: '2026-05-01', left: 'infinity' },
      { team_id: 8, joined: '-infinity', left: '2026-04-01' },
      { team_id: 9, joined: '2026-04-01', left: '2026-04-01' },
    ])
  })

  test('repeated enrolments and shared progress neither multiply time nor completions', async () => {
    await insertMirrorRows(database.pool, 'skilljar.enrollment', [
      {
        enrollment_id: 'e1',
        student_id: 's',
        published_course_id: 'c',
        student_course_progress_id: 'p',
        enrolled_at: '2026-01-02',
      },
      {
        enrollment_id: 'e2',
        student_id: 's',
        published_course_id: 'c',
        student_course_progress_id: 'p',
        enrolled_at: '2026-01-01',
      },
    ])
    await insertMirrorRows(database.pool, 'skilljar.student_course_progress', [
      { student_course_progress_id: 'p', completed_at: '2026-01-09 12:00' },
    ])
    await insertMirrorRows(database.pool, 'skilljar.student_lesson_session_time_hourly', [
      {
        student_lesson_session_time_hourly_id: 'h',
        student_id: 's',
        published_course_id: 'c',
        hour_starts_at: '2026-01-09 11:00',
        session_time_seconds: ' 90 ',
      },
    ])
    await publishMarts(database.pool, wholeSource('skilljar'))
    const activity = await database.pool.query('select day, content_id, seconds, is_evidence from mart.activity')
    assert.deepEqual(activity.rows, [{ day: '2026-01-09', content_id: 'c', seconds: '90', is_evidence: true }])
    const progress = await database.pool.query(
      'select enrolled_at::date, started_at::date, completed_at::date from mart.course_progress',
    )
    assert.deepEqual(progress.rows, [
      { enrolled_at: '2026-01-01', started_at: '2026-01-09', completed_at: '2026-01-09' },
    ])
  })

  test('deleted content keeps its time and XP, several times a day, but is no course that starts or completes', async () => {
    const deleted = {
      user_id: 1,
      course_id: -1,
      date_id: 20260105,
      started_at: '2026-01-05',
      completed_at: '2026-01-05',
      time_spent: 60,
      xp: 10,
    }
    await insertMirrorRows(database.pool, 'datacamp.course_fact', [
      deleted,
      deleted,
      { ...deleted, time_spent: -5, xp: null },
    ])
    await publishMarts(database.pool, wholeSource('datacamp'))
    const activity = await database.pool.query('select content_id, technology, seconds, xp from mart.activity')
    assert.deepEqual(activity.rows, [{ content_id: '-1', technology: null, seconds: '120', xp: '20' }])
    assert.equal((await database.pool.query('select from mart.course_progress')).rowCount, 0)
  })
})

/** One change of a mirror, and what a refresh would tell the marts about it. */
async function changeSomething(pool: pg.Pool, chance: Random): Promise<Change> {
  const dateIds = (days: readonly string[]) => days.map((day) => Number(day.replaceAll('-', '')))
  const from = someDay(chance)
  const days = Array.from({ length: 3 }, (_, index) => addDays(from, index))
  const kinds: (() => Promise<Change>)[] = [
    async () => {
      await pool.query('delete from datacamp.course_fact where date_id = any($1)', [dateIds(days)])
      return { connectorId: 'datacamp', tables: new Set(['course_fact']), days }
    },
    async () => {
      const rows = days.map((day) => ({
        ...courseFact(chance),
        user_id: chance.below(50) + 1,
        date_id: dateIds([day])[0] ?? 0,
      }))
      await insertMirrorRows(pool, 'datacamp.course_fact', rows)
      return { connectorId: 'datacamp', tables: new Set(['datacamp.course_fact']), days }
    },
    async () => {
      await pool.query('update datacamp.practice_fact set time_spent = 5000, xp = 7 where date_id = any($1)', [
        dateIds(days),
      ])
      return { connectorId: 'datacamp', tables: new Set(['practice_fact', 'track_fact']), days }
    },
    async () => {
      const email = `person${chance.below(34)}@example.com`
      await pool.query('update datacamp.user_dim set email = $1 where user_id = $2', [email, chance.below(40) + 1])
      return { connectorId: 'datacamp', tables: new Set(['user_dim']), days: [] }
    },
    async () => {
      await pool.query('delete from datacamp.user_dim where user_id = $1', [chance.below(40) + 1])
      return { connectorId: 'datacamp', tables: new Set(['user_dim']), days: [] }
    },
    async () => {
      await pool.query('update datacamp.user_team_bridge set team_id = $1, left_team_date = $2 where user_id = $3', [
        chance.pick(mirrorTeams),
        from,
        chance.below(40) + 1,
      ])
      return { connectorId: 'datacamp', tables: new Set(['user_team_bridge']), days: [] }
    },
    async () => {
      await pool.query(`update datacamp.course_dim set technology = 'Julia' where course_id = $1`, [chance.below(8)])
      return { connectorId: 'datacamp', tables: new Set(['course_dim']), days: [] }
    },
    async () => {
      await pool.query('delete from skilljar.student_lesson_session_time_hourly where hour_starts_at::date = any($1)', [
        days,
      ])
      return { connectorId: 'skilljar', tables: new Set(['student_lesson_session_time_hourly']), days }
    },
    async () => {
      await pool.query('update skilljar.quiz_response set started_at = $2 where started_at::date = any($1)', [
        days,
        days[0],
      ])
      return { connectorId: 'skilljar', tables: new Set(['quiz_response']), days }
    },
    async () => {
      await pool.query('update skilljar.student set email = $1 where student_id = $2', [
        `person${chance.below(34)}@example.com`,
        `s${chance.below(30)}`,
      ])
      return { connectorId: 'skilljar', tables: new Set(['student']), days: [] }
    },
    async () => {
      await pool.query('delete from skilljar.enrollment where enrollment_id = $1', [`e${chance.below(90)}`])
      return { connectorId: 'skilljar', tables: new Set(['enrollment']), days: [] }
    },
  ]
  return (kinds[chance.below(kinds.length)] ?? kinds[0])?.() ?? { connectorId: 'datacamp', tables: new Set(), days: [] }
}
