/** What several kinds of a person's Skilljar events share: whose progress it is, and how long access lasts. */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '@/lib/metrics/fact'
import { loadedAt, ofAsked } from '@/lib/metrics/facts/skilljar-rows'

/** As progressOwners says, read from the person's enrolments alone: whose progress of which course. */
export const ownProgress = (context: Context): RawBuilder<unknown> => sql`(
  select distinct on (student_course_progress_id, student_id) student_course_progress_id, student_id,
    coalesce(published_course_id, '') as published_course_id, 'course/' || published_course_id as published
  from skilljar.enrollment as enrolment
  where student_course_progress_id is not null and ${ofAsked(context, 'enrolment.student_id')}
  order by student_course_progress_id, student_id, enrolled_at, enrollment_id collate "C")`

/**
 * Of several rows that give access to one thing, over "is_active" and "expires_at": whether one of them does, and when the last
 * of those that do ends; where none does, when the last one ended. Null: never, or nobody knows.
 */
export function accessOver(context: Context) {
  const loaded = loadedAt(context)
  const gives = sql`(is_active and (expires_at is null or expires_at > ${loaded}))`
  const hasAccess = sql`coalesce(bool_or(${gives}), false)`
  return {
    hasAccess,
    endsAt: sql`case when not ${hasAccess} then max(expires_at) filter (where expires_at <= ${loaded})
      when not bool_or(${gives} and expires_at is null) then max(expires_at) filter (where ${gives}) end`,
  }
}

/** Over what accessOver gives. */
export const accessState = sql`case when has_access then 'open' when ends_at is not null then 'ended' else 'closed' end`

/** Titles of published courses, as "course" over a column "published_course_id". */
export const joinCourse = sql`
  left join skilljar.published_course as published using (published_course_id)
  left join skilljar.course as course using (course_id)`
