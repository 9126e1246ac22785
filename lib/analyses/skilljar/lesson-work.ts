/** What those who started a Skilljar course did in each of its lessons; one row per learner, course and lesson. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { factRows, selectionOf, type AnalysisQuery } from '../analysis'
import { isOf, lessonStarters } from './lesson-dropoff'

/**
 * The sets "member" (who started which course in the period), "lesson" (of these courses, sections left out) and "work": views,
 * seconds and completion of a member in a lesson. Enrolments that share a progress multiply neither views nor time.
 */
export const lessonWork = (reader: ScopedReader, query: AnalysisQuery): RawBuilder<unknown> => sql`
  member as materialized (
    select fact.person_id, fact.learner_id as learner, fact.content_id as whole
    from ${factRows(reader, lessonStarters, selectionOf(reader, query))}
  ), course_lesson as materialized (
    select published.published_course_id as whole, lesson.lesson_id
    from skilljar.published_course as published
    join skilljar.lesson using (course_id)
    where lesson.is_section is not true and published.published_course_id in (select whole from member)
  ), held as materialized (
    select distinct member.person_id, member.learner, member.whole, enrollment.student_course_progress_id
    from member
    join skilljar.enrollment on ${isOf} and enrollment.published_course_id = member.whole
  ), progress as materialized (
    select held.person_id, held.learner, held.whole, own.student_lesson_progress_id, own.lesson_id, own.view_count, own.completed_at
    from held
    join skilljar.student_lesson_progress as own using (student_course_progress_id)
    join course_lesson on course_lesson.whole = held.whole and course_lesson.lesson_id = own.lesson_id
  ), spent as materialized (
    select progress.person_id, progress.learner, progress.whole, progress.lesson_id, sum(session.seconds) as seconds
    from progress
    join (
      select student_id, published_course_id, student_lesson_progress_id, mart.parse_number(session_time_seconds) as seconds
      from skilljar.student_lesson_session_time_hourly
      where hour_starts_at >= ${query.filters.from}::date
    ) as session using (student_lesson_progress_id)
    where session.seconds > 0 and coalesce(session.student_id, '') = progress.learner
      and coalesce(session.published_course_id, progress.whole) = progress.whole
    group by progress.person_id, progress.learner, progress.whole, progress.lesson_id
  ), work as materialized (
    -- Added up, not joined: the planner expects one row of each set, and would compare every row with every other.
    select person_id, learner, whole, lesson_id, coalesce(sum(views), 0) as views, bool_or(is_completed) as is_completed,
      sum(seconds) as seconds
    from (
      select person_id, learner, whole, lesson_id, greatest(view_count, 0) as views, completed_at is not null as is_completed,
        null::numeric as seconds
      from progress
      union all
      select person_id, learner, whole, lesson_id, null, null, seconds from spent
    ) as both_sets
    group by person_id, learner, whole, lesson_id
  )`

export const workReadFrom = [
  'skilljar.lesson.type',
  'skilljar.lesson.is_section',
  'skilljar.lesson.is_optional',
  'skilljar.student_lesson_progress.lesson_id',
  'skilljar.student_lesson_progress.view_count',
  'skilljar.student_lesson_progress.completed_at',
  'skilljar.student_lesson_session_time_hourly.session_time_seconds',
  'skilljar.enrollment.student_course_progress_id',
  'skilljar.published_course.course_id',
]
export const workLeftOut = [
  'Sections, which are headings.',
  'Lessons that are no longer in the course.',
  'Time that names no lesson progress of the learner, and time before the period: nobody had started yet.',
]
