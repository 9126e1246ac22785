/** Where people stand: the last completed attempt of each person and technology, whatever assessment it was of. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db, type FactRow } from '../fact'
import { completedInPeriod } from './assessments'
import { filled, loadedAt } from './datacamp-rows'

interface LevelRow extends FactRow {
  completed_at: string
  score: number | null
  score_group: string | null
  percentile: number | null
  /** In days, when the data was loaded. */
  age: number | null
}

/** An older score says little about what somebody can do today. */
export const STALE_DAYS = 180

/** The last of all is the last of the period wherever it lies in it. */
const levels = (context: Context): RawBuilder<LevelRow> => sql`(
  select distinct on (attempt.person_id, technology) attempt.completed_at::date as day, attempt.person_id, 'datacamp' as source,
    'assessment' as content_type, coalesce(attempt.assessment_id::text, '') as content_id,
    ${filled('described.technology')} as technology, attempt.completed_at, attempt.score, attempt.score_group, attempt.percentile,
    extract(epoch from ${loadedAt(context)} - attempt.completed_at) / 86400 as age
  from ${completedInPeriod(context)} as attempt
  left join datacamp.assessment_dim as described using (assessment_id)
  order by attempt.person_id, technology, attempt.completed_at desc, attempt.score desc nulls last, content_id)`

const readFrom = [
  'datacamp.assessment_fact.score_group',
  'datacamp.assessment_fact.completed_at',
  'datacamp.assessment_dim.technology',
]
const people = {
  unit: 'people',
  format: 'count',
  readFrom,
  leftOut: [
    'Earlier attempts of the same person and technology.',
    'Deleted assessments (id -1), which cannot be told apart.',
  ],
  additive: false,
} as const

export const skillLevels = defineFact(
  (db: Db, context: Context) => db.selectFrom(levels(context).as('level')).selectAll(),
  {
    name: 'skill_levels',
    description:
      'The last completed attempt per person and technology up to the end of the period, on the day of completion.',
    ofPeriod: true,
    dimensions: ['score_group'],
    metrics: {
      skill_levels: {
        ...people,
        label: 'People with a level',
        description: 'People whose last assessment of a technology lies in the period; divide them by score group.',
        formula:
          'Distinct people, by the day of their last completed attempt of a technology up to the end of the period.',
        counts: () => sql`true`,
      },
      skill_levels_stale: {
        ...people,
        label: 'People with a stale level',
        description: `People whose last assessment of a technology was more than ${STALE_DAYS} days old when the data was loaded.`,
        formula: `Distinct people whose last completed attempt of a technology lies more than ${STALE_DAYS} days before the moment of the data.`,
        counts: (column) => sql`${column('age')} > ${STALE_DAYS}::int`,
      },
      skill_levels_fresh: {
        ...people,
        label: 'People with a fresh level',
        description: `People whose last assessment of a technology was at most ${STALE_DAYS} days old when the data was loaded.`,
        formula: `Distinct people whose last completed attempt of a technology lies at most ${STALE_DAYS} days before the moment of the data.`,
        counts: (column) => sql`${column('age')} <= ${STALE_DAYS}::int`,
      },
    },
  },
)
