/** Registrations for live training, one row each, on the day on which their session begins. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db } from '../fact'
import type { RatioDefinition } from '../ratios'
import { count, joinPerson, progressOwners, type SkilljarRow } from './skilljar-rows'
import { sessions, readSessions } from './vilt-sessions'

interface RegistrationRow extends SkilljarRow {
  instructor: string | null
  is_held: boolean
  has_seats: boolean
  attended: boolean | null
}

const registrations = (context: Context): RawBuilder<RegistrationRow> => sql`(
  select coalesce(session.day, registration.created_at::date) as day, identity.person_id, 'skilljar' as source, 'session' as content_type,
    coalesce(registration.vilt_session_id, '') as content_id, null::text as technology,
    'session/' || registration.vilt_session_id as published, session.instructor,
    coalesce(session.is_held, false) as is_held, coalesce(session.has_seats, false) as has_seats, registration.attended
  from skilljar.vilt_session_registration as registration
  left join ${sessions(context)} as session on session.vilt_session_id = registration.vilt_session_id
  left join skilljar.student_lesson_progress as lesson on lesson.student_lesson_progress_id = registration.student_lesson_progress_id
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
  dimensions: ['instructor'],
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
    },
    vilt_registrations_held: {
      ...ofHeld,
      label: 'Registrations for held sessions',
      description: 'Registrations for sessions that took place.',
      formula: 'Registrations whose session is not cancelled and whose last event has ended.',
      counts: (column) => sql`${column('is_held')}`,
    },
    vilt_marked: {
      ...ofHeld,
      label: 'Attendance marked',
      description: 'Registrations for held sessions where attendance is marked, one way or the other.',
      formula: 'Registrations for held sessions with attended true or false.',
      counts: (column) => sql`${column('is_held')} and ${column('attended')} is not null`,
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
