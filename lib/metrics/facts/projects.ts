/** Projects started and completed, one per learner and project; the pattern of courses, read from the mirror. */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { defineFact, type Context, type Db, type FactRow } from '../fact'
import { cohort, datacampOnly, daysToComplete, number, type PairRow } from './course-pairs'
import { accountOf, filled, loadedAt, personOf } from './datacamp-rows'

interface ProjectRow
  extends FactRow, Pick<PairRow, 'is_mature' | 'is_in_time' | 'is_completed' | 'is_in_order' | 'days'> {
  guided: string | null
  for_certification: string | null
}

export const guidanceOf = (project: string): RawBuilder<string | null> =>
  sql`case ${sql.ref(`${project}.is_guided`)} when true then 'guided' when false then 'unguided' end`
export const certificationOf = (project: string): RawBuilder<string | null> =>
  sql`case ${sql.ref(`${project}.is_certification`)} when true then 'certification' when false then 'learning' end`

const pairs = (moment: 'started_at' | 'completed_at', context: Context): RawBuilder<ProjectRow> => {
  const window = sql`make_interval(days => ${context.windowDays}::int)`
  const at = sql.ref(`pair.${moment}`)
  return sql`(
    select ${at}::date as day, ${personOf('pair.user_id')} as person_id, 'datacamp' as source, 'project' as content_type,
      coalesce(pair.project_id::text, '') as content_id, ${filled('described.technology')} as technology,
      ${guidanceOf('described')} as guided, ${certificationOf('described')} as for_certification,
      ${at} + ${window} <= ${loadedAt(context)} as is_mature,
      coalesce(pair.completed_at <= ${at} + ${window}, false) as is_in_time,
      pair.completed_at is not null as is_completed, coalesce(pair.completed_at >= pair.started_at, false) as is_in_order,
      extract(epoch from pair.completed_at - pair.started_at) / 86400 as days
    from (
      select user_id, project_id, min(started_at) as started_at, max(completed_at) as completed_at
      from datacamp.project_fact
      where project_id is distinct from -1
      group by user_id, project_id
    ) as pair
    left join datacamp.project_dim as described using (project_id)
    ${accountOf('pair.user_id')}
    where ${at} >= ${context.from}::timestamp and ${at} < ${addDays(context.to, 1)}::timestamp)`
}

const started = 'datacamp.project_fact.started_at'
const completed = 'datacamp.project_fact.completed_at'
const leftOut = ['Deleted projects (id -1), which cannot be told apart.']
const items = { unit: 'items', format: 'count' } as const

const days = (share: number) =>
  ({
    unit: 'days',
    format: 'days',
    formula: `Continuous quantile (${share}) of completed_at − started_at in days of 86,400 seconds.`,
    readFrom: [started, completed],
    leftOut: [
      ...leftOut,
      'Starts that are not completed yet.',
      'Pairs completed before they were started (see Data quality).',
    ],
    ...daysToComplete(datacampOnly, share),
  }) as const

export const projectStarts = defineFact(
  (db: Db, context: Context) => db.selectFrom(pairs('started_at', context).as('project')).selectAll(),
  {
    name: 'project_starts',
    ofPeriod: true,
    description: 'Projects started, one per learner and project, on the day of the first start.',
    dimensions: ['guided', 'for_certification'],
    metrics: {
      project_starts: {
        label: 'Projects started',
        description: 'Projects that people started, each learner and project once.',
        ...items,
        formula: 'Pairs of user and project by the day of min(started_at).',
        readFrom: [started],
        leftOut,
        additive: true,
        ofPerson: number,
        counts: () => sql`true`,
      },
      project_starts_mature: {
        label: 'Projects started, old enough',
        description: 'Starts with the whole window behind them: what the completion rate divides by.',
        ...items,
        formula: 'Starts of the period whose moment lies at least window_days before the data was loaded.',
        readFrom: [started],
        leftOut,
        ...cohort(datacampOnly).mature,
      },
      project_starts_completed_in_time: {
        label: 'Projects started and completed in time',
        description: 'Starts old enough, completed within the window.',
        ...items,
        formula: 'Starts old enough with max(completed_at) at most window_days after the start.',
        readFrom: [started, completed],
        leftOut,
        ...cohort(datacampOnly).inTime,
      },
      project_starts_completed: {
        label: 'Projects started and completed',
        description: 'Starts of the period that are completed by now, whenever that was.',
        ...items,
        formula: 'Starts of the period with a completion.',
        readFrom: [started, completed],
        leftOut,
        additive: true,
        ofPerson: number,
        counts: (read) => sql`${read('is_completed')}`,
      },
      project_starts_open: {
        label: 'Projects started, still open',
        description: 'Starts of the period that are not completed yet.',
        ...items,
        formula: 'Starts of the period without a completion.',
        readFrom: [started, completed],
        leftOut,
        additive: true,
        ofPerson: number,
        counts: (read) => sql`not ${read('is_completed')}`,
      },
      project_time_to_complete: {
        label: 'Projects: median time to complete',
        description: 'Half of those who completed took at most this long, among the starts of the period.',
        ...days(0.5),
      },
      project_time_to_complete_q1: {
        label: 'Projects: time to complete, first quartile',
        description: 'A quarter of those who completed took at most this long, among the starts of the period.',
        ...days(0.25),
      },
      project_time_to_complete_q3: {
        label: 'Projects: time to complete, third quartile',
        description: 'Three quarters of those who completed took at most this long, among the starts of the period.',
        ...days(0.75),
      },
    },
  },
)

export const projectCompletions = defineFact(
  (db: Db, context: Context) => db.selectFrom(pairs('completed_at', context).as('project')).selectAll(),
  {
    name: 'project_completions',
    ofPeriod: true,
    description: 'Projects completed, one per learner and project, on the day of the last completion.',
    dimensions: ['guided', 'for_certification'],
    metrics: {
      project_completions: {
        label: 'Projects completed',
        description: 'Projects that people completed, each learner and project once.',
        ...items,
        formula: 'Pairs of user and project by the day of max(completed_at).',
        readFrom: [completed],
        leftOut,
        additive: true,
        ofPerson: number,
        counts: () => sql`true`,
      },
    },
  },
)
