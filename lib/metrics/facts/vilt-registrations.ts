/** Registrations for live training, one row each, on the day on which their session begins. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db } from '../fact'
import type { RatioDefinition } from '../ratios'
import { count, joinPerson, progressOwners } from './skilljar-rows'
import { liveDimensions, sessions, readSessions, type LiveRow } from './vilt-sessions'

export interface RegistrationRow extends LiveRow {
  vilt_session_registration_id: string
  is_held: boolean
  has_seats: boolean
  attended: boolean | null
  /** Of held sessions. */
  attendance: 'attended' | 'no_show' | 'unmarked' | null
  registered_at: string | null
  starts_at: string | null
  lesson_completed_at: string | null
  /** Of the course that the lesson stands in; null where it was completed before the session began. */
  course_completed_at: string | null
}

export const registrations = (context: Context): RawBuilder<RegistrationRow> => sql`(
  select coalesce(session.day, registration.created_at::date) as day, identity.person_id, 'skilljar' as source, 'session' as content_type,
    coalesce(registration.vilt_session_id, '') as content_id, null::text as technology,
    'session/' || registration.vilt_session_id as published, session.instructor, session.account, session.session_state,
    'session/' || registration.vilt_session_id as location, 'session/' || registration.vilt_session_id as time_zone,
    registration.vilt_session_registration_id, coalesce(session.is_held, false) as is_held, coalesce(session.has_seats, false) as has_seats, registration.attended,
    case when not coalesce(session.is_held, false) then null when registration.attended then 'attended'
      when not registration.attended then 'no_show' else 'unmarked' end as attendance,
    registration.created_at as registered_at, session.starts_at, lesson.completed_at as lesson_completed_at,
    case when progress.completed_at >= session.starts_at then progress.completed_at end as course_completed_at
  from skilljar.vilt_session_registration as registration
  left join ${sessions(context)} as session on session.vilt_session_id = registration.vilt_session_id
  left join skilljar.student_lesson_progress as lesson on lesson.student_lesson_progress_id = registration.student_lesson_progress_id
  left join skilljar.student_course_progress as progress on progress.student_course_progress_id = lesson.student_course_progress_id
  left join ${progressOwners} as owner on owner.student_course_progress_id = lesson.student_course_progress_id
  ${joinPerson('owner.student_id')})`

const rows = (db: Db, context: Context) => db.selectFrom(registrations(context).as('registration')).selectAll()

const attended = 'skilljar.vilt_session_registration.attended'
const notHeld = 'Cancelled sessions, and sessions whose last event had not ended when the data was loaded.'
const unmarked = 'Registrations without a mark; they are counted beside it.'

const ofHeld = {
  unit: 'items',
  format: 'count',
  readFrom: [attended, ...readSessions],
  leftOut: [notHeld],
  additive: true,
  ofPerson: count,
} as const

export const viltRegistrations = defineFact(rows, {
  name: 'vilt_registrations',
  description: 'Registrations for live training sessions, by the day on which the session begins.',
  dimensions: [...liveDimensions, 'attendance'],
  published: 'published',
  metrics: {
    vilt_registrations: {
      ...ofHeld,
      label: 'Registrations',
      description: 'Registrations for live sessions of the period, held or not.',
      formula: 'Rows of vilt_session_registration; several events of a session do not multiply them.',
      readFrom: ['skilljar.vilt_session_registration.vilt_session_id'],
      leftOut: [],
      counts: () => sql`true`,
      // With those of sessions that are not held, which no column beside them tells.
      sumOf: ['vilt_attended', 'vilt_no_shows', 'vilt_unmarked'],
    },
    vilt_registrations_held: {
      ...ofHeld,
      label: 'Registrations for held sessions',
      description: 'Registrations for sessions that took place.',
      formula: 'Registrations whose session is not cancelled and whose last event has ended.',
      counts: (column) => sql`${column('is_held')}`,
      sumOf: ['vilt_attended', 'vilt_no_shows', 'vilt_unmarked'],
    },
    vilt_marked: {
      ...ofHeld,
      label: 'Attendance marked',
      description: 'Registrations for held sessions where attendance is marked, one way or the other.',
      formula: 'Registrations for held sessions with attended true or false.',
      counts: (column) => sql`${column('is_held')} and ${column('attended')} is not null`,
      sumOf: ['vilt_attended', 'vilt_no_shows'],
    },
    vilt_unmarked: {
      ...ofHeld,
      label: 'Attendance not marked',
      description: 'Registrations for held sessions where nobody marked attendance.',
      formula: 'Registrations for held sessions without attended.',
      counts: (column) => sql`${column('is_held')} and ${column('attended')} is null`,
    },
    vilt_attended: {
      ...ofHeld,
      label: 'Attended',
      description: 'Registrations for held sessions whose learner was there.',
      formula: 'Registrations for held sessions with attended true.',
      counts: (column) => sql`${column('is_held')} and ${column('attended')} is true`,
    },
    vilt_no_shows: {
      ...ofHeld,
      label: 'No-shows',
      description: 'Registrations for held sessions whose learner was marked as absent.',
      formula: 'Registrations for held sessions with attended false.',
      counts: (column) => sql`${column('is_held')} and ${column('attended')} is false`,
    },
    vilt_seats_taken: {
      ...ofHeld,
      label: 'Seats taken',
      description: 'Registrations for sessions that were not cancelled and whose number of seats is known.',
      formula: 'Registrations for sessions without cancelled_at and with seats_total above 0.',
      leftOut: ['Cancelled sessions, and sessions without a number of seats.'],
      counts: (column) => sql`${column('has_seats')}`,
      // Of a session with seats they are its registrations.
      sumOf: ['vilt_attended', 'vilt_no_shows', 'vilt_unmarked'],
    },
    vilt_lessons_completed: {
      ...ofHeld,
      label: 'Live lessons completed',
      description: 'Registrations for held sessions whose learner has completed the live lesson.',
      formula: 'Registrations for held sessions whose lesson progress has completed_at.',
      readFrom: [...ofHeld.readFrom, 'skilljar.student_lesson_progress.completed_at'],
      counts: (column) => sql`${column('is_held')} and ${column('lesson_completed_at')} is not null`,
    },
    vilt_courses_completed: {
      ...ofHeld,
      label: 'Courses completed after live training',
      description: 'Registrations for held sessions whose learner completed the course once the session had begun.',
      formula:
        'Registrations for held sessions whose course progress has completed_at at or after the session’s start.',
      readFrom: [
        ...ofHeld.readFrom,
        'skilljar.student_lesson_progress.student_course_progress_id',
        'skilljar.student_course_progress.completed_at',
      ],
      leftOut: [notHeld, 'Courses completed before the session began.'],
      counts: (column) => sql`${column('is_held')} and ${column('course_completed_at')} is not null`,
    },
  },
})

const rate = { unit: 'ratio', format: 'percent', readFrom: ofHeld.readFrom } as const

export const viltRatios = {
  vilt_attendance_rate: {
    ...rate,
    label: 'Attendance rate',
    description: 'Of the registrations with attendance marked, the share that attended.',
    formula: 'Attended ÷ registrations for held sessions with attendance marked.',
    leftOut: [notHeld, unmarked],
    ratio: { of: 'vilt_attended', to: 'vilt_marked' },
  },
  vilt_attendance_rate_strict: {
    ...rate,
    label: 'Attendance rate, unmarked as absent',
    description: 'Of all registrations for held sessions, the share that is marked as attended.',
    formula: 'Attended ÷ registrations for held sessions.',
    leftOut: [notHeld],
    ratio: { of: 'vilt_attended', to: 'vilt_registrations_held' },
  },
  vilt_no_show_rate: {
    ...rate,
    label: 'No-show rate',
    description: 'Of the registrations with attendance marked, the share marked as absent.',
    formula: 'No-shows ÷ registrations for held sessions with attendance marked.',
    leftOut: [notHeld, unmarked],
    ratio: { of: 'vilt_no_shows', to: 'vilt_marked' },
  },
  vilt_lesson_rate: {
    ...rate,
    label: 'Live lesson completed',
    description: 'Of the registrations for held sessions, the share whose learner has completed the live lesson.',
    formula: 'Live lessons completed ÷ registrations for held sessions.',
    leftOut: [notHeld],
    ratio: { of: 'vilt_lessons_completed', to: 'vilt_registrations_held' },
  },
  vilt_course_rate: {
    ...rate,
    label: 'Course completed after live training',
    description: 'Of the registrations for held sessions, the share whose learner completed the course afterwards.',
    formula: 'Courses completed after live training ÷ registrations for held sessions.',
    leftOut: [notHeld, 'Courses completed before the session began do not count.'],
    ratio: { of: 'vilt_courses_completed', to: 'vilt_registrations_held' },
  },
  vilt_fill_rate: {
    ...rate,
    label: 'Fill rate',
    description: 'Registrations against seats, over sessions that were not cancelled.',
    formula: 'Sum of registrations ÷ sum of seats_total.',
    leftOut: ['Cancelled sessions, and sessions without a number of seats, on both sides.', 'Seats are of no team.'],
    ratio: { of: 'vilt_seats_taken', to: 'vilt_seats' },
  },
  vilt_cancellation_rate: {
    ...rate,
    label: 'Cancellation rate',
    description: 'Of the live sessions of the period, the share that was cancelled.',
    formula: 'Cancelled sessions ÷ all sessions.',
    ratio: { of: 'vilt_sessions_cancelled', to: 'vilt_sessions' },
  },
} as const satisfies Readonly<Record<string, RatioDefinition>>
