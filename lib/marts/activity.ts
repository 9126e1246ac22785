/** Learning time, XP and evidence per person, day and content, from the facts that carry them (METRICS.md, rules 6–8). */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { calendar, contents, datacampFacts } from './datacamp-facts'
import { replaceRows, type Mart } from './replace-rows'

export type Days = readonly string[] | 'all'

/** A source's days, or everything that some accounts did: the relation names them, with the person of each. */
type Part = Days | { readonly accounts: string }

export const activity: Mart = {
  table: 'mart.activity',
  key: ['day', 'person_id', 'source', 'content_type', 'content_id'],
  values: ['technology', 'seconds', 'xp', 'is_evidence'],
}

/** `days` only where the source is read by days: DataCamp's facts are restated by what was touched (datacamp-restate.ts). */
export async function refreshActivity(tx: pg.ClientBase, source: ConnectorId, days: Days): Promise<void> {
  const whole = days === 'all'
  await replaceRows(
    tx,
    activity,
    whole
      ? { text: 'live.source = $1', values: [source] }
      : { text: 'live.source = $1 and live.day = any($2::date[])', values: [source, days] },
    source === 'datacamp'
      ? { text: datacampRows('all'), isSorted: true }
      : { text: skilljarRows(days), values: whole ? [] : [days] },
  )
}

/** Of a few accounts: `accounts` is a relation with the columns of mart.identity. */
export const activityOf = (accounts: string) =>
  `${datacampRows({ accounts })} union all (${skilljarRows({ accounts })})`

/** Summed by numbers and in the order of the mart's key; words come last, because they cost most. */
function datacampRows(part: 'all' | { readonly accounts: string }): string {
  const [accounts, who] =
    part === 'all' ? ['mart.identity', ''] : [part.accounts, 'where user_id = any(array(select user_id from account))']
  return `
  with account as materialized (
    select nullif(source_id, '')::bigint as user_id, person_id from ${accounts} where source = 'datacamp'
  ), fact as (
    ${datacampFacts
      .map(
        ({ table, contentId, xp }, kind) => `
      select date_id, user_id, ${kind} as kind, ${contentId} as content_id, time_spent as seconds, ${xp} as xp from datacamp.${table} ${who}`,
      )
      .join(' union all ')}
  ), owned as (
    select date_id, coalesce(account.person_id, case when user_id is null then (select person_id from account where user_id is null) end)
        as person_id, kind, content_id, seconds, xp
    from fact left join account using (user_id)
  ), summed as (
    select date_id, person_id, kind, content_id, coalesce(sum(greatest(seconds, 0)), 0) as seconds, coalesce(sum(xp), 0) as xp,
      coalesce(bool_or(seconds > 0 or xp > 0), false) as is_evidence
    from owned
    group by date_id, person_id, kind, content_id
    order by date_id, person_id, kind, content_id
  ), typed as (
    select *, (array[${datacampFacts.map(({ contentType }) => `'${contentType}'`).join(', ')}])[kind + 1] as content_type from summed
  )
  select day, person_id, 'datacamp' as source, typed.content_type, coalesce(typed.content_id::text, '') as content_id,
    content.technology, seconds, xp, is_evidence
  from typed
  join (${calendar}) calendar using (date_id)
  left join (${contents}) content on content.content_type = typed.content_type and content.content_id = typed.content_id
  where person_id is not null`
}

function skilljarRows(part: Part): string {
  const onDays = (column: string) =>
    Array.isArray(part) ? `${column}::date = any($1::date[])` : `${column} is not null`
  const accounts = typeof part === 'object' && 'accounts' in part ? part.accounts : null
  const who = accounts
    ? `and student_id = any(array(select source_id from ${accounts} account where source = 'skilljar'))`
    : ''
  // Progress knows neither student nor course; enrolments repeat, so the owner is looked up once per progress.
  return `
    with owner as (
      select distinct student_course_progress_id, student_id, published_course_id
      from skilljar.enrollment
      where student_course_progress_id is not null ${who}
    ), evidence as (
      select student_id, published_course_id, hour_starts_at::date as day,
        mart.parse_number(session_time_seconds) as seconds, false as proves
      from skilljar.student_lesson_session_time_hourly
      where ${onDays('hour_starts_at')} ${who}
      union all
      select student_id, published_course_id, completed_at::date, null, true
      from skilljar.student_course_progress
      join owner using (student_course_progress_id)
      where ${onDays('completed_at')}
      union all
      select student_id, published_course_id, completed_at::date, null, true
      from skilljar.student_lesson_progress
      join owner using (student_course_progress_id)
      where ${onDays('completed_at')}
      union all
      select student_id, published_course_id, started_at::date, null, true
      from skilljar.quiz_response
      join skilljar.student_lesson_progress using (student_lesson_progress_id)
      join owner using (student_course_progress_id)
      where ${onDays('started_at')}
    )
    select day, identity.person_id, 'skilljar' as source, 'course' as content_type, coalesce(published_course_id, '') as content_id,
      null::text as technology,
      coalesce(sum(greatest(seconds, 0)), 0) as seconds,
      0::numeric as xp,
      coalesce(bool_or(proves or seconds > 0), false) as is_evidence
    from evidence
    join ${accounts ?? 'mart.identity'} identity on identity.source = 'skilljar' and identity.source_id = coalesce(evidence.student_id, '')
    group by day, identity.person_id, published_course_id`
}
