/** A day's new facts and a restated week, brought into marts and rollups as a publish does, beside a rebuild. */
import type pg from 'pg'
import { chance } from '@/lib/demo/scale/chance'
import { scaleTo } from '@/lib/demo/scale/scale'
import { addDays } from '@/lib/filters/days'
import { createTouchedFacts } from '@/lib/marts/datacamp-facts'
import { refreshMarts } from '@/lib/marts/refresh'
import { rebuildRollups } from '@/lib/rollups/refresh'
import { milliseconds, seconds, type Ratio } from './measure'
import { inTransaction, type ScaleData } from './scale-data'

/** A day's facts of 200,000 people. */
const DAY_FACTS = 15_000
const OF_PEOPLE = 200_000
const WEEK = { from: '2025-03-10', to: '2025-03-16' }
/** One person in so many has the week restated: of those who learned in it, some 1,200 of 200,000. */
const RESTATED = 30

const dateId = (day: string) => Number(day.replaceAll('-', ''))
const columns = 'user_id, course_id, date_id, started_at, completed_at, time_spent, xp'

/** Rebuilds the rollups last, and compares every row of theirs with what the changes had made of them. */
export async function benchChanges({ database, people }: ScaleData, say: (what: string) => void): Promise<Ratio[]> {
  const { pool } = database
  say('A day’s new facts')
  const facts = Math.round((DAY_FACTS * people) / OF_PEOPLE)
  const day = await publish(pool, [addDays(scaleTo, 1)], (tx) => addDay(tx, facts))
  say('A restated week')
  const days = Array.from({ length: 7 }, (_, index) => addDays(WEEK.from, index))
  const week = await publish(pool, days, restateWeek)
  say('A rebuild, to compare')
  const { rebuilt, differing } = await compareWithRebuild(pool)
  return [
    ratioOf(`a day’s ${day.rows.toLocaleString('en')} new facts into marts and rollups`, day.seconds, rebuilt, 100),
    ratioOf(`a restated week (${week.rows.toLocaleString('en')} facts touched)`, week.seconds, rebuilt, 50),
    {
      name: 'rows of rollups that differ from a rebuild after both',
      value: differing,
      limit: 'at most 0',
      reads: 'rows, on both sides',
      ours: `${differing}`,
      against: 'every row of every rollup',
    },
  ]
}

const ratioOf = (name: string, ours: number, rebuilt: number, limit: number): Ratio => ({
  name,
  value: rebuilt / ours,
  limit: `at least ${limit}`,
  reads: 'times faster than building the rollups alone anew',
  ours: milliseconds(ours),
  against: milliseconds(rebuilt),
})

async function publish(
  pool: pg.Pool,
  days: readonly string[],
  change: (tx: pg.PoolClient) => Promise<number>,
): Promise<{ rows: number; seconds: number }> {
  const result = await inTransaction(pool, async (tx) => {
    await createTouchedFacts(tx)
    const rows = await change(tx)
    await tx.query('analyze pg_temp.touched_fact')
    const tables = new Set(['course_fact'])
    return { rows, seconds: await seconds(() => refreshMarts(tx, { connectorId: 'datacamp', tables, days })) }
  })
  // Between two publications lies a day, in which autovacuum comes by.
  await pool.query('vacuum (analyze)')
  return result
}

/** Everybody goes on with what they did last. */
async function addDay(tx: pg.PoolClient, facts: number): Promise<number> {
  const { rowCount } = await tx.query(
    `with fact as (
       insert into datacamp.course_fact (${columns}, row_hash, line_hash)
       select user_id, course_id, $2, started_at, null, 60 + xp, xp, md5(concat_ws('/', user_id, 'new'))::uuid, row_id
       from (
         select distinct on (user_id) * from datacamp.course_fact where date_id between $3 and $4 order by user_id, row_id desc
       ) as latest
       order by ${chance('user_id', 71)} limit $1
       returning *
     )
     insert into pg_temp.touched_fact
     select 'course', user_id, course_id, date_id, started_at, completed_at, true, time_spent, xp, true from fact`,
    [facts, dateId(addDays(scaleTo, 1)), dateId(addDays(scaleTo, -20)), dateId(scaleTo)],
  )
  return rowCount ?? 0
}

/** A third of some people's facts go, a third move by a day, and a third say another time. */
async function restateWeek(tx: pg.PoolClient): Promise<number> {
  const { rowCount: went } = await tx.query(
    `create temp table moving on commit drop as
     select fact.*, row_id % 3 as fate from datacamp.course_fact as fact
     where date_id between ${dateId(WEEK.from)} and ${dateId(WEEK.to)} and user_id % ${RESTATED} = 0`,
  )
  await tx.query(
    `insert into pg_temp.touched_fact
     select 'course', user_id, course_id, date_id, started_at, completed_at, false, time_spent, xp, true from moving`,
  )
  await tx.query('delete from datacamp.course_fact using moving where course_fact.row_id = moving.row_id')
  const { rowCount: came } = await tx.query(
    `with fact as (
       insert into datacamp.course_fact (${columns}, row_hash, line_hash)
       select user_id, course_id, case when fate = 1 then least(date_id + 1, ${dateId(WEEK.to)}) else date_id end,
         started_at, completed_at, time_spent + 60 * fate, xp, row_hash, line_hash
       from moving where fate > 0
       returning *
     )
     insert into pg_temp.touched_fact
     select 'course', user_id, course_id, date_id, started_at, completed_at, true, time_spent, xp, true from fact`,
  )
  return (went ?? 0) + (came ?? 0)
}

/** Numbers of scopes, slices, categories and signatures outlive a rebuild, so that rows compare as they are. */
const compared = [
  ...['org_day', 'signature_day', 'signature_week', 'signature_month', 'team_week', 'team_month'],
  ...['active_days', 'member_days', 'active_gap', 'active_bucket', 'learner_peak'],
]

async function compareWithRebuild(pool: pg.Pool): Promise<{ rebuilt: number; differing: number }> {
  return inTransaction(pool, async (tx) => {
    for (const name of compared) await tx.query(`create temp table was_${name} on commit drop as table mart.${name}`)
    let differing = await differingBits(tx)
    const rebuilt = await seconds(() => rebuildRollups(tx))
    await tx.query(`set local work_mem = '256MB'`)
    for (const name of compared) {
      const { rows } = await tx.query<{ rows: number }>(
        `select count(*) as rows from (
           (table mart.${name} except all table pg_temp.was_${name}) union all (table pg_temp.was_${name} except all table mart.${name})
         ) as differing`,
      )
      const count = rows[0]?.rows ?? 0
      if (count > 0) console.error(`  ${count} rows of mart.${name} differ from a rebuild.`)
      differing += count
    }
    return { rebuilt, differing }
  })
}

/** A rebuild gives people other places in the bit strings, so these are compared with the facts under the places they have. */
async function differingBits(tx: pg.PoolClient): Promise<number> {
  const bits = (start: string, grain: string) => `
    select scope_id, '${grain}' as grain, ${start} as start, position / 2048 as chunk,
      bit_or(set_bit(repeat('0', 2048)::bit(2048), position % 2048, 1)) as people
    from learned group by 1, 3, 4`
  const { rows } = await tx.query<{ rows: number }>(`
    with learned as materialized (
      select distinct scope_id, day, position
      from mart.activity join mart.person_position using (person_id)
      join mart.active_scope scope on scope.kind = 'technology' and scope.value = coalesce(technology, 'Not set')
      where is_evidence
    ), fresh as materialized (
      ${bits('day', 'day')} union all ${bits(`date_trunc('week', day)::date`, 'week')}
    )
    select count(*) as rows from (
      (select scope_id, grain, start, chunk, people from fresh except all select scope_id, grain, start, chunk, people from mart.active_bits)
      union all
      (select scope_id, grain, start, chunk, people from mart.active_bits except all select scope_id, grain, start, chunk, people from fresh)
    ) as differing`)
  const count = rows[0]?.rows ?? 0
  if (count > 0) console.error(`  ${count} rows of mart.active_bits differ from the facts.`)
  return count
}
