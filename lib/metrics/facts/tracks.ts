/** Enrolments in tracks, one per learner and version, and how much of the version they completed. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, quantile, type Columns, type Context, type Db, type FactRow, type MetricDefinition } from '../fact'
import { accountOf, dayOfNumber, filled, inPeriod, numberOfDay, ofAsked, personOf } from './datacamp-rows'

interface TrackRow extends FactRow {
  track: number | null
  track_kind: string | null
  /** Whose track contents are read. */
  user_id: number | null
  is_active: boolean
  is_completed: boolean
  /** Contents of the version; null where its description is missing: only live tracks have one. */
  contents: number | null
  contents_completed: number
  /** Share of the version's contents; null where these are not known. */
  progress: number | null
}

/** The days of an enrolment, read from "enrolled". */
export const placed = {
  enrolled: sql`coalesce(enrolled.started_at::date, ${dayOfNumber('enrolled.date_id')})`,
  completed: sql`enrolled.completed_at::date`,
}

/** Lines that place an enrolment: where none of its own lies in the period, neither does its day. */
const lines = {
  enrolled: (context: Context) => sql`${inPeriod('started_at', context)}
    or started_at is null and date_id between ${numberOfDay(context.from)}::bigint and ${numberOfDay(context.to)}::bigint`,
  completed: (context: Context) => inPeriod('completed_at', context),
}

const enrolment = sql`coalesce(user_id, -1), coalesce(track_version_id, -1)`

const enrolments = (at: keyof typeof placed, context: Context): RawBuilder<TrackRow> => sql`(
  with placed as materialized (
    select user_id, track_version_id from datacamp.track_fact where (${lines[at](context)}) and ${ofAsked(context, 'user_id')}
  )
  select ${placed[at]} as day, ${personOf('enrolled.user_id')} as person_id, 'datacamp' as source,
    'track' as content_type, coalesce(enrolled.track_version_id::text, '') as content_id,
    ${filled('described.technology')} as technology, enrolled.track_version_id as track,
    case described.is_custom when true then 'custom' when false then 'standard' end as track_kind,
    enrolled.user_id, enrolled.is_active, enrolled.completed_at is not null as is_completed,
    described.nb_courses + described.nb_projects as contents, coalesce(done.contents, 0) as contents_completed,
    case when described.nb_courses + described.nb_projects > 0
      then least(1, coalesce(done.contents, 0)::float8 / (described.nb_courses + described.nb_projects)) end as progress
  from (
    select user_id, track_version_id, min(started_at) as started_at, min(date_id) as date_id, max(completed_at) as completed_at,
      coalesce(bool_or(is_currently_active), false) as is_active
    from datacamp.track_fact
    where (${enrolment}) in (select ${enrolment} from placed)
    group by user_id, track_version_id
  ) as enrolled
  left join datacamp.track_dim as described using (track_version_id)
  left join (
    select user_id, track_version_id, count(distinct content_id) as contents
    from datacamp.track_content_fact
    where completed_at is not null and content_id not like '%\\_-1' and (user_id, track_version_id) in (table placed)
    group by user_id, track_version_id
  ) as done on done.user_id = enrolled.user_id and done.track_version_id = enrolled.track_version_id
  ${accountOf('enrolled.user_id')}
  where ${placed[at]} between ${context.from}::date and ${context.to}::date)`

const column = (name: string) => `datacamp.track_fact.${name}`
const known = (read: Columns<TrackRow>) => sql<boolean>`${read('contents')} > 0`
const progress = {
  readFrom: [
    'datacamp.track_content_fact.completed_at',
    'datacamp.track_dim.nb_courses',
    'datacamp.track_dim.nb_projects',
    column('started_at'),
  ],
  leftOut: [
    'Versions that track_dim does not describe (it has live tracks only), or without contents.',
    'Deleted contents.',
  ],
} as const
const contents = { ...progress, unit: 'items', format: 'count', additive: true, counts: known } as const
const counted = { unit: 'enrolments', format: 'count', additive: true, ofPerson: () => sql`count(*)` } as const

const progressOf = (share: number) =>
  ({
    ...progress,
    unit: 'ratio',
    format: 'percent',
    formula: `Continuous quantile (${share}) over enrolments of completed contents ÷ (nb_courses + nb_projects), at most 1.`,
    additive: false,
    ofRows: quantile<TrackRow>('progress', share),
    counts: known,
  }) as const satisfies Omit<MetricDefinition<TrackRow>, 'label' | 'description'>

export const trackEnrolments = defineFact(
  (db: Db, context: Context) => db.selectFrom(enrolments('enrolled', context).as('enrolment')).selectAll(),
  {
    name: 'track_enrolments',
    description: 'Enrolments in tracks, one per learner and version, on the day of the first.',
    ofPeriod: true,
    dimensions: ['track', 'track_kind'],
    metrics: {
      track_enrolments: {
        label: 'Track enrolments',
        description: 'Tracks that people enrolled in, each learner and version once.',
        ...counted,
        formula: 'Pairs of user and track version by the day of min(started_at), else of date_id.',
        readFrom: [column('started_at'), column('date_id')],
        leftOut: ['Enrolments without a day.'],
        counts: () => sql`true`,
      },
      track_learners: {
        label: 'People enrolled in tracks',
        description: 'Distinct people who enrolled in a track in the period.',
        unit: 'people',
        format: 'count',
        formula: 'Distinct people with an enrolment by the day of min(started_at), else of date_id.',
        readFrom: [column('user_id'), column('started_at'), column('date_id')],
        leftOut: ['Enrolments without a day.'],
        additive: false,
        counts: () => sql`true`,
      },
      track_enrolments_active: {
        label: 'Track enrolments active now',
        description: 'Enrolments of the period whose learner is active in the track, as DataCamp said last.',
        ...counted,
        formula: 'Enrolments of the period with is_currently_active.',
        readFrom: [column('is_currently_active'), column('started_at')],
        leftOut: ['When somebody was active before: the source knows only now.'],
        counts: (read) => sql`${read('is_active')}`,
      },
      track_enrolments_completed: {
        label: 'Track enrolments completed',
        description: 'Enrolments of the period that are completed by now, whenever that was.',
        ...counted,
        formula: 'Enrolments of the period with completed_at.',
        readFrom: [column('completed_at'), column('started_at')],
        counts: (read) => sql`${read('is_completed')}`,
      },
      track_enrolments_described: {
        label: 'Track enrolments with known contents',
        description: 'Enrolments of the period in versions whose contents are known: those that have a progress.',
        ...counted,
        formula: 'Enrolments of the period where nb_courses + nb_projects is above 0.',
        readFrom: progress.readFrom,
        leftOut: progress.leftOut,
        counts: known,
      },
      track_progress_median: {
        label: 'Median track progress',
        description: 'Half of the enrolments of the period completed at most this share of their version’s contents.',
        ...progressOf(0.5),
      },
      track_progress_q1: {
        label: 'Track progress, first quartile',
        description:
          'A quarter of the enrolments of the period completed at most this share of their version’s contents.',
        ...progressOf(0.25),
      },
      track_progress_q3: {
        label: 'Track progress, third quartile',
        description:
          'Three quarters of the enrolments of the period completed at most this share of their version’s contents.',
        ...progressOf(0.75),
      },
      track_contents: {
        label: 'Contents of enrolled tracks',
        description: 'Courses and projects that the tracks hold which people enrolled in: what progress divides by.',
        formula: 'Sum of nb_courses + nb_projects over enrolments.',
        ...contents,
        ofPerson: (read) => sql`sum(${read('contents')})`,
      },
      track_contents_completed: {
        label: 'Contents of enrolled tracks completed',
        description: 'Courses and projects of the enrolled version that people completed.',
        formula: 'Distinct contents with completed_at per user and track version, over enrolments.',
        ...contents,
        ofPerson: (read) => sql`sum(${read('contents_completed')})`,
      },
    },
  },
)

export const trackCompletions = defineFact(
  (db: Db, context: Context) => db.selectFrom(enrolments('completed', context).as('enrolment')).selectAll(),
  {
    name: 'track_completions',
    description: 'Tracks completed, one per learner and version, on the day of the last completion.',
    ofPeriod: true,
    dimensions: ['track', 'track_kind'],
    metrics: {
      track_completions: {
        label: 'Tracks completed',
        description: 'Tracks that people completed, each learner and version once.',
        unit: 'items',
        format: 'count',
        formula: 'Pairs of user and track version by the day of max(completed_at).',
        readFrom: [column('completed_at')],
        additive: true,
        ofPerson: () => sql`count(*)`,
        counts: (read) => sql`${read('is_completed')}`,
      },
    },
  },
)
