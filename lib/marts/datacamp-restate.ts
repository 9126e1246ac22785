/** Restates the parts of mart.activity and mart.course_progress that `pg_temp.touched_fact` names, from the facts behind them. */
import type pg from 'pg'
import { loggedTechnology } from '@/lib/rollups/delta'
import { activity } from './activity'
import { courseProgress } from './course-progress'
import { contents, datacampFacts } from './datacamp-facts'
import { refreshTouchedEvidence } from './evidence'
import type { Mart } from './replace-rows'
import { writeRestated } from './restate-rows'
import { setBased } from './set-based'

/** A number that is no day (20260230) has none; the same days as in `calendar`, for a few of them. */
const touchedDays = `
  select date_id, case when pg_input_is_valid(date_id::text, 'date') then date_id::text::date end as day
  from (select distinct date_id from pg_temp.touched_fact where date_id between 19700101 and 21991231) touched`

const amount = (value: string, side: string) => `coalesce(sum(${value}) filter (where ${side}), 0)`
const proves = (side: string) => `coalesce(bool_or(${side} and (seconds > 0 or xp > 0)), false)`

/** What came less what went, per row of mart.activity; a person may have several accounts. */
const touchedSums = `
  with day as materialized (${touchedDays}), of_account as (
    select content_type, user_id, content_id, date_id, bool_and(is_weighed) as is_weighed, bool_or(came) as comes,
      ${amount('greatest(seconds, 0)', 'came')} - ${amount('greatest(seconds, 0)', 'not came')} as seconds,
      ${amount('xp', 'came')} - ${amount('xp', 'not came')} as xp,
      ${proves('came')} as came_proof, ${proves('not came')} as gone_proof
    from pg_temp.touched_fact
    group by content_type, user_id, content_id, date_id
  )
  select day, person_id, content_type, coalesce(content_id::text, '') as content_id, technology, sum(seconds) as seconds, sum(xp) as xp,
    bool_and(is_weighed) as is_weighed, bool_or(comes) as comes, bool_or(came_proof) as came_proof, bool_or(gone_proof) as gone_proof
  from of_account
  join mart.identity on source = 'datacamp' and source_id = coalesce(user_id::text, '')
  join day using (date_id)
  left join (${contents}) content using (content_type, content_id)
  where day is not null
  group by day, person_id, content_type, content_id, technology
  order by day, person_id`

/**
 * A row is what it was, and what came, and without what went. Whether anything is left of it, or proves learning, this cannot
 * tell where nothing came, or where a proof went and none came: then the facts are asked.
 */
const restatedActivity = `
  select touched.day, touched.person_id, 'datacamp' as source, touched.content_type, touched.content_id, touched.technology,
    coalesce(live.seconds, 0) + touched.seconds as seconds, coalesce(live.xp, 0) + touched.xp as xp,
    came_proof or coalesce(live.is_evidence, false) as is_evidence,
    ${activity.values.map((name) => `live.${name} as old_${name}`).join(', ')}, live.ctid as place, true as stays,
    is_weighed and comes and (came_proof or not gone_proof) as is_sure
  from pg_temp.touched_sum touched
  left join mart.activity live on (live.day, live.person_id, live.source, live.content_type, live.content_id)
    = (touched.day, touched.person_id, 'datacamp', touched.content_type, touched.content_id)`

/** Facts of one person may come from several accounts, so the accounts beside the touched one count too. */
const doubtfulRows = `
  select day, person_id, nullif(source_id, '')::bigint as user_id, content_type, nullif(content_id, '')::bigint as content_id,
    to_char(day, 'YYYYMMDD')::bigint as date_id
  from pg_temp.restated join mart.identity using (person_id, source)
  where not is_sure
  order by user_id`

/** What the doubtful rows are made of now: by the index on the learner, in its order, so no other condition is one for an index. */
const factsOfRows = datacampFacts
  .map(({ table, contentType, contentId, xp }) => {
    const part = `select touched.day, touched.person_id, touched.content_type, touched.content_id,
        fact.time_spent as seconds, ${xp === 'xp' ? 'fact.xp' : xp} as xp
      from pg_temp.touched_row touched join datacamp.${table} fact`
    const same = `fact.${contentId} is not distinct from touched.content_id and fact.date_id is not distinct from touched.date_id`
    return ofAccount(part, same, `touched.content_type = '${contentType}'`)
  })
  .join(' union all ')

const freshActivity = `
  select day, person_id, 'datacamp' as source, fact.content_type, coalesce(fact.content_id::text, '') as content_id,
    min(content.technology) as technology, coalesce(sum(greatest(seconds, 0)), 0) as seconds, coalesce(sum(xp), 0) as xp,
    coalesce(bool_or(seconds > 0 or xp > 0), false) as is_evidence
  from pg_temp.fact_part fact
  left join (${contents}) content on content.content_type = fact.content_type and content.content_id = fact.content_id
  group by day, person_id, fact.content_type, fact.content_id`

/**
 * Learners and courses whose start or completion may have moved. Where every pair of them that went also came, first and last
 * are what they were, whatever else the facts say.
 */
const touchedPairs = `
  select person_id, user_id, content_id, coalesce(user_id::text, '') as learner_id, content_id::text as course_id,
    pair.started_at, pair.completed_at, is_sure
  from (
    select user_id, content_id, min(started_at) as started_at, max(completed_at) as completed_at, bool_and(is_sure) as is_sure
    from (
      select user_id, content_id, started_at, completed_at, bool_and(came and is_weighed) as is_sure
      from pg_temp.touched_fact
      where content_type = 'course' and content_id <> -1
      group by user_id, content_id, started_at, completed_at
      having bool_and(came) or not bool_or(came)
    ) moved
    group by user_id, content_id
  ) pair
  join mart.identity on source = 'datacamp' and source_id = coalesce(user_id::text, '')
  order by user_id`

/** What came can only widen the span from first to last; after something went, the facts are asked. */
const restatedProgress = `
  select 'datacamp' as source, touched.learner_id, touched.course_id, touched.person_id,
    nullif(trim(course.technology), '') as technology, null::timestamp as enrolled_at,
    least(live.started_at, touched.started_at) as started_at, greatest(live.completed_at, touched.completed_at) as completed_at,
    ${courseProgress.values.map((name) => `live.${name} as old_${name}`).join(', ')}, live.ctid as place, true as stays, is_sure
  from pg_temp.touched_pair touched
  left join datacamp.course_dim course on course.course_id = content_id
  left join mart.course_progress live
    on (live.source, live.learner_id, live.course_id) = ('datacamp', touched.learner_id, touched.course_id)`

/** Every fact of the doubtful pairs, on whatever day, by the index on the learner and the course; all of them have a course. */
const factsOfPairs = ofAccount(
  `select touched.person_id, touched.user_id, touched.content_id, fact.started_at, fact.completed_at
   from pg_temp.touched_pair touched join datacamp.course_fact fact`,
  'fact.course_id = touched.content_id',
  'not touched.is_sure',
)

const freshProgress = `
  select 'datacamp' as source, coalesce(user_id::text, '') as learner_id, content_id::text as course_id, person_id,
    min(nullif(trim(technology), '')) as technology, null::timestamp as enrolled_at,
    min(started_at) as started_at, max(completed_at) as completed_at
  from pg_temp.fact_part
  left join datacamp.course_dim course on course.course_id = content_id
  group by user_id, content_id, person_id`

/** `part` joins `touched` with `fact`; null is an account too. */
function ofAccount(part: string, same: string, where: string): string {
  return `${part} on fact.user_id = touched.user_id and ${same} where ${where}
    union all ${part} on fact.user_id is null and ${same} where ${where} and touched.user_id is null`
}

export async function restateDatacamp(tx: pg.ClientBase): Promise<void> {
  // How many rows there are, and a rough idea of them, is all that matters here.
  await tx.query('set local default_statistics_target = 10')
  await make(tx, 'touched_sum', touchedSums)
  await make(tx, 'restated', restatedActivity)
  if ((await make(tx, 'touched_row', doubtfulRows)) > 0) await askFacts(tx, activity, factsOfRows, freshActivity)
  await writeRestated(tx, activity)
  await refreshTouchedEvidence(tx)

  if ((await make(tx, 'touched_pair', touchedPairs)) > 0) {
    await make(tx, 'restated', restatedProgress)
    const { rowCount } = await tx.query('select from pg_temp.restated where not is_sure limit 1')
    if (rowCount !== 0) await askFacts(tx, courseProgress, factsOfPairs, freshProgress)
    await writeRestated(tx, courseProgress)
  }
  await tx.query('drop table pg_temp.touched_sum, pg_temp.touched_row, pg_temp.touched_pair')
  await tx.query('set local default_statistics_target to default')
}

/** Makes the doubtful rows of `pg_temp.restated` anew; those of which no fact is left go. */
async function askFacts(tx: pg.ClientBase, { key, values }: Mart, facts: string, fresh: string): Promise<void> {
  await byIndex(tx, () => make(tx, 'fact_part', facts))
  await setBased(tx, () => make(tx, 'fresh', fresh))
  const list = (names: readonly string[], of: string) => names.map((name) => `${of}.${name}`).join(', ')
  await tx.query('update pg_temp.restated set stays = false where not is_sure')
  await tx.query(
    `update pg_temp.restated set (${values.join(', ')}, stays) = row(${list(values, 'fresh')}, true) from pg_temp.fresh
     where not is_sure and (${list(key, 'restated')}) = (${list(key, 'fresh')})`,
  )
  await tx.query('drop table pg_temp.fact_part')
}

/** Content that teaches something else now: only the word changes, not what was learnt. */
export async function refreshTechnology(tx: pg.ClientBase): Promise<void> {
  for (const [mart, type, id] of [
    [activity, 'stale.content_type', 'stale.content_id'],
    [courseProgress, `'course'`, 'stale.course_id'],
  ] as const) {
    const { table } = mart
    await loggedTechnology(
      tx,
      mart,
      `with content as materialized (${contents})
       update ${table} live set technology = content.technology
       from (select distinct ${type} as content_type, ${id} as content_id, technology from ${table} stale where source = 'datacamp') stale
       left join content on content.content_type = stale.content_type and content.content_id::text = stale.content_id
       where live.source = 'datacamp' and ${type.replace('stale', 'live')} = stale.content_type
         and ${id.replace('stale', 'live')} = stale.content_id and live.technology is not distinct from stale.technology
         and stale.technology is distinct from content.technology
       returning live.*, stale.technology as old_technology`,
    )
  }
}

/** What is looked up in the order of an index finds its pages in memory, which the planner does not know. */
async function byIndex<T>(tx: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await tx.query('set local random_page_cost = 0.3')
  const result = await work()
  await tx.query('set local random_page_cost to default')
  return result
}

/** Analysed at once: joins with a table that the planner knows nothing about took sixteen times as long. Returns its rows. */
async function make(tx: pg.ClientBase, name: string, select: string): Promise<number> {
  await tx.query(`drop table if exists pg_temp.${name}`)
  const { rowCount } = await tx.query(`create temp table ${name} on commit drop as ${select}`)
  await tx.query(`analyze pg_temp.${name}`)
  return rowCount ?? 0
}
