/** What people gained between their first and their last attempt of the same assessment, at least two weeks apart. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, quantile, type Columns, type Context, type Db, type FactRow, type MetricDefinition } from '../fact'
import { attempts, ofPairsInPeriod } from './assessments'

interface GainRow extends FactRow {
  gain: number | null
  /** Score groups moved; null where one of the two is none of DataCamp's five. */
  groups_up: number | null
}

/** DataCamp's groups from the lowest. */
export const scoreGroups = ['Novice', 'Intermediate Lower', 'Intermediate', 'Intermediate Upper', 'Advanced'] as const

const rank = (column: string) =>
  sql`array_position(${scoreGroups.map((group) => group.toLowerCase())}::text[], lower(${sql.ref(column)}))`

const gains = (context: Context): RawBuilder<GainRow> => sql`(
  select attempt.day, attempt.person_id, attempt.source, attempt.content_type, attempt.content_id, attempt.technology,
    attempt.score - attempt.first_score as gain,
    ${rank('attempt.score_group')} - ${rank('attempt.first_score_group')} as groups_up
  from ${attempts(context, ofPairsInPeriod(context))} as attempt
  where attempt.is_last and attempt.completed_at >= ${context.from}::timestamp
    and attempt.completed_at >= attempt.first_completed_at + interval '14 days')`

const rows = (db: Db, context: Context) => db.selectFrom(gains(context).as('gained')).selectAll()

const readFrom = ['datacamp.assessment_fact.score', 'datacamp.assessment_fact.completed_at']
const readGroups = ['datacamp.assessment_fact.score_group', 'datacamp.assessment_fact.completed_at']
const leftOut = [
  'Attempts less than 14 days after the first.',
  'Deleted assessments (id -1), which cannot be told apart.',
]
const hasGain = (column: Columns<GainRow>) => sql<boolean>`${column('gain')} is not null`
const hasGroups = (column: Columns<GainRow>) => sql<boolean>`${column('groups_up')} is not null`

const gainQuantile = (share: number) =>
  ({
    unit: 'score',
    format: 'score',
    formula: `Continuous quantile (${share}) of last − first score per person and assessment, by the day of the last attempt.`,
    readFrom,
    leftOut,
    additive: false,
    ofRows: quantile<GainRow>('gain', share),
    counts: hasGain,
  }) as const satisfies Omit<MetricDefinition<GainRow>, 'label' | 'description'>

const pairs = (of: string) =>
  ({
    unit: 'items',
    format: 'count',
    formula: `Pairs of person and assessment with two completed attempts at least 14 days apart${of}.`,
    leftOut,
    additive: true,
    ofPerson: () => sql`count(*)`,
  }) as const

export const skillGain = defineFact(rows, {
  name: 'skill_gain',
  description:
    'Pairs of person and assessment attempted again after two weeks or more, on the day of the last attempt.',
  ofPeriod: true,
  metrics: {
    skill_gain: {
      label: 'Median skill gain',
      description: 'Half of those who took an assessment again gained at most this many points.',
      ...gainQuantile(0.5),
    },
    skill_gain_q1: {
      label: 'Skill gain, first quartile',
      description: 'A quarter of those who took an assessment again gained at most this many points.',
      ...gainQuantile(0.25),
    },
    skill_gain_q3: {
      label: 'Skill gain, third quartile',
      description: 'Three quarters of those who took an assessment again gained at most this many points.',
      ...gainQuantile(0.75),
    },
    skill_gain_pairs: {
      label: 'Assessments taken again',
      description: 'What skill gain is measured on: n.',
      ...pairs(', both with a score'),
      readFrom,
      counts: hasGain,
    },
    skill_gain_improved: {
      label: 'Assessments taken again with a higher score',
      description: 'Pairs of person and assessment with a last score above the first.',
      ...pairs(' and a higher score'),
      readFrom,
      counts: (column) => sql`${column('gain')} > 0`,
    },
    skill_gain_grouped: {
      label: 'Assessments taken again with both score groups',
      description: 'What the share of those who moved up divides by.',
      ...pairs(', both with one of DataCamp’s five score groups'),
      readFrom: readGroups,
      counts: hasGroups,
    },
    skill_gain_moved_up: {
      label: 'Assessments taken again that moved up a score group',
      description: 'Pairs of person and assessment whose last score group is above the first.',
      ...pairs(' and a higher score group'),
      readFrom: readGroups,
      counts: (column) => sql`${column('groups_up')} > 0`,
    },
    assessment_retakers: {
      label: 'People who took an assessment again',
      description: 'Distinct people with two completed attempts of the same assessment at least 14 days apart.',
      unit: 'people',
      format: 'count',
      formula:
        'Distinct people whose last attempt of an assessment in the period is 14 days or more after their first.',
      readFrom: ['datacamp.assessment_fact.completed_at'],
      leftOut,
      additive: false,
      counts: () => sql`true`,
    },
  },
})
