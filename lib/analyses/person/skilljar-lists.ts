/** Lists of what one person did on Skilljar beside courses. */
import { sql } from 'kysely'
import { day, listOf, moment, noted, notedDay, notedNumber, the } from './list-of'
import { attemptEvents, certificateEvents, quizEvents, sessionEvents } from './skilljar-events'
import { pathStates } from './skilljar-path-events'

export const skilljarLists = {
  person_paths: listOf({
    label: 'Paths of a person',
    description: 'Skilljar paths that one person enrolled in or completed: how far, and until when.',
    formula:
      'Paths with an enrolment, completion or completed item in the period, and those with access: first enrolment, last completion, items whose course the person completed.',
    readFrom: [
      'skilljar.published_path_enrollment.enrolled_at',
      'skilljar.published_path_enrollment.expires_at',
      'skilljar.published_path_enrollment.is_active',
      'skilljar.published_path.path_id',
      'skilljar.path.title',
      'skilljar.path_item.path_item_id',
      'skilljar.student_path_progress.completed_at',
      'skilljar.student_path_item_progress.student_course_progress_id',
      'skilljar.student_course_progress.completed_at',
      'skilljar.enrollment.student_course_progress_id',
    ],
    leftOut: ['Ends of access that are no time.'],
    events: pathStates,
    also: sql`max(fact.notes ->> 'access') = 'open'`,
    columns: [
      moment('enrolled_at', 'Enrolled', 'path_enrolled'),
      noted('access', 'Access'),
      notedDay('access_ends_at', 'Access ends'),
      {
        name: 'items',
        label: 'Items completed',
        kind: 'number',
        format: 'count',
        value: sql`(count(*) filter (where fact.event = 'path_item_completed'))::int`,
      },
      {
        name: 'of_items',
        label: 'Items in all',
        kind: 'number',
        format: 'count',
        value: sql`max(fact.of_amount)::float8`,
      },
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
      'skilljar.quiz.name',
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
  person_quiz_attempts: listOf({
    label: 'Quiz attempts of a person',
    description: 'Each attempt of one person at a Skilljar quiz: when, for how long, and with what result.',
    formula: 'Attempts that were started or finished in the period; the time taken is finished_at − started_at.',
    readFrom: [
      'skilljar.quiz_response.started_at',
      'skilljar.quiz_response.finished_at',
      'skilljar.quiz_response.is_passed',
      'skilljar.quiz_response.graded_at',
      'skilljar.quiz_response.correct_response_count',
      'skilljar.quiz_response.question_count',
      'skilljar.quiz.name',
      'skilljar.quiz.time_limit_seconds',
      'skilljar.quiz_question.requires_manual_grading',
      'skilljar.quiz_question_response.quiz_question_id',
      'skilljar.enrollment.student_course_progress_id',
    ],
    events: attemptEvents,
    columns: [
      moment('started_at', 'Started', 'quiz_started'),
      moment('finished_at', 'Finished', 'quiz_finished'),
      {
        name: 'seconds',
        label: 'Time taken',
        kind: 'number',
        format: 'seconds',
        value: sql`(case when max(fact.at) filter (where fact.event = 'quiz_finished') >= max(fact.at) filter (where fact.event = 'quiz_started')
          then extract(epoch from max(fact.at) filter (where fact.event = 'quiz_finished') - max(fact.at) filter (where fact.event = 'quiz_started'))
          end)::float8`,
      },
      notedNumber('limit', 'Time limit', 'seconds'),
      { name: 'result', label: 'Result', kind: 'text', value: the.detail },
      { name: 'right', label: 'Right', kind: 'number', format: 'count', value: the.amount },
      { name: 'questions', label: 'Questions', kind: 'number', format: 'count', value: the.ofAmount },
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
      'skilljar.vilt_session.instructor_name',
      'skilljar.lesson.course_id',
      'skilljar.course.title',
    ],
    events: sessionEvents,
    columns: [
      day('day', 'Day', 'live_session'),
      moment('starts_at', 'Begins', 'live_session'),
      notedDay('ends_at', 'Ends'),
      notedNumber('events', 'Events', 'count'),
      noted('course', 'Course'),
      noted('instructor', 'Instructor'),
      { name: 'attendance', label: 'Attendance', kind: 'text', value: the.detail },
    ],
  }),
  person_certificates: listOf({
    label: 'Certificates of a person',
    description: 'Certificates of Skilljar courses that one person was issued, and when they expire.',
    formula: 'Certificates that were issued or expire in the period.',
    readFrom: [
      'skilljar.certificate.completed_at',
      'skilljar.certificate.expires_at',
      'skilljar.enrollment.certificate_id',
      'skilljar.course.title',
    ],
    events: certificateEvents,
    columns: [
      moment('issued_at', 'Issued', 'certificate_issued'),
      moment('expires_at', 'Expires', 'certificate_expires'),
    ],
  }),
} as const
