/** Learning time, XP and evidence per person, day and content, from the facts that carry them (METRICS.md, rules 6–8). */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { replaceRows, type Mart } from './replace-rows'

export type Days = readonly string[] | 'all'

const activity: Mart = {
  table: 'mart.activity',
  key: ['day', 'person_id', 'source', 'content_type', 'content_id'],
  values: ['technology', 'seconds', 'xp', 'is_evidence'],
}

export async function refreshActivity(tx: pg.ClientBase, source: ConnectorId, days: Days): Promise<void> {
  const whole = days === 'all'
  await replaceRows(
    tx,
    activity,
    whole
      ? { text: 'live.source = $1', values: [source] }
      : { text: 'live.source = $1 and live.day = any($2::date[])', values: [source, days] },
    { text: rowsOf[source](whole), values: whole ? [] : [source === 'datacamp' ? days.map(dateId) : days] },
  )
}

/** DataCamp writes days as numbers: 20260131. */
export function dateId(day: string): number {
  return Number(day.replaceAll('-', ''))
}

/** A date_id that the calendar does not have (20260230) names no day; to_date would refuse the whole publish. */
const dayOfDateId = `
  case when date_id between 19700101 and 21991231 and date_id / 100 % 100 between 1 and 12 and date_id % 100 between 1 and 31
    then make_date((date_id / 10000)::int, (date_id / 100 % 100)::int, 1) + (date_id % 100 - 1)::int end`

const contents = ['course', 'project', 'practice', 'assessment'] as const

/** Assessments carry a score and no XP. */
const xpOf = (content: (typeof contents)[number]) => (content === 'assessment' ? 'null::numeric' : 'xp::numeric')

const rowsOf: Readonly<Record<ConnectorId, (whole: boolean) => string>> = {
  datacamp: (whole) => `
    with fact as (
      ${contents
        .map(
          (content) => `
      select '${content}' as content_type, user_id, ${content}_id as content_id, date_id,
        time_spent::numeric as seconds, ${xpOf(content)} as xp
      from datacamp.${content}_fact ${whole ? '' : 'where date_id = any($1::bigint[])'}`,
        )
        .join(' union all ')}
    ), dated as (
      select *, ${dayOfDateId} as day from fact
    ), content as (
      ${contents
        .map(
          (content) => `
      select '${content}' as content_type, ${content}_id as content_id, nullif(trim(technology), '') as technology
      from datacamp.${content}_dim where ${content}_id <> -1`,
        )
        .join(' union all ')}
    )
    select day, identity.person_id, 'datacamp' as source, dated.content_type, coalesce(dated.content_id::text, '') as content_id,
      min(content.technology) as technology,
      coalesce(sum(greatest(seconds, 0)), 0) as seconds,
      coalesce(sum(xp), 0) as xp,
      coalesce(bool_or(seconds > 0 or xp > 0), false) as is_evidence
    from dated
    join mart.identity on identity.source = 'datacamp' and identity.source_id = coalesce(dated.user_id::text, '')
    left join content on content.content_type = dated.content_type and content.content_id = dated.content_id
    where to_char(day, 'YYYYMMDD')::bigint = date_id
    group by day, identity.person_id, dated.content_type, dated.content_id`,

  skilljar: (whole) => {
    const onDays = (column: string) => (whole ? `${column} is not null` : `${column}::date = any($1::date[])`)
    // Progress knows neither student nor course; enrolments repeat, so the owner is looked up once per progress.
    return `
    with owner as (
      select distinct student_course_progress_id, student_id, published_course_id
      from skilljar.enrollment
      where student_course_progress_id is not null
    ), evidence as (
      select student_id, published_course_id, hour_starts_at::date as day,
        mart.parse_number(session_time_seconds) as seconds, false as proves
      from skilljar.student_lesson_session_time_hourly
      where ${onDays('hour_starts_at')}
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
    join mart.identity on identity.source = 'skilljar' and identity.source_id = coalesce(evidence.student_id, '')
    group by day, identity.person_id, published_course_id`
  },
}
