/** Time that projects took those who completed them, up to the completion; the pattern of course effort. */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { defineFact, quantile, type Columns, type Context, type Db, type FactRow, type MetricDefinition } from '../fact'
import { number } from './course-pairs'
import { accountOf, dayOfNumber, filled, personOf } from './datacamp-rows'
import { certificationOf, guidanceOf } from './projects'

interface EffortRow extends FactRow {
  guided: string | null
  for_certification: string | null
  hours: number
  /** What DataCamp says the project takes; null where it says nothing. */
  needed: number | null
  of_needed: number | null
}

/** Days count to the end of the day of completion: time has no finer grain. */
const effort = ({ from, to }: Context): RawBuilder<EffortRow> => sql`(
  select spent.day, ${personOf('spent.user_id')} as person_id, 'datacamp' as source, 'project' as content_type,
    coalesce(spent.project_id::text, '') as content_id, ${filled('described.technology')} as technology,
    ${guidanceOf('described')} as guided, ${certificationOf('described')} as for_certification,
    spent.seconds / 3600.0 as hours,
    case when described.nb_hours_needed > 0 then described.nb_hours_needed end as needed,
    case when described.nb_hours_needed > 0 then spent.seconds / 3600.0 / described.nb_hours_needed end as of_needed
  from (
    select user_id, project_id, completed_at::date as day,
      coalesce(sum(greatest(time_spent, 0)) filter (where ${dayOfNumber('fact.date_id')} <= completed_at::date), 0) as seconds
    from (
      select user_id, project_id, date_id, time_spent, min(started_at) over pair as started_at, max(completed_at) over pair as completed_at
      from datacamp.project_fact
      where project_id is distinct from -1
      window pair as (partition by user_id, project_id)
    ) as fact
    where completed_at >= ${from}::timestamp and completed_at < ${addDays(to, 1)}::timestamp
      and completed_at >= coalesce(started_at, completed_at)
    group by user_id, project_id, completed_at
  ) as spent
  left join datacamp.project_dim as described using (project_id)
  ${accountOf('spent.user_id')})`

const readFrom = ['datacamp.project_fact.time_spent', 'datacamp.project_fact.completed_at']
const leftOut = [
  'Time after the day of completion, and negative time.',
  'Pairs completed before they were started (see Data quality).',
  'Deleted projects (id -1), which cannot be told apart.',
]
const neededFrom = [...readFrom, 'datacamp.project_dim.nb_hours_needed']
const neededLeftOut = [...leftOut, 'Projects without nb_hours_needed.']
const isCompared = (column: Columns<EffortRow>) => sql<boolean>`${column('of_needed')} is not null`

const hours = (share: number) =>
  ({
    unit: 'hours',
    format: 'hours',
    formula: `Continuous quantile (${share}) of the sum of time_spent up to max(completed_at) per user and project, ÷ 3,600.`,
    readFrom,
    leftOut,
    additive: false,
    ofRows: quantile<EffortRow>('hours', share),
    counts: () => sql<boolean>`true`,
  }) as const satisfies Omit<MetricDefinition<EffortRow>, 'label' | 'description'>

export const projectEffort = defineFact(
  (db: Db, context: Context) => db.selectFrom(effort(context).as('effort')).selectAll(),
  {
    name: 'project_effort',
    description: 'Time per learner and project completed, on the day of the last completion.',
    dimensions: ['guided', 'for_certification'],
    metrics: {
      project_effort: {
        label: 'Median project effort',
        description: 'Half of those who completed a project in the period spent at most this much time on it.',
        ...hours(0.5),
      },
      project_effort_q1: {
        label: 'Project effort, first quartile',
        description: 'A quarter of those who completed a project in the period spent at most this much time on it.',
        ...hours(0.25),
      },
      project_effort_q3: {
        label: 'Project effort, third quartile',
        description:
          'Three quarters of those who completed a project in the period spent at most this much time on it.',
        ...hours(0.75),
      },
      project_hours_needed: {
        label: 'Hours that projects need',
        description: 'What DataCamp says a project takes; the median over the completions of the period.',
        unit: 'hours',
        format: 'hours',
        formula: 'Continuous quantile (0.5) of project_dim.nb_hours_needed over user and project completed.',
        readFrom: neededFrom,
        leftOut: neededLeftOut,
        additive: false,
        ofRows: quantile<EffortRow>('needed', 0.5),
        counts: isCompared,
      },
      project_effort_of_needed: {
        label: 'Median project effort of the time needed',
        description:
          'Time spent up to completion against the hours that DataCamp says the project takes; half spent at most this share.',
        unit: 'ratio',
        format: 'percent',
        formula: 'Continuous quantile (0.5) over user and project of the effort ÷ project_dim.nb_hours_needed.',
        readFrom: neededFrom,
        leftOut: neededLeftOut,
        additive: false,
        ofRows: quantile<EffortRow>('of_needed', 0.5),
        counts: isCompared,
      },
      project_effort_compared: {
        label: 'Projects completed that say how long they take',
        description: 'Projects completed whose time can be held against the hours that DataCamp says they take.',
        unit: 'items',
        format: 'count',
        formula:
          'Pairs of user and project by the day of max(completed_at), where project_dim.nb_hours_needed is above 0.',
        readFrom: neededFrom,
        leftOut: neededLeftOut,
        additive: true,
        ofPerson: number,
        counts: isCompared,
      },
    },
  },
)
