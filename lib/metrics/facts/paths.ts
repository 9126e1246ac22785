/** Skilljar paths that people enrolled in and completed, once per student and path, and access to them that ends. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, quantile, type Columns, type Context, type Db, type MetricDefinition } from '../fact'
import type { RatioDefinition } from '../ratios'
import { completedPaths, followedEnrolments, pathEnrolments, type PathEnrolmentRow } from './path-rows'
import { count, joinPerson, loadedAt, type SkilljarRow } from './skilljar-rows'

/** Where a path is published on several domains, its completion belongs to the one enrolled in first. */
const completions: RawBuilder<SkilljarRow> = sql`(
  select done.completed_at::date as day, identity.person_id, 'skilljar' as source, 'path' as content_type, done.content_id,
    null::text as technology, enrolled.published
  from ${completedPaths} as done
  left join ${pathEnrolments} as enrolled
    on enrolled.content_id = done.content_id and coalesce(enrolled.student_id, '') = done.learner
  ${joinPerson('done.learner')})`

interface EndingRow extends SkilljarRow {
  /** From the moment of the data. */
  days_left: number
}

/** Whatever the period: they stand on its last day. */
const endingAccess = (context: Context): RawBuilder<EndingRow> => sql`(
  select ${context.to}::date as day, enrolled.person_id, enrolled.source, enrolled.content_type, enrolled.content_id,
    enrolled.technology, enrolled.published,
    extract(epoch from enrolled.access_ends_at - ${loadedAt(context)}) / 86400 as days_left
  from ${followedEnrolments(context)} as enrolled
  where not enrolled.is_completed and enrolled.access_ends_at < ${loadedAt(context)} + interval '90 days')`

const enrolmentRows = (db: Db, context: Context) =>
  db.selectFrom(followedEnrolments(context).as('enrolled')).selectAll()
const completionRows = (db: Db, _context: Context) => db.selectFrom(completions.as('done')).selectAll()
const endingRows = (db: Db, context: Context) => db.selectFrom(endingAccess(context).as('ending')).selectAll()

const ofPaths = { format: 'count', additive: true, ofPerson: count, counts: () => sql<boolean>`true` } as const
const enrolledAt = 'skilljar.published_path_enrollment.enrolled_at'
const isActive = 'skilljar.published_path_enrollment.is_active'
const expiresAt = 'skilljar.published_path_enrollment.expires_at'
const completedAt = 'skilljar.student_path_progress.completed_at'
const leftOut = ['Later enrolments of the same student in the same path, and enrolments whose time is no time.']
const tooYoung = 'Enrolments with less than the window behind them when the data was loaded.'

type Column = Columns<PathEnrolmentRow>
const pathOf = ['skilljar.published_path.path_id', 'skilljar.student_path_progress.path_id']
const enrolments = { ...ofPaths, unit: 'enrolments', readFrom: [enrolledAt, ...pathOf], leftOut } as const
const progressFrom = [
  enrolledAt,
  'skilljar.path_item.path_id',
  'skilljar.student_path_item_progress.student_course_progress_id',
  'skilljar.student_course_progress.completed_at',
  'skilljar.enrollment.student_course_progress_id',
]
const known = (column: Column) => sql<boolean>`${column('items')} > 0`

const progressOf = (share: number) =>
  ({
    unit: 'ratio',
    format: 'percent',
    formula: `Continuous quantile (${share}) over enrolments of items whose course is completed ÷ items of the path.`,
    readFrom: progressFrom,
    leftOut: [...leftOut, 'Paths whose items are unknown.'],
    additive: false,
    ofRows: quantile<PathEnrolmentRow>('progress', share),
    counts: known,
  }) as const satisfies Omit<MetricDefinition<PathEnrolmentRow>, 'label' | 'description'>

const endsWithin = (from: number, to: number) =>
  ({
    ...ofPaths,
    unit: 'enrolments',
    readFrom: [expiresAt, isActive],
    formula: `Pairs of student and path without a completion whose last access ends at least ${from} and less than ${to} × 24 hours after the moment of the data; the period changes nothing.`,
    leftOut: [
      'Completed paths.',
      'Access that ended already, has no end, or whose end is no time.',
      'An earlier end where another enrolment of the same student in the path lasts longer.',
    ],
    counts: (column: Columns<EndingRow>) =>
      sql<boolean>`${column('days_left')} >= ${from}::int and ${column('days_left')} < ${to}::int`,
  }) as const

export const pathsEnrolled = defineFact(enrolmentRows, {
  name: 'path_enrolments',
  description: 'Skilljar paths that people enrolled in, one per student and path, on the day of the first enrolment.',
  published: 'published',
  metrics: {
    path_enrolments: {
      ...enrolments,
      label: 'Path enrolments',
      description: 'Paths that people enrolled in, each student and path once.',
      formula: 'Pairs of student and path by the day of the first enrolled_at.',
    },
    path_learners: {
      unit: 'people',
      format: 'count',
      label: 'People enrolled in paths',
      description: 'Distinct people who enrolled in a path in the period.',
      formula: 'Distinct people with a pair of student and path by the day of the first enrolled_at.',
      readFrom: [enrolledAt],
      leftOut,
      additive: false,
      counts: () => sql`true`,
    },
    path_enrolments_active: {
      ...enrolments,
      label: 'Path enrolments with access',
      description: 'Of the enrolments of the period, those that gave access when the data was loaded.',
      formula: 'Pairs with an enrolment that is_active and whose expires_at, if it has one, lies after the load.',
      readFrom: [isActive, expiresAt, enrolledAt],
      counts: (column) => sql`${column('has_access')}`,
    },
    path_enrolments_completed: {
      ...enrolments,
      label: 'Path enrolments completed',
      description: 'Enrolments of the period whose path is completed by now, whenever that was.',
      formula: 'Pairs by the day of the first enrolled_at with a completed_at.',
      readFrom: [enrolledAt, completedAt],
      counts: (column) => sql`${column('is_completed')}`,
    },
    path_enrolments_mature: {
      ...enrolments,
      label: 'Path enrolments old enough',
      description: 'Path enrolments with the whole window behind them: what the completion rate divides by.',
      formula: 'Pairs whose first enrolled_at lies at least window_days before the data was loaded.',
      leftOut: [...leftOut, tooYoung],
      counts: (column) => sql`coalesce(${column('is_mature')}, false)`,
    },
    path_enrolments_completed_in_time: {
      ...enrolments,
      label: 'Path enrolments completed in time',
      description: 'Path enrolments old enough, completed within the window.',
      formula: 'Pairs old enough with a completed_at at most window_days after the first enrolled_at.',
      readFrom: [enrolledAt, completedAt],
      leftOut: [...leftOut, tooYoung],
      counts: (column) => sql`coalesce(${column('is_mature')}, false) and ${column('is_in_time')}`,
    },
    path_enrolments_timed: {
      ...enrolments,
      label: 'Path enrolments with a time to complete',
      description: 'Enrolments of the period completed after they began: what the median days are of.',
      formula: 'Pairs with a completed_at at or after the first enrolled_at.',
      readFrom: [enrolledAt, completedAt],
      counts: (column) => sql`${column('days')} is not null`,
    },
    path_time_to_complete: {
      unit: 'days',
      format: 'days',
      label: 'Days to complete a path',
      description: 'Half of the completed enrolments of the period took at most this long.',
      formula: 'Median of the first completed_at − the first enrolled_at in days of 86,400 seconds.',
      readFrom: [enrolledAt, completedAt],
      leftOut: [...leftOut, 'Open enrolments, and paths completed before the enrolment.'],
      additive: false,
      ofRows: quantile<PathEnrolmentRow>('days', 0.5),
      counts: (column) => sql`${column('days')} is not null`,
    },
    path_enrolments_described: {
      ...enrolments,
      label: 'Path enrolments with known items',
      description: 'Enrolments of the period in paths whose items are known: those that have a progress.',
      formula: 'Pairs whose path has a path_item.',
      readFrom: progressFrom,
      leftOut: [...leftOut, 'Paths whose items are unknown.'],
      counts: known,
    },
    path_progress_median: {
      ...progressOf(0.5),
      label: 'Median path progress',
      description: 'Half of the enrolments of the period completed at most this share of their path’s courses.',
    },
    path_progress_q1: {
      ...progressOf(0.25),
      label: 'Path progress, first quartile',
      description: 'A quarter of the enrolments of the period completed at most this share of their path’s courses.',
    },
    path_progress_q3: {
      ...progressOf(0.75),
      label: 'Path progress, third quartile',
      description:
        'Three quarters of the enrolments of the period completed at most this share of their path’s courses.',
    },
  },
})

export const pathsCompleted = defineFact(completionRows, {
  name: 'path_completions',
  description: 'Skilljar paths that people completed, one per student and path, on the day of the last completion.',
  published: 'published',
  metrics: {
    path_completions: {
      ...ofPaths,
      unit: 'items',
      label: 'Paths completed',
      description: 'Paths that people completed, each student and path once.',
      formula: 'Pairs of student and path by the day of max(completed_at).',
      readFrom: [completedAt],
    },
  },
})

export const pathAccessEnding = defineFact(endingRows, {
  name: 'path_access_ending',
  description: 'Access to Skilljar paths that ends within 90 days of the load, one per student and path.',
  published: 'published',
  metrics: {
    path_access_ending: {
      ...endsWithin(0, 90),
      label: 'Path access ending within 90 days',
      description: 'Path enrolments without a completion whose access ends within 90 days of the moment of the data.',
      sumOf: ['path_access_ending_30', 'path_access_ending_60', 'path_access_ending_90'],
    },
    path_access_ending_30: {
      ...endsWithin(0, 30),
      label: 'Path access ending within 30 days',
      description: 'Path enrolments without a completion whose access ends within 30 days of the moment of the data.',
    },
    path_access_ending_60: {
      ...endsWithin(30, 60),
      label: 'Path access ending in 31 to 60 days',
      description: 'Path enrolments without a completion whose access ends 30 to 60 days after the moment of the data.',
    },
    path_access_ending_90: {
      ...endsWithin(60, 90),
      label: 'Path access ending in 61 to 90 days',
      description: 'Path enrolments without a completion whose access ends 60 to 90 days after the moment of the data.',
    },
  },
})

export const pathRatios = {
  path_completion_rate: {
    unit: 'ratio',
    format: 'percent',
    label: 'Path completion rate',
    description: 'Of the path enrolments of the period, the share completed within the window (30 days unless chosen).',
    formula: 'Path enrolments completed within window_days ÷ path enrolments with window_days behind them.',
    readFrom: [enrolledAt, completedAt],
    leftOut: [tooYoung],
    ratio: { of: 'path_enrolments_completed_in_time', to: 'path_enrolments_mature' },
    cohort: 'enrolment',
  },
} as const satisfies Readonly<Record<string, RatioDefinition>>
