import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { rebuildMarts } from '@/lib/marts/refresh'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { inTransaction } from '@/lib/testing/mirrors'
import { verifyRollups } from '@/lib/verify/rollups'
import { createScale } from './create-scale'
import { createScalePeople } from './people'

const PEOPLE = 600
/** Marts are built three times over to verify them. */
const VERIFIED = 100
/** People alone are made in a moment. */
const MANY = 20_000

let scaled: TestDatabase
before(async () => {
  scaled = await testDatabase()
  await createScale(scaled.pool, { people: PEOPLE })
})
after(() => scaled?.drop())

const ask = (text: string) => rowOf(scaled.pool, text)

async function rowOf(pool: pg.Pool, text: string): Promise<Record<string, number | string>> {
  const { rows } = await pool.query<Record<string, number | string>>(text)
  return rows[0] ?? {}
}

/** Each fact by what it is about; the dimensions of the same families have rows too. */
const keys: Readonly<Record<string, string>> = {
  course: 'course_id',
  chapter: 'chapter_id',
  exercise: 'exercise_id',
  assessment: 'assessment_id',
  practice: 'practice_id',
  project: 'project_id',
  assignment: 'assignment_id',
  certification: 'certification_id',
  track: 'track_version_id',
  track_content: 'track_version_id, content_id',
  workspace: 'workspace_id',
}
const facts: Readonly<Record<string, readonly [dimension: string, key: string]>> = {
  ...Object.fromEntries(Object.entries(keys).map(([name, key]) => [`${name}_fact`, [`${name}_dim`, key] as const])),
  workspace_visit_fact: ['workspace_dim', 'workspace_id'],
  publication_fact: ['workspace_dim', 'workspace_id'],
  user_team_bridge: ['team_dim', 'team_id'],
}
const tables = [
  ...new Set([...Object.keys(facts), ...Object.values(facts).map(([dimension]) => dimension), 'user_dim']),
]

/** How many rows there are, and all of them in one word. */
const contentsOf = (table: string) =>
  `select count(*) as rows, md5(string_agg(md5(row::text), '' order by row)) as contents
   from (select to_jsonb(one) - 'row_id' as row from datacamp.${table} as one) as one`

test('data at scale has every family that dashboards show, the same in every run', async () => {
  const other = await testDatabase()
  try {
    await createScale(other.pool, { people: PEOPLE })
    for (const table of tables) {
      const { rows, contents } = await ask(contentsOf(table))
      assert.ok(Number(rows) > 0, `${table} is empty`)
      assert.deepEqual({ table, rows, contents }, { table, ...(await rowOf(other.pool, contentsOf(table))) })
    }
  } finally {
    await other.drop()
  }
})

test('learners at scale are as unlike as in a real organisation', async () => {
  const { median, most, sum, learners, exercises } = await ask(
    `select percentile_cont(0.5) within group (order by facts) as median, max(facts) as most, sum(facts)::float8 as sum, count(*) as learners,
       (select count(*) from datacamp.exercise_fact) as exercises
     from (select user_id, count(*) as facts from datacamp.course_fact group by user_id) as learner`,
  )
  assert.ok(Number(median) > 17 && Number(median) < 27, `the median learner has ${median} facts`)
  assert.ok(Number(most) > 400, `nobody has more than ${most} facts`)
  assert.ok(Number(learners) < PEOPLE, 'some people never learn')
  assert.equal(exercises, 2 * Number(sum))
})

test('everybody at scale is in a team on every day, and in none of them twice', async () => {
  const { teamless, twice, several } = await ask(
    `with learned as (
       select fact.row_id, count(member.user_id) as teams, count(distinct member.team_id) as different
       from datacamp.course_fact as fact
       left join datacamp.user_team_bridge as member on member.user_id = fact.user_id
         and to_date(date_id::text, 'YYYYMMDD') >= coalesce(joined_team_date, '-infinity')
         and to_date(date_id::text, 'YYYYMMDD') < coalesce(left_team_date, 'infinity')
       group by fact.row_id
     )
     select count(*) filter (where teams = 0) as teamless, count(*) filter (where teams > different) as twice,
       count(*) filter (where different > 1) as several from learned`,
  )
  assert.equal(teamless, 0)
  assert.equal(twice, 0)
  assert.ok(Number(several) > 0, 'some are in several teams')
})

test('nobody at scale is in a team twice at the same time, however many people there are', async () => {
  const { pool, drop } = await testDatabase()
  try {
    await inTransaction(pool, (tx) => createScalePeople(tx, MANY))
    const { twice } = await rowOf(
      pool,
      `select count(*) as twice from datacamp.user_team_bridge as one
       join datacamp.user_team_bridge as other using (user_id, team_id)
       where one.row_id < other.row_id
         and daterange(one.joined_team_date, one.left_team_date) && daterange(other.joined_team_date, other.left_team_date)`,
    )
    assert.equal(twice, 0)
  } finally {
    await drop()
  }
})

test('people at scale do as much of everything as the benchmarks speak of', async () => {
  const found = await ask(
    `select (select count(*) from datacamp.assessment_fact) as assessments, (select count(*) from datacamp.assignment_fact) as assignments,
       (select count(*) from datacamp.practice_fact) as sessions, (select count(distinct user_id) from datacamp.certification_fact) as registered,
       (select count(distinct (user_id, project_id)) from datacamp.project_fact) as projects,
       (select count(*) from datacamp.workspace_fact) as workspaces, (select count(*) from datacamp.workspace_visit_fact) as visits`,
  )
  const aPerson = {
    assessments: 3,
    assignments: 2.5,
    sessions: 8,
    registered: 0.25,
    projects: 1,
    workspaces: 0.3,
    visits: 3,
  }
  for (const [name, usual] of Object.entries(aPerson)) {
    const each = Number(found[name]) / PEOPLE
    assert.ok(each > 0.75 * usual && each < 1.25 * usual, `${each} ${name} a person, not about ${usual}`)
  }
})

test('assignments at scale are in every state', async () => {
  const { states } = await ask(
    `select string_agg(distinct completion_status || case when due_at is null then ', no end' when due_at < as_of then ', due' else ', to come' end, '; ') as states
     from datacamp.assignment_fact, app.publication`,
  )
  const found = String(states).split('; ')
  for (const ended of ['completed, due', 'completed, no end', 'completed, to come', 'late, due', 'missed, due']) {
    assert.ok(found.includes(ended), `${ended} is not among ${String(states)}`)
  }
  for (const open of ['in_progress, no end', 'in_progress, to come']) {
    assert.ok(found.includes(open), `${open} is not among ${String(states)}`)
  }
})

test('certifications at scale of both versions come to every stage, none after its registration ran out', async () => {
  const { wrong, stages } = await ask(
    `select count(*) filter (where greatest(assessments_passed_at, coding_challenge_passed_at, exam_last_passed_at, case_study_ready_at,
         last_case_study_submitted_at) > least(expired_at, as_of) or is_passed_exams is null <> (certification_version = 'v1')) as wrong,
       count(distinct (certification_version, num_nonnulls(assessments_passed_at, coding_challenge_passed_at, first_exam_started_at,
         first_exam_completed_at, exam_last_passed_at, case_study_ready_at, first_case_study_submitted_at, certificate_granted_at))) as stages
     from datacamp.certification_fact join datacamp.certification_dim using (certification_id), app.publication`,
  )
  assert.equal(wrong, 0)
  assert.equal(stages, 6 + 7)
})

test('every fact at scale is about something that is described, and none tells of a time to come', async () => {
  const moments = [
    'started_at',
    'completed_at',
    'visited_at',
    'viewed_at',
    'updated_at',
    'assigned_at',
    'registered_at',
  ]
  const last = `greatest(${moments.map((name) => `(row ->> '${name}')::timestamp`).join(', ')})`
  for (const [table, [dimension, key]] of Object.entries(facts)) {
    const { unknown, later } = await ask(
      `select count(*) filter (where described.* is null) as unknown, count(*) filter (where ${last} > as_of) as later
       from (select *, to_jsonb(one) as row from datacamp.${table} as one) as fact
       cross join app.publication left join datacamp.${dimension} as described using (${key})`,
    )
    assert.deepEqual({ table, unknown, later }, { table, unknown: 0, later: 0 })
  }
})

test('marts and rollups of the data at scale verify clean', async () => {
  const { pool, drop } = await testDatabase()
  try {
    await createScale(pool, { people: VERIFIED, withoutExercises: true })
    await inTransaction(pool, rebuildMarts)
    const { checked, differences } = await verifyRollups(pool, ['datacamp'], new AbortController().signal)
    assert.ok(checked > 0)
    assert.deepEqual(differences, [])
  } finally {
    await drop()
  }
})
