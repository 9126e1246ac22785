/** Quizzes, live sessions, paths and certificates of one person. */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '@/lib/metrics/fact'
import { loadedAt, ofAsked } from '@/lib/metrics/facts/skilljar-rows'
import { timeOf } from '@/lib/metrics/facts/paths'
import { eventFact, eventRows, type EventSource } from './event'

/** As progressOwners says, read from the person's enrolments alone: whose progress of which course. */
const ownProgress = (context: Context): RawBuilder<unknown> => sql`(
  select distinct on (student_course_progress_id, student_id) student_course_progress_id, student_id
  from skilljar.enrollment as enrolment
  where student_course_progress_id is not null and ${ofAsked(context, 'enrolment.student_id')}
  order by student_course_progress_id, student_id)`

const quizzes = (context: Context): EventSource => ({
  event: 'quiz_finished',
  source: 'skilljar',
  type: 'quiz',
  id: sql`attempt.quiz_id`,
  title: sql`described.name`,
  from: sql`${ownProgress(context)} as owner
    join skilljar.student_lesson_progress as lesson using (student_course_progress_id)
    join skilljar.quiz_response as attempt using (student_lesson_progress_id)
    left join skilljar.quiz as described using (quiz_id)`,
  at: sql`attempt.finished_at`,
  detail: sql`case
    when attempt.is_passed is null then 'no result'
    when attempt.graded_at is null and (
      exists (select from skilljar.quiz_question as asked where asked.quiz_id = attempt.quiz_id and asked.requires_manual_grading)
      or exists (select from skilljar.quiz_question_response as answer join skilljar.quiz_question as asked using (quiz_question_id)
        where answer.quiz_response_id = attempt.quiz_response_id and asked.requires_manual_grading)) then 'not graded'
    when attempt.is_passed then 'passed' else 'failed' end`,
  amount: sql`mart.parse_number(attempt.correct_response_count)`,
  ofAmount: sql`nullif(attempt.question_count, 0)`,
})

/** On the day on which the session begins; one without an event stands at the day it was made. */
const sessions = (context: Context): EventSource => ({
  event: 'live_session',
  source: 'skilljar',
  type: 'session',
  id: sql`registration.vilt_session_id`,
  title: sql`session.display_name`,
  from: sql`${ownProgress(context)} as owner
    join skilljar.student_lesson_progress as lesson using (student_course_progress_id)
    join skilljar.vilt_session_registration as registration using (student_lesson_progress_id)
    left join skilljar.vilt_session as session using (vilt_session_id)
    left join lateral (
      select min(starts_at) as starts_at, max(coalesce(ends_at, starts_at)) as ends_at
      from skilljar.vilt_session_event as event where event.vilt_session_id = session.vilt_session_id
    ) as span on true`,
  at: sql`span.starts_at`,
  day: sql`coalesce(span.starts_at, session.created_at, registration.created_at)::date`,
  thing: sql`registration.vilt_session_registration_id`,
  detail: sql`case
    when session.cancelled_at is not null then 'cancelled'
    when coalesce(span.ends_at > ${loadedAt(context)}, true) then 'registered'
    when registration.attended then 'attended'
    when not registration.attended then 'missed'
    else 'not marked' end`,
})

const pathTitle = sql`(select title from skilljar.path as known where known.path_id = enrolled.content_id)`

const pathsEnrolled = (context: Context): EventSource => ({
  event: 'path_enrolled',
  source: 'skilljar',
  type: 'path',
  id: sql`enrolled.content_id`,
  title: pathTitle,
  from: sql`(
      select placed.student_id, placed.content_id, min(placed.enrolled_at) as enrolled_at
      from (
        select enrolment.student_id, coalesce(published.path_id, progress.path_id, '') as content_id,
          ${timeOf('enrolment.enrolled_at')} as enrolled_at
        from skilljar.published_path_enrollment as enrolment
        left join skilljar.published_path as published using (published_path_id)
        left join skilljar.student_path_progress as progress
          on progress.student_path_progress_id = enrolment.student_path_progress_id and progress.student_id = enrolment.student_id
        where ${ofAsked(context, 'enrolment.student_id')}
      ) as placed
      group by placed.student_id, placed.content_id
    ) as enrolled`,
  at: sql`enrolled.enrolled_at`,
  thing: sql`concat_ws('/', enrolled.student_id, enrolled.content_id)`,
})

const pathsCompleted = (context: Context): EventSource => ({
  event: 'path_completed',
  source: 'skilljar',
  type: 'path',
  id: sql`enrolled.content_id`,
  title: pathTitle,
  from: sql`(
      select student_id, coalesce(path_id, '') as content_id, max(completed_at) as completed_at
      from skilljar.student_path_progress as progress
      where completed_at is not null and ${ofAsked(context, 'progress.student_id')}
      group by student_id, path_id
    ) as enrolled`,
  at: sql`enrolled.completed_at`,
  thing: sql`concat_ws('/', enrolled.student_id, enrolled.content_id)`,
})

const certificates = (context: Context, event: string, column: 'completed_at' | 'expires_at'): EventSource => ({
  event,
  source: 'skilljar',
  type: 'course',
  id: sql`owner.published_course_id`,
  title: sql`course.title`,
  from: sql`(
      select distinct on (certificate_id, student_id) certificate_id, student_id, published_course_id
      from skilljar.enrollment as enrolment
      where certificate_id is not null and ${ofAsked(context, 'enrolment.student_id')}
      order by certificate_id, student_id, enrolled_at, enrollment_id collate "C"
    ) as owner
    join skilljar.certificate as certificate using (certificate_id)
    left join skilljar.published_course as published using (published_course_id)
    left join skilljar.course as course using (course_id)`,
  at: sql.ref(`certificate.${column}`),
  thing: sql`concat_ws('/', owner.certificate_id, owner.student_id)`,
})

export const quizEvents = eventFact('person_quizzes', 'Finished attempts of quizzes.', (context) => [
  eventRows(context, quizzes(context)),
])

export const sessionEvents = eventFact('person_sessions', 'Live sessions of one person.', (context) => [
  eventRows(context, sessions(context)),
])

export const pathEvents = eventFact('person_paths', 'Paths of one person.', (context) => [
  eventRows(context, pathsEnrolled(context)),
  eventRows(context, pathsCompleted(context)),
])

export const certificateEvents = eventFact('person_certificates', 'Certificates of one person.', (context) => [
  eventRows(context, certificates(context, 'certificate_issued', 'completed_at')),
  eventRows(context, certificates(context, 'certificate_expires', 'expires_at')),
])
