/** Restates the parts of mart.activity and mart.course_progress that `pg_temp.touched_fact` names, from the facts behind them. */
import type pg from 'pg'
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
  select person_id, nullif(source_id, '')::bigint as user_id, content_type, content_id, date_id, day
  from of_person join mart.identity using (person_id)
  left join (${calendar}) calendar using (date_id)
  where source = 'datacamp'`

/** Every fact of the learners and contents that were touched, on whatever day: course_progress looks at all of them. */
const factsOfTouched = datacampFacts
  .map(({ table, contentType, contentId, xp }) => {
    const stamps =
      contentType === 'course'
        ? 'started_at, completed_at'
        : 'null::timestamp as started_at, null::timestamp as completed_at'
    const part = `select '${contentType}' as content_type, pair.person_id, pair.user_id, pair.content_id, fact.date_id,
        fact.time_spent as seconds, ${xp === 'xp' ? 'fact.xp' : xp} as xp, ${stamps}
      from pg_temp.touched_pair pair join datacamp.${table} fact`
    const sameContent = `fact.${contentId} is not distinct from pair.content_id`
    return `${part} on fact.user_id = pair.user_id and ${sameContent} where pair.content_type = '${contentType}'
      union all ${part} on fact.user_id is null and ${sameContent} where pair.content_type = '${contentType}' and pair.user_id is null`
  })
  .join(' union all ')

const freshActivity = `
  select key.day, key.person_id, key.source, key.content_type, key.content_id, min(content.technology) as technology,
    coalesce(sum(greatest(fact.seconds, 0)), 0) as seconds, coalesce(sum(fact.xp), 0) as xp,
    coalesce(bool_or(fact.seconds > 0 or fact.xp > 0), false) as is_evidence
  from pg_temp.touched_key key
  join pg_temp.fact_part fact on (fact.person_id, fact.date_id, fact.content_type) = (key.person_id, key.date_id, key.content_type)
    and fact.content_id is not distinct from key.number
  left join (${contents}) content on content.content_type = key.content_type and content.content_id = key.number
  group by key.day, key.person_id, key.source, key.content_type, key.content_id`

const freshProgress = `
  select 'datacamp' as source, coalesce(user_id::text, '') as learner_id, content_id::text as course_id, person_id,
    min(nullif(trim(technology), '')) as technology, null::timestamp as enrolled_at,
    min(started_at) as started_at, max(completed_at) as completed_at
  from pg_temp.fact_part fact
  left join datacamp.course_dim course on course.course_id = content_id
  where content_type = 'course' and content_id <> -1
  group by user_id, content_id, person_id`

export async function restateDatacamp(tx: pg.ClientBase): Promise<void> {
  await make(tx, 'touched_row', touchedRows)
  await make(
    tx,
    'touched_pair',
    'select distinct person_id, user_id, content_type, content_id from pg_temp.touched_row',
  )
  await make(tx, 'fact_part', factsOfTouched)
  await make(
    tx,
    'touched_key',
    `select distinct day, person_id, 'datacamp' as source, content_type, coalesce(content_id::text, '') as content_id,
       content_id as number, date_id
     from pg_temp.touched_row where day is not null`,
  )
  await setBased(tx, () => make(tx, 'fresh', freshActivity))
  await restateRows(tx, activity)
  await refreshTouchedEvidence(tx)

  await make(
    tx,
    'touched_key',
    `select distinct 'datacamp' as source, coalesce(user_id::text, '') as learner_id, content_id::text as course_id
     from pg_temp.touched_pair where content_type = 'course' and content_id <> -1`,
  )
  await setBased(tx, () => make(tx, 'fresh', freshProgress))
  await restateRows(tx, courseProgress)
  await tx.query('drop table pg_temp.touched_row, pg_temp.touched_pair, pg_temp.fact_part')
}

/** Content that teaches something else now: only the word changes, not what was learnt. */
export async function refreshTechnology(tx: pg.ClientBase): Promise<void> {
  for (const [table, type, id] of [
    ['mart.activity', 'stale.content_type', 'stale.content_id'],
    ['mart.course_progress', `'course'`, 'stale.course_id'],
  ] as const) {
    await tx.query(
      `with content as materialized (${contents})
       update ${table} mart set technology = content.technology
       from (select distinct ${type} as content_type, ${id} as content_id, technology from ${table} stale where source = 'datacamp') stale
       left join content on content.content_type = stale.content_type and content.content_id::text = stale.content_id
       where mart.source = 'datacamp' and ${type.replace('stale', 'mart')} = stale.content_type
         and ${id.replace('stale', 'mart')} = stale.content_id and mart.technology is not distinct from stale.technology
         and stale.technology is distinct from content.technology`,
    )
  }
}

/** Analysed at once: joins with a table that the planner knows nothing about took sixteen times as long. */
async function make(tx: pg.ClientBase, name: string, select: string): Promise<void> {
  await tx.query(`drop table if exists pg_temp.${name}`)
  await tx.query(`create temp table ${name} on commit drop as ${select}`)
  await tx.query(`analyze pg_temp.${name}`)
}
