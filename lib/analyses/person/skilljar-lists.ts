/** Lists of what one person did on Skilljar beside courses. */
import { sql } from 'kysely'
import { day, listOf, moment, the } from './list-of'
import { certificateEvents, pathEvents, quizEvents, sessionEvents } from './skilljar-events'

export const skilljarLists = {
  person_paths: listOf({
    label: 'Paths of a person',
    description: 'Skilljar paths that one person enrolled in or completed.',
    formula: 'Paths with an enrolment or completion in the period: first enrolment and last completion.',
    readFrom: ['skilljar.published_path_enrollment.enrolled_at', 'skilljar.student_path_progress.completed_at'],
    events: pathEvents,
    columns: [
      moment('enrolled_at', 'Enrolled', 'path_enrolled'),
      moment('completed_at', 'Completed', 'path_completed'),
    ],
  }),
  person_quizzes: listOf({
    label: 'Quizzes of a person',
    description: 'Skilljar quizzes that one person finished: attempts, the first result and the best.',
    formula: 'Finished attempts by quiz; a score is correct responses ÷ questions.',
    readFrom: [
      'skilljar.quiz_response.finished_at',
      'skilljar.quiz_response.is_passed',
      'skilljar.quiz_response.correct_response_count',
    ],
    leftOut: ['Attempts that were not finished.'],
    events: quizEvents,
    columns: [
      { name: 'attempts', label: 'Attempts', kind: 'number', format: 'count', value: sql`count(*)::int` },
      {
        name: 'first_result',
        label: 'First result',
        kind: 'text',
        value: sql`(array_agg(fact.detail order by fact.at, fact.detail))[1]`,
      },
      {
        name: 'is_passed',
        label: 'Passed',
        kind: 'boolean',
        value: sql`bool_or(fact.detail = 'passed')`,
      },
      {
        name: 'best_score',
        label: 'Best score',
        kind: 'number',
        format: 'percent',
        value: sql`max(fact.amount / fact.of_amount)::float8`,
      },
      moment('finished_at', 'Last finished', 'quiz_finished'),
    ],
  }),
  person_sessions: listOf({
    label: 'Live sessions of a person',
    description: 'Live sessions that one person registered for, and whether they were there.',
    formula: 'Registrations by the day on which the session begins.',
    readFrom: [
      'skilljar.vilt_session_registration.attended',
      'skilljar.vilt_session_event.starts_at',
      'skilljar.vilt_session.cancelled_at',
    ],
    events: sessionEvents,
    columns: [
      day('day', 'Day', 'live_session'),
      moment('starts_at', 'Begins', 'live_session'),
      { name: 'attendance', label: 'Attendance', kind: 'text', value: the.detail },
    ],
  }),
  person_certificates: listOf({
    label: 'Certificates of a person',
    description: 'Certificates of Skilljar courses that one person was issued, and when they expire.',
    formula: 'Certificates that were issued or expire in the period.',
    readFrom: ['skilljar.certificate.completed_at', 'skilljar.certificate.expires_at'],
    events: certificateEvents,
    columns: [
      moment('issued_at', 'Issued', 'certificate_issued'),
      moment('expires_at', 'Expires', 'certificate_expires'),
    ],
  }),
} as const
