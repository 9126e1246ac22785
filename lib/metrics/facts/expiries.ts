/** What ends for people over both platforms, on the day on which it does: in the past, or ahead of the data. */
import { sql, type RawBuilder } from 'kysely'
import type { Around } from '@/lib/filters/around'
import { defineFact, type Context, type Db, type FactRow } from '../fact'
import { assignmentsDue, registrationsEnding } from './expiring-datacamp'
import { accessEnding, certificatesEnding, membershipsEnding, pathsEnding } from './expiring-skilljar'
import { count } from './skilljar-rows'

/** In the words that people read, in the order in which charts stack them. */
export const expiryKinds = [
  'Assignment due',
  'Certification registration',
  'Course access',
  'Certificate',
  'Path',
  'Domain membership',
] as const
export type ExpiryKind = (typeof expiryKinds)[number]

/** What the page looks at: so many days back and ahead, each source from its own moment. */
export const expiryDays = { before: 30, after: 90 } as const satisfies Around

export interface ExpiringRow extends Omit<FactRow, 'day'> {
  expiry_kind: ExpiryKind
  published: string | null
  ends_at: string
  /** The moment that the source speaks of. */
  loaded_at: string | null
}

interface ExpiryRow extends ExpiringRow {
  day: string
  /** From that moment to the end, in days of 86,400 seconds; negative: it has ended. */
  days_left: number | null
}

const ending = (context: Context): RawBuilder<ExpiryRow> => sql`(
  select ends_at::date as day, ending.*, extract(epoch from ends_at - loaded_at) / 86400 as days_left
  from (
    ${sql.join(
      [assignmentsDue, registrationsEnding, accessEnding, certificatesEnding, membershipsEnding, pathsEnding].map(
        (of) => of(context),
      ),
      sql` union all `,
    )}
  ) as ending)`

export const expiriesReadFrom = [
  'datacamp.assignment_fact.due_at',
  'datacamp.assignment_fact.completed_at',
  'datacamp.assignment_dim.deleted_at',
  'datacamp.assignment_dim.assignment_status',
  'datacamp.certification_fact.expired_at',
  'datacamp.certification_fact.certificate_granted_at',
  'skilljar.enrollment.expires_at',
  'skilljar.enrollment.is_active',
  'skilljar.enrollment.certificate_id',
  'skilljar.enrollment.student_course_progress_id',
  'skilljar.student_course_progress.completed_at',
  'skilljar.certificate.expires_at',
  'skilljar.published_course.course_id',
  'skilljar.domain_membership.expires_at',
  'skilljar.domain_membership.is_active',
  'skilljar.published_path_enrollment.expires_at',
  'skilljar.published_path_enrollment.is_active',
  'skilljar.published_path.path_id',
  'skilljar.student_path_progress.completed_at',
] as const

export const expiriesLeftOut = [
  'Assignments that are completed, deleted or archived.',
  'Registrations that led to a certificate, and those that a later one replaced.',
  'Access to courses and paths that are completed, and what a longer enrolment or membership goes on with.',
  'Certificates whose holder has one of the same course that lasts longer or for ever.',
  'Access that was switched off, or is not said to be active, before its last day.',
  'Path enrolments whose time is no time, and rows that name no student.',
] as const

const things = {
  unit: 'items',
  format: 'count',
  readFrom: expiriesReadFrom,
  leftOut: expiriesLeftOut,
  additive: true,
  ofPerson: count,
} as const

const moment = 'the moment of the data of its source'

type Column = (name: 'days_left') => RawBuilder<unknown>
const between = (from: number, below: number) => (read: Column) =>
  sql<boolean>`coalesce(${read('days_left')} >= ${from}::int and ${read('days_left')} < ${below}::int, false)`

const ahead = (from: 0 | 30 | 60, below: 30 | 60 | 90) =>
  ({
    ...things,
    label: from === 0 ? `Ends within ${below} days` : `Ends in ${from} to ${below} days`,
    description: `What ends for people at least ${from} and less than ${below} days after ${moment}, and lies in the period.`,
    formula: `Ends at least ${from} and less than ${below} × 24 hours after ${moment}.`,
    counts: between(from, below),
  }) as const

export const expiries = defineFact(
  (db: Db, context: Context) => db.selectFrom(ending(context).as('ending')).selectAll(),
  {
    name: 'expiries',
    description:
      'What ends for people: assignments, registrations, access, certificates, paths and memberships, each once per learner, on its last day.',
    ofPeriod: true,
    dimensions: ['expiry_kind'],
    published: 'published',
    metrics: {
      expiries_in_period: {
        ...things,
        label: 'Things that end',
        description:
          'Assignments due, access, certificates, paths, memberships and registrations that end in the period.',
        formula: 'Rows by the UTC day on which they end, in the past or ahead.',
        counts: () => sql<boolean>`true`,
      },
      expiries_ended: {
        ...things,
        label: 'Ended in the last 30 days',
        description: `What ended for people in the 30 days before ${moment}, and lies in the period.`,
        formula: `Ended at most 30 × 24 hours before ${moment}.`,
        counts: between(-30, 0),
      },
      // What is within 90 days is in one of the three, so that none of them is told by the others.
      expiries_ahead: { ...ahead(0, 90), sumOf: ['expiries_ahead_30', 'expiries_ahead_60', 'expiries_ahead_90'] },
      expiries_ahead_30: ahead(0, 30),
      expiries_ahead_60: ahead(30, 60),
      expiries_ahead_90: ahead(60, 90),
    },
  },
)
