import assert from 'node:assert/strict'
import test from 'node:test'
import type pg from 'pg'
import { testDatabase } from '@/lib/testing/database'
import { createScale } from './create-scale'

const PEOPLE = 600

async function rowOf(pool: pg.Pool, text: string): Promise<Record<string, number | string>> {
  const { rows } = await pool.query<Record<string, number | string>>(text)
  return rows[0] ?? {}
}

const digest = `
  select (select md5(string_agg(md5(concat_ws('/', user_id, course_id, date_id, started_at, completed_at, time_spent, xp, row_hash)), '' order by row_id))
      from datacamp.course_fact) as course_facts,
    (select count(*) from datacamp.exercise_fact) as exercise_facts,
    (select md5(string_agg(concat_ws('/', user_id, team_id, joined_team_date, left_team_date), ',' order by row_id))
      from datacamp.user_team_bridge) as memberships`

test('data at scale is the same in every run, with learners as unlike as in a real organisation', async () => {
  const [one, other] = [await testDatabase(), await testDatabase()]
  try {
    await createScale(one.pool, { people: PEOPLE })
    await createScale(other.pool, { people: PEOPLE })
    assert.deepEqual(await rowOf(one.pool, digest), await rowOf(other.pool, digest))

    const facts = await rowOf(
      one.pool,
      `select percentile_cont(0.5) within group (order by facts) as median, max(facts) as most, sum(facts)::float8 as sum, count(*) as learners
       from (select user_id, count(*) as facts from datacamp.course_fact group by user_id) as learner`,
    )
    assert.ok(Number(facts.median) > 17 && Number(facts.median) < 27, `the median learner has ${facts.median} facts`)
    assert.ok(Number(facts.most) > 400, `nobody has more than ${facts.most} facts`)
    assert.ok(Number(facts.learners) < PEOPLE, 'some people never learn')
    assert.equal((await rowOf(one.pool, digest)).exercise_facts, 2 * Number(facts.sum))
  } finally {
    await one.drop()
    await other.drop()
  }
})

test('everybody at scale is in a team on every day, and in none of them twice', async () => {
  const database = await testDatabase()
  try {
    await createScale(database.pool, { people: PEOPLE })
    const { teamless, twice, several } = await rowOf(
      database.pool,
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
  } finally {
    await database.drop()
  }
})
