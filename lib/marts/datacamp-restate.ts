/** Restates the parts of mart.activity and mart.course_progress that `pg_temp.touched_fact` names, from the facts behind them. */
import type pg from 'pg'
import { loggedTechnology } from '@/lib/rollups/delta'
import { activity } from './activity'
import { courseProgress } from './course-progress'
import { calendar, contents, datacampFacts } from './datacamp-facts'
import { refreshTouchedEvidence } from './evidence'
import { restateRows } from './restate-rows'
import { setBased } from './set-based'

/** Facts of one person may come from several accounts, so the accounts beside the touched one count too. */
const touchedRows = `
  with touched as (
    select distinct content_type, coalesce(user_id::text, '') as source_id, content_id, date_id from pg_temp.touched_fact
  ), of_person as (
    select distinct person_id, content_type, content_id, date_id
    from touched join mart.identity using (source_id) where source = 'datacamp'
  )
  select day, person_id, nullif(source_id, '')::bigint as user_id, content_type, content_id, date_id
  from of_person join mart.identity using (person_id)
  join (${calendar}) calendar using (date_id)
  where source = 'datacamp'
  order by user_id`

/** What the touched rows are made of now: by the index on the learner, in its order, so no other condition is one for an index. */
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
  select person_id, user_id, content_id
  from (
    select distinct user_id, content_id
    from (
      select user_id, content_id from pg_temp.touched_fact
      where content_type = 'course' and content_id <> -1
      group by user_id, content_id, started_at, completed_at
      having bool_and(came) or not bool_or(came)
    ) moved
  ) pair
  join mart.identity on source = 'datacamp' and source_id = coalesce(user_id::text, '')
  order by user_id`

/** Every fact of these pairs, on whatever day. */
const factsOfPairs = ofAccount(
  `select touched.*, started_at, completed_at from pg_temp.touched_pair touched join datacamp.course_fact fact`,
  'fact.course_id is not distinct from touched.content_id',
  'true',
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
  await make(tx, 'touched_row', touchedRows)
  await byIndex(tx, () => make(tx, 'fact_part', factsOfRows))
  await make(
    tx,
    'touched_key',
    `select distinct day, person_id, 'datacamp' as source, content_type, coalesce(content_id::text, '') as content_id
     from pg_temp.touched_row order by day, person_id`,
  )
  await setBased(tx, () => make(tx, 'fresh', freshActivity))
  await restateRows(tx, activity)
  await refreshTouchedEvidence(tx)

  if ((await make(tx, 'touched_pair', touchedPairs)) > 0) {
    await byIndex(tx, () => make(tx, 'fact_part', factsOfPairs))
    await make(
      tx,
      'touched_key',
      `select 'datacamp' as source, coalesce(user_id::text, '') as learner_id, content_id::text as course_id
       from pg_temp.touched_pair`,
    )
    await setBased(tx, () => make(tx, 'fresh', freshProgress))
    await restateRows(tx, courseProgress)
  }
  await tx.query('drop table pg_temp.touched_row, pg_temp.touched_pair, pg_temp.fact_part')
  await tx.query('set local default_statistics_target to default')
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
