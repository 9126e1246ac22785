/** Time that courses took those who completed them, up to the completion. */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { defineFact, quantile, type Columns, type Context, type Db, type FactRow, type MetricDefinition } from '../fact'
import { number } from './course-pairs'
import { isDayUpTo } from './datacamp-rows'

interface EffortRow extends FactRow {
  hours: number
  /** Against the hours that DataCamp says the course takes; null where it says none. */
  of_needed: number | null
  is_compared: boolean
}

/**
 * Days count to the end of the day of completion: time has no finer grain. What counts pairs alone leaves their time unread.
 */
const effort = ({ from, to }: Context): RawBuilder<EffortRow> => sql`(
  select pair.completed_at::date as day, pair.person_id, 'datacamp' as source, 'course' as content_type, pair.course_id as content_id,
    pair.technology, spent.seconds / 3600.0 as hours, coalesce(described.nb_hours_needed > 0, false) as is_compared,
    case when described.nb_hours_needed > 0 then spent.seconds / 3600.0 / described.nb_hours_needed end as of_needed
  from mart.course_progress as pair
  left join datacamp.course_dim as described on described.course_id = pair.course_id::bigint
  left join lateral (
    select coalesce(sum(greatest(fact.time_spent, 0)), 0) as seconds
    from datacamp.course_fact as fact
    where fact.user_id = pair.learner_id::bigint and fact.course_id = pair.course_id::bigint
      and ${isDayUpTo('fact.date_id', 'pair.completed_at')}
  ) as spent on true
  where pair.source = 'datacamp' and pair.learner_id <> '' and pair.completed_at >= ${from}::timestamp and pair.completed_at < ${addDays(to, 1)}::timestamp
    and pair.completed_at >= coalesce(pair.started_at, pair.completed_at))`

const rows = (db: Db, context: Context) => db.selectFrom(effort(context).as('effort')).selectAll()

const readFrom = ['datacamp.course_fact.time_spent', 'datacamp.course_fact.completed_at']
const leftOut = [
  'Time after the day of completion, and negative time.',
  'Pairs completed before they were started (see Data quality).',
  'Deleted courses (id -1), which cannot be told apart, and lines that name no learner.',
]

const hours = (share: number) =>
  ({
    unit: 'hours',
    format: 'hours',
    formula: `Continuous quantile (${share}) of the sum of time_spent up to max(completed_at) per user and course, ÷ 3,600.`,
    readFrom,
    leftOut,
    additive: false,
    ofRows: quantile<EffortRow>('hours', share),
    counts: () => sql<boolean>`true`,
  }) as const satisfies Omit<MetricDefinition<EffortRow>, 'label' | 'description'>

const neededFrom = [...readFrom, 'datacamp.course_dim.nb_hours_needed']
const neededLeftOut = [...leftOut, 'Courses without nb_hours_needed.']
const isCompared = (column: Columns<EffortRow>) => sql<boolean>`${column('is_compared')}`

const ofNeeded = (share: number) =>
  ({
    unit: 'ratio',
    format: 'percent',
    formula: `Continuous quantile (${share}) over user and course of the effort ÷ course_dim.nb_hours_needed.`,
    readFrom: neededFrom,
    leftOut: neededLeftOut,
    additive: false,
    ofRows: quantile<EffortRow>('of_needed', share),
    counts: isCompared,
  }) as const satisfies Omit<MetricDefinition<EffortRow>, 'label' | 'description'>

export const courseEffort = defineFact(rows, {
  name: 'course_effort',
  ofPeriod: true,
  description: 'Time per learner and course completed, on the day of the last completion.',
  metrics: {
    course_effort: {
      label: 'Median course effort',
      description: 'Half of those who completed a course in the period spent at most this much time on it.',
      ...hours(0.5),
    },
    course_effort_q1: {
      label: 'Course effort, first quartile',
      description: 'A quarter of those who completed a course in the period spent at most this much time on it.',
      ...hours(0.25),
    },
    course_effort_q3: {
      label: 'Course effort, third quartile',
      description: 'Three quarters of those who completed a course in the period spent at most this much time on it.',
      ...hours(0.75),
    },
    course_effort_of_needed: {
      label: 'Median course effort of the time needed',
      description:
        'Time spent up to completion against the hours that DataCamp says the course takes; half spent at most this share.',
      ...ofNeeded(0.5),
    },
    course_effort_of_needed_q1: {
      label: 'Course effort of the time needed, first quartile',
      description:
        'Time spent up to completion against the hours that DataCamp says the course takes; a quarter spent at most this share.',
      ...ofNeeded(0.25),
    },
    course_effort_of_needed_q3: {
      label: 'Course effort of the time needed, third quartile',
      description:
        'Time spent up to completion against the hours that DataCamp says the course takes; three quarters spent at most this share.',
      ...ofNeeded(0.75),
    },
    course_effort_compared: {
      label: 'Courses completed that say how long they take',
      description: 'Courses completed whose time can be held against the hours that DataCamp says they take.',
      unit: 'courses',
      format: 'count',
      formula: 'Pairs of user and course by the day of max(completed_at), where course_dim.nb_hours_needed is above 0.',
      readFrom: neededFrom,
      leftOut: neededLeftOut,
      additive: true,
      ofPerson: number,
      counts: isCompared,
    },
  },
})
