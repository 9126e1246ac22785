/** Who registers for live training, and how early: people and medians over the rows of vilt-registrations. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, quantile, type Context, type Db } from '../fact'
import { registrations, type RegistrationRow } from './vilt-registrations'
import { liveDimensions, readSessions } from './vilt-sessions'

interface LearnerRow extends RegistrationRow {
  /** From registering to the start of the session. */
  lead_days: number | null
}

const withLead = (context: Context): RawBuilder<LearnerRow> => sql`(
  select registration.*, case when registration.registered_at <= registration.starts_at
    then extract(epoch from registration.starts_at - registration.registered_at) / 86400 end as lead_days
  from ${registrations(context)} as registration)`

const rows = (db: Db, context: Context) => db.selectFrom(withLead(context).as('registration')).selectAll()

const registered = 'skilljar.vilt_session_registration.created_at'

export const viltLearners = defineFact(rows, {
  name: 'vilt_learners',
  description: 'Registrations for live training sessions, by the day on which the session begins.',
  dimensions: [...liveDimensions, 'attendance'],
  published: 'published',
  metrics: {
    vilt_learners: {
      label: 'People in live training',
      description: 'Distinct people who are registered for a live session of the period, held or not.',
      unit: 'people',
      format: 'count',
      formula: 'Distinct persons behind the registrations; registering twice counts once.',
      readFrom: [
        'skilljar.vilt_session_registration.student_lesson_progress_id',
        'skilljar.student_lesson_progress.student_course_progress_id',
        'skilljar.enrollment.student_id',
      ],
      additive: false,
      counts: (column) => sql`${column('person_id')} is not null`,
    },
    vilt_registrations_early: {
      label: 'Registrations before the start',
      description: 'Registrations made before their session began.',
      unit: 'items',
      format: 'count',
      formula: 'Registrations with created_at at or before the session’s first starts_at.',
      readFrom: [registered, ...readSessions],
      additive: true,
      ofPerson: () => sql`count(*)`,
      counts: (column) => sql`${column('lead_days')} is not null`,
    },
    vilt_lead_time: {
      label: 'Days from registration to start, median',
      description: 'How long before the start of a live session people register.',
      unit: 'days',
      format: 'days',
      formula: 'Median of starts_at − created_at over the registrations made before the start.',
      readFrom: [registered, ...readSessions],
      leftOut: ['Registrations made after the start.'],
      additive: false,
      counts: (column) => sql`${column('lead_days')} is not null`,
      ofRows: quantile('lead_days', 0.5),
    },
  },
})
