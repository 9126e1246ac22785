/** Enrolments in tracks, one per learner and version, and how much of the version they completed. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Columns, type Context, type Db, type FactRow } from '../fact'
import { accountOf, dayOfNumber, filled, personOf } from './datacamp-rows'

interface TrackRow extends FactRow {
  track: number | null
  track_kind: string | null
  is_completed: boolean
  /** Contents of the version; null where its description is missing: only live tracks have one. */
  contents: number | null
  contents_completed: number
}

const placed = {
  enrolled: sql`coalesce(enrolled.started_at::date, ${dayOfNumber('enrolled.date_id')})`,
  completed: sql`enrolled.completed_at::date`,
}

const enrolments = (at: keyof typeof placed, { from, to }: Context): RawBuilder<TrackRow> => sql`(
  select ${placed[at]} as day, ${personOf('enrolled.user_id')} as person_id, 'datacamp' as source,
    'track' as content_type, coalesce(enrolled.track_version_id::text, '') as content_id,
    ${filled('described.technology')} as technology, enrolled.track_version_id as track,
    case described.is_custom when true then 'custom' when false then 'standard' end as track_kind,
    enrolled.completed_at is not null as is_completed,
    described.nb_courses + described.nb_projects as contents, coalesce(done.contents, 0) as contents_completed
  from (
    select user_id, track_version_id, min(started_at) as started_at, min(date_id) as date_id, max(completed_at) as completed_at
    from datacamp.track_fact
    group by user_id, track_version_id
  ) as enrolled
  left join datacamp.track_dim as described using (track_version_id)
  left join (
    select user_id, track_version_id, count(distinct content_id) as contents
    from datacamp.track_content_fact
    where completed_at is not null and content_id not like '%\\_-1'
    group by user_id, track_version_id
  ) as done on done.user_id = enrolled.user_id and done.track_version_id = enrolled.track_version_id
  ${accountOf('enrolled.user_id')}
  where ${placed[at]} between ${from}::date and ${to}::date)`

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
  unit: 'items',
  format: 'count',
  additive: true,
  counts: known,
} as const

export const trackEnrolments = defineFact(
  (db: Db, context: Context) => db.selectFrom(enrolments('enrolled', context).as('enrolment')).selectAll(),
  {
    name: 'track_enrolments',
    description: 'Enrolments in tracks, one per learner and version, on the day of the first.',
    dimensions: ['track', 'track_kind'],
    metrics: {
      track_enrolments: {
        label: 'Track enrolments',
        description: 'Tracks that people enrolled in, each learner and version once.',
        unit: 'enrolments',
        format: 'count',
        formula: 'Pairs of user and track version by the day of min(started_at), else of date_id.',
        readFrom: [column('started_at'), column('date_id')],
        leftOut: ['Enrolments without a day.'],
        additive: true,
        ofPerson: () => sql`count(*)`,
        counts: () => sql`true`,
      },
      track_contents: {
        label: 'Contents of enrolled tracks',
        description: 'Courses and projects that the tracks hold which people enrolled in: what progress divides by.',
        formula: 'Sum of nb_courses + nb_projects over enrolments.',
        ...progress,
        ofPerson: (read) => sql`sum(${read('contents')})`,
      },
      track_contents_completed: {
        label: 'Contents of enrolled tracks completed',
        description: 'Courses and projects of the enrolled version that people completed.',
        formula: 'Distinct contents with completed_at per user and track version, over enrolments.',
        ...progress,
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
