/** Enrolments in Skilljar's paths as rows: which path each is in, when it was made, and what became of it. */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../fact'
import { joinPerson, loadedAt, ofAsked, type SkilljarRow } from './skilljar-rows'

const DAY = String.raw`^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`
const ZONE = String.raw`(Z|[-+](0\d|1[0-4])(:?[0-5]\d)?)`
const TIME = String.raw`[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?`

const trimmed = (column: string) => sql`btrim(${sql.ref(column)}, E' \\t\\n\\r\\f\\v')`

/** Path enrolments write their times as text: what is no time, or on no calendar's day, is null. */
export function timeOf(column: string): RawBuilder<unknown> {
  const text = trimmed(column)
  const part = (from: number, length: number) => sql`substr(${text}, ${from}::int, ${length}::int)::int`
  const daysInMonth = sql`extract(day from make_date(${part(1, 4)}, ${part(6, 2)}, 1) + interval '1 month' - interval '1 day')`
  return sql`case
    when ${text} ~ ${`${DAY}(${TIME}${ZONE}?)?$`} then
      case
        when ${part(9, 2)} > ${daysInMonth} then null
        when ${text} ~ ${`${TIME}${ZONE}$`} then ${text}::timestamptz at time zone 'UTC'
        else ${text}::timestamp
      end
    end`
}

export interface PathRow extends SkilljarRow {
  student_id: string | null
  enrolled_at: string
}

/** A published path that is unknown is told by its progress. */
const placed: RawBuilder<unknown> = sql`(
  select enrolment.student_id, coalesce(enrolment.student_id, '') as learner, enrolment.published_path_enrollment_id,
    'path/' || enrolment.published_path_id as published, coalesce(published.path_id, progress.path_id, '') as content_id,
    ${timeOf('enrolment.enrolled_at')} as enrolled_at, ${timeOf('enrolment.expires_at')} as expires_at, enrolment.is_active
  from skilljar.published_path_enrollment as enrolment
  left join skilljar.published_path as published using (published_path_id)
  left join skilljar.student_path_progress as progress
    on progress.student_path_progress_id = enrolment.student_path_progress_id and progress.student_id = enrolment.student_id)`

/** One per student and path, by the first enrolment. */
export const pathEnrolments: RawBuilder<PathRow> = sql`(
  select distinct on (enrolled.student_id, enrolled.content_id) enrolled.enrolled_at::date as day, identity.person_id,
    'skilljar' as source, 'path' as content_type, enrolled.content_id, null::text as technology, enrolled.published, enrolled.student_id,
    enrolled.enrolled_at
  from ${placed} as enrolled
  ${joinPerson('enrolled.student_id')}
  where enrolled.enrolled_at is not null
  order by enrolled.student_id, enrolled.content_id, enrolled.enrolled_at, enrolled.published_path_enrollment_id collate "C")`

/** Every completion of each student and path is one line. */
export const completedPaths: RawBuilder<unknown> = sql`(
  select coalesce(student_id, '') as learner, coalesce(path_id, '') as content_id, min(completed_at) as first_completed_at,
    max(completed_at) as completed_at
  from skilljar.student_path_progress
  where completed_at is not null
  group by 1, 2)`

/**
 * Of each student and path the enrolment that gives access longest, or gave it; without an end, or with one that is no time, nobody
 * knows how long. Skilljar switches off what has ended, so that what is off counts where its end has passed.
 */
export const pathAccess = (context: Context): RawBuilder<unknown> => sql`(
  select distinct on (learner, content_id) learner, content_id, student_id, published, expires_at as ends_at,
    coalesce(expires_at >= ${loadedAt(context)}, true) as has_access
  from ${placed} as enrolment
  where (coalesce(is_active, false) or coalesce(expires_at < ${loadedAt(context)}, false)) and ${ofAsked(context, 'enrolment.student_id')}
  order by learner, content_id, expires_at desc nulls first, published_path_enrollment_id collate "C" desc)`

/** Items of the path whose course the student completed; somebody else's progress tells nothing. */
const itemsCompleted: RawBuilder<unknown> = sql`(
  select coalesce(progress.student_id, '') as learner, progress.path_id as content_id, count(distinct item.path_item_id) as items
  from skilljar.student_path_progress as progress
  join skilljar.student_path_item_progress as item using (student_path_progress_id)
  join skilljar.path_item as listed on listed.path_item_id = item.path_item_id and listed.path_id = progress.path_id
  join skilljar.student_course_progress as course using (student_course_progress_id)
  where course.completed_at is not null and exists (
    select from skilljar.enrollment
    where enrollment.student_course_progress_id = item.student_course_progress_id
      and coalesce(enrollment.student_id, '') = coalesce(progress.student_id, ''))
  group by 1, 2)`

export interface PathEnrolmentRow extends PathRow {
  has_access: boolean
  /** Null: never, or nobody knows. */
  access_ends_at: string | null
  is_completed: boolean
  /** Whether the whole window lay behind the enrolment when the data was loaded. */
  is_mature: boolean
  is_in_time: boolean
  /** From the enrolment to the first completion; null where there is none, or it came before. */
  days: number | null
  /** Null: the path's items are unknown. */
  items: number | null
  items_completed: number
  progress: number | null
}

/** Each join adds one row at most, and disappears from the plan wherever nobody asks for what it adds. */
export const followedEnrolments = (context: Context): RawBuilder<PathEnrolmentRow> => sql`(
  select enrolled.*, coalesce(access.has_access, false) as has_access,
    case when access.has_access then access.ends_at end as access_ends_at,
    done.completed_at is not null as is_completed,
    enrolled.enrolled_at <= ${loadedAt(context)} - make_interval(days => ${context.windowDays}::int) as is_mature,
    coalesce(done.first_completed_at <= enrolled.enrolled_at + make_interval(days => ${context.windowDays}::int), false) as is_in_time,
    case when done.first_completed_at >= enrolled.enrolled_at
      then extract(epoch from done.first_completed_at - enrolled.enrolled_at) / 86400 end as days,
    listed.items, coalesce(taken.items, 0) as items_completed,
    case when listed.items > 0 then coalesce(taken.items, 0)::float8 / listed.items end as progress
  from ${pathEnrolments} as enrolled
  left join ${pathAccess(context)} as access
    on access.learner = coalesce(enrolled.student_id, '') and access.content_id = enrolled.content_id
  left join ${completedPaths} as done
    on done.learner = coalesce(enrolled.student_id, '') and done.content_id = enrolled.content_id
  left join (
    select path_id as content_id, count(*) as items from skilljar.path_item group by path_id
  ) as listed on listed.content_id = enrolled.content_id
  left join ${itemsCompleted} as taken
    on taken.learner = coalesce(enrolled.student_id, '') and taken.content_id = enrolled.content_id)`
