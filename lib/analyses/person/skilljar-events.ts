/** Quizzes, live sessions and certificates of one person. */
import { sql } from 'kysely'
import type { Context } from '@/lib/metrics/fact'
import { loadedAt, ofAsked } from '@/lib/metrics/facts/skilljar-rows'
import { eventFact, eventRows, isoOf, type EventSource } from './event'
import { ownProgress } from './own-skilljar'

/** `attempt`: each attempt is a thing of its own; else the quiz is, with its finished attempts. */
const attempts = (context: Context, thing: 'quiz' | 'attempt'): EventSource => ({
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
  published: sql`owner.published`,
  ...(thing === 'attempt' && { thing: sql`concat_ws('/', attempt.quiz_response_id, owner.student_id)` }),
  detail: sql`case
    when attempt.is_passed is null then 'no result'
    when attempt.graded_at is null and (
      exists (select from skilljar.quiz_question as asked where asked.quiz_id = attempt.quiz_id and asked.requires_manual_grading)
      or exists (select from skilljar.quiz_question_response as answer join skilljar.quiz_question as asked using (quiz_question_id)
        where answer.quiz_response_id = attempt.quiz_response_id and asked.requires_manual_grading)) then 'not graded'
    when attempt.is_passed then 'passed' else 'failed' end`,
  amount: sql`mart.parse_number(attempt.correct_response_count)`,
  ofAmount: sql`nullif(attempt.question_count, 0)`,
  ...(thing === 'attempt' && { notes: { limit: sql`nullif(described.time_limit_seconds, 0)` } }),
})

const startedAttempts = (context: Context): EventSource => {
  const { detail: _, amount: __, ofAmount: ___, ...same } = attempts(context, 'attempt')
  return { ...same, event: 'quiz_started', at: sql`attempt.started_at` }
}

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
      select min(starts_at) as starts_at, max(coalesce(ends_at, starts_at)) as ends_at, count(*) as events
      from skilljar.vilt_session_event as event where event.vilt_session_id = session.vilt_session_id
    ) as span on true
    left join skilljar.lesson as held on held.lesson_id = session.lesson_id
    left join skilljar.course as course on course.course_id = held.course_id`,
  at: sql`span.starts_at`,
  day: sql`coalesce(span.starts_at, session.created_at, registration.created_at)::date`,
  published: sql`'session/' || registration.vilt_session_id`,
  thing: sql`registration.vilt_session_registration_id`,
  detail: sql`case
    when session.cancelled_at is not null then 'cancelled'
    when coalesce(span.ends_at > ${loadedAt(context)}, true) then 'registered'
    when registration.attended then 'attended'
    when not registration.attended then 'missed'
    else 'not marked' end`,
  notes: {
    course: sql`course.title`,
    instructor: sql`nullif(trim(session.instructor_name), '')`,
    events: sql`nullif(span.events, 0)`,
    ends_at: isoOf(sql`span.ends_at`),
  },
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
  eventRows(context, attempts(context, 'quiz')),
])

export const attemptEvents = eventFact('person_quiz_attempts', 'Attempts of quizzes, one by one.', (context) => [
  eventRows(context, startedAttempts(context)),
  eventRows(context, attempts(context, 'attempt')),
])

export const sessionEvents = eventFact('person_sessions', 'Live sessions of one person.', (context) => [
  eventRows(context, sessions(context)),
])

export const certificateEvents = eventFact('person_certificates', 'Certificates of one person.', (context) => [
  eventRows(context, certificates(context, 'certificate_issued', 'completed_at')),
  eventRows(context, certificates(context, 'certificate_expires', 'expires_at')),
])
