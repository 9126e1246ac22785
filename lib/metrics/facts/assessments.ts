/** Completed attempts of assessments, each once however many days it is spread over. */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { defineFact, quantile, type Context, type Db, type FactRow, type MetricDefinition } from '../fact'
import { accountOf, filled, inPeriod, ofAsked, personOf } from './datacamp-rows'

export interface AttemptRow extends FactRow {
  completed_at: string
  score: number | null
  score_group: string | null
  percentile: number | null
  /** Whether the person has no later attempt of this assessment up to the end of the period. */
  is_last: boolean
}

/** With the person's first attempt of the same assessment, however long ago. */
interface ComparedAttempt extends AttemptRow {
  first_completed_at: string
  first_score: number | null
  first_score_group: string | null
}

type Asked = Pick<Context, 'to' | 'person' | 'teams'>

/** Each completed attempt once, as it was up to the end of the period; of the lines about it, `read` says which are looked at. */
function completedAttempts(context: Asked, read: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`(
    select distinct on (fact.user_id, fact.assessment_id, fact.started_at) ${personOf('fact.user_id')} as person_id,
      fact.user_id, fact.assessment_id, fact.started_at, fact.completed_at, fact.score,
      ${filled('fact.score_group')} as score_group, fact.percentile
    from datacamp.assessment_fact as fact ${accountOf('fact.user_id')}
    where fact.completed_at < ${addDays(context.to, 1)}::timestamp and fact.assessment_id is distinct from -1
      and ${ofAsked(context, 'fact.user_id')} and ${read}
    order by fact.user_id, fact.assessment_id, fact.started_at, fact.completed_at desc, fact.date_id desc nulls last,
      fact.score desc nulls last, fact.score_group
  )`
}

/** An attempt's last line places it, so that lines before the period tell nothing about those within. */
export function completedInPeriod(context: Asked & Pick<Context, 'from'>): RawBuilder<unknown> {
  return completedAttempts(context, sql`fact.completed_at >= ${context.from}::timestamp`)
}

const attempt = sql`
  attempt.completed_at::date as day, attempt.person_id, 'datacamp' as source, 'assessment' as content_type,
  coalesce(attempt.assessment_id::text, '') as content_id, ${filled('described.technology')} as technology,
  attempt.completed_at, attempt.score, attempt.score_group, attempt.percentile, row_number() over latest = 1 as is_last`
const latest = sql`latest as (partition by attempt.person_id, attempt.assessment_id
  order by attempt.completed_at desc, attempt.started_at desc nulls last, attempt.score desc nulls last, attempt.user_id desc)`

/** Nothing before the period comes after what lies in it: the last ones are found without looking back. */
const attemptsOfPeriod = (context: Context): RawBuilder<AttemptRow> => sql`(
  select ${attempt}
  from ${completedInPeriod(context)} as attempt
  left join datacamp.assessment_dim as described using (assessment_id)
  window ${latest})`

/** All up to the end of the period: what came before it decides what was gained. */
export function attempts(context: Asked, read: RawBuilder<boolean> = sql`true`): RawBuilder<ComparedAttempt> {
  return sql`(
    select ${attempt},
      first_value(attempt.completed_at) over earliest as first_completed_at,
      first_value(attempt.score) over earliest as first_score,
      first_value(attempt.score_group) over earliest as first_score_group
    from ${completedAttempts(context, read)} as attempt
    left join datacamp.assessment_dim as described using (assessment_id)
    window ${latest},
      earliest as (partition by attempt.person_id, attempt.assessment_id
        order by attempt.completed_at, attempt.started_at nulls first, attempt.score nulls first, attempt.user_id))`
}

/**
 * Of the pairs of learner and assessment with a line in the period, whatever they did before; people with several accounts
 * bring all that these did. (No such pair is left out; one too many has no attempt in the period.)
 */
export function ofPairsInPeriod(context: Asked & Pick<Context, 'from'>): RawBuilder<boolean> {
  const account = sql`coalesce(nullif(own.source_id, '')::bigint, 0)`
  return sql`(coalesce(fact.user_id, 0), coalesce(fact.assessment_id, -1)) in (
    with lately as materialized (
      select coalesce(user_id, 0) as account, coalesce(assessment_id, -1) as assessment
      from datacamp.assessment_fact
      where ${inPeriod('completed_at', context)} and assessment_id is distinct from -1 and ${ofAsked(context, 'user_id')}
    ), several as materialized (
      select ${account} as account, own.person_id
      from mart.identity as own
      join (
        select person_id from (select person_id from mart.identity where source = 'datacamp' order by person_id) as in_order
        group by person_id having count(*) > 1
      ) as known using (person_id)
      where own.source = 'datacamp'
    )
    select account, assessment from lately
    union all select other.account, lately.assessment
    from lately join several using (account) join several as other using (person_id))`
}

const rows = (db: Db, context: Context) => db.selectFrom(attemptsOfPeriod(context).as('attempt')).selectAll()

const completed = 'datacamp.assessment_fact.completed_at'
const score = 'datacamp.assessment_fact.score'
const scoreGroup = 'datacamp.assessment_fact.score_group'
const leftOut = ['Deleted assessments (id -1), which cannot be told apart.']

const scoreQuantile = (share: number) =>
  ({
    unit: 'score',
    format: 'score',
    formula: `Continuous quantile (${share}) of the score over distinct user, assessment and started_at with completed_at.`,
    readFrom: [score, completed],
    leftOut: [...leftOut, 'Attempts without a score.', 'Percentiles, which are never averaged.'],
    additive: false,
    ofRows: quantile<AttemptRow>('score', share),
    counts: (column) => sql<boolean>`${column('score')} is not null`,
  }) as const satisfies Omit<MetricDefinition<AttemptRow>, 'label' | 'description'>

export const assessments = defineFact(rows, {
  name: 'assessments',
  description: 'Completed attempts of assessments, one per user, assessment and start, on the day of completion.',
  ofPeriod: true,
  dimensions: ['score_group'],
  metrics: {
    assessments_completed: {
      label: 'Assessments completed',
      description: 'Attempts of assessments that people completed; one that took several days counts once.',
      unit: 'items',
      format: 'count',
      formula: 'Distinct user, assessment and started_at with completed_at, by the day of completed_at.',
      readFrom: ['datacamp.assessment_fact.started_at', completed],
      leftOut,
      additive: true,
      ofPerson: () => sql`count(*)`,
      counts: () => sql`true`,
    },
    assessment_level: {
      label: 'Assessment levels',
      description:
        'Results that stand: the last completed attempt per person and assessment. Divide it by score group to see levels.',
      unit: 'items',
      format: 'count',
      formula: 'Pairs of person and assessment by the day of their last completed attempt up to the end of the period.',
      readFrom: [scoreGroup, completed],
      leftOut: [...leftOut, 'Earlier attempts of the same person.', 'The score: levels are DataCamp’s own, as stored.'],
      additive: true,
      ofPerson: () => sql`count(*)`,
      counts: (column) => sql`${column('is_last')}`,
    },
    assessment_learners: {
      label: 'People assessed',
      description: 'Distinct people who completed an assessment in the period.',
      unit: 'people',
      format: 'count',
      formula: 'Distinct people with a completed attempt.',
      readFrom: [completed],
      leftOut,
      additive: false,
      counts: () => sql`true`,
    },
    assessment_score: {
      label: 'Median assessment score',
      description: 'Half of the completed attempts have at most this score.',
      ...scoreQuantile(0.5),
    },
    assessment_score_q1: {
      label: 'Assessment score, first quartile',
      description: 'A quarter of the completed attempts have at most this score.',
      ...scoreQuantile(0.25),
    },
    assessment_score_q3: {
      label: 'Assessment score, third quartile',
      description: 'Three quarters of the completed attempts have at most this score.',
      ...scoreQuantile(0.75),
    },
  },
})
