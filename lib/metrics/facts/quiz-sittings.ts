/** Attempts of quizzes as people sat them, finished or not, one row each, on the day on which they began. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, quantile, type Context, type Db, type MetricDefinition } from '../fact'
import type { RatioDefinition } from '../ratios'
import { joinLearner, waits } from './quiz-attempts'
import { count, loadedAt, type SkilljarRow } from './skilljar-rows'

interface SittingRow extends SkilljarRow {
  is_finished: boolean
  /** From start to finish; null where either is missing, or the finish lies before the start. */
  seconds: number | null
  /** Whether its quiz has a time limit, and it is known what became of it. */
  is_timed: boolean
  ran_out: boolean
  was_left: boolean
  waits: boolean
}

/** A limit of 0 is none. What was left lies open after its limit, at the moment that the data speaks of. */
const sittings = (context: Context): RawBuilder<SittingRow> => sql`(
  select coalesce(attempt.started_at, attempt.finished_at, attempt.created_at)::date as day, identity.person_id, 'skilljar' as source,
    'quiz' as content_type, coalesce(attempt.quiz_id, '') as content_id, null::text as technology, learner.published,
    attempt.finished_at is not null as is_finished, span.seconds,
    span."limit" is not null and (span.seconds is not null or left_open.since) as is_timed,
    coalesce(span.seconds >= span."limit", false) as ran_out, left_open.since as was_left,
    attempt.finished_at is not null and ${waits} as waits
  from skilljar.quiz_response as attempt
  left join skilljar.quiz as quiz on quiz.quiz_id = attempt.quiz_id
  ${joinLearner}
  cross join lateral (
    select nullif(greatest(quiz.time_limit_seconds, 0), 0) as "limit",
      case when attempt.finished_at >= attempt.started_at
        then extract(epoch from attempt.finished_at - attempt.started_at)::float8 end as seconds
  ) as span
  cross join lateral (
    select coalesce(attempt.finished_at is null and attempt.started_at + make_interval(secs => span."limit") <= ${loadedAt(context)}, false) as since
  ) as left_open)`

const rows = (db: Db, context: Context) => db.selectFrom(sittings(context).as('sitting')).selectAll()

const attempt = ['skilljar.quiz_response.started_at', 'skilljar.quiz_response.finished_at']
const timed = [...attempt, 'skilljar.quiz.time_limit_seconds']

const ofSittings = {
  unit: 'items',
  format: 'count',
  readFrom: attempt,
  additive: true,
  ofPerson: count,
} as const

const untimed = [
  'Attempts at quizzes without a time limit, and those that were still within it when the data was loaded.',
  'Finished attempts whose finish lies before their start, or that have no start.',
]

const time = (share: number) =>
  ({
    unit: 'seconds',
    format: 'seconds',
    formula: `Continuous quantile (${share}) of finished_at − started_at over finished attempts, by the day of started_at.`,
    readFrom: attempt,
    leftOut: ['Attempts that were not finished, and those whose finish lies before their start.'],
    additive: false,
    ofRows: quantile<SittingRow>('seconds', share),
    counts: (column) => sql<boolean>`${column('seconds')} is not null`,
  }) as const satisfies Omit<MetricDefinition<SittingRow>, 'label' | 'description'>

export const quizSittings = defineFact(rows, {
  name: 'quiz_sittings',
  description: 'Attempts at Skilljar quizzes, finished or not, on the day on which they began.',
  published: 'published',
  metrics: {
    quiz_attempts_begun: {
      ...ofSittings,
      label: 'Attempts begun',
      description: 'Attempts at quizzes that began in the period, whether they were finished or not.',
      formula: 'Quiz responses by the day of started_at; of finished_at or created_at where that is missing.',
      counts: () => sql`true`,
    },
    quiz_attempts_unfinished: {
      ...ofSittings,
      label: 'Attempts not finished',
      description: 'Attempts that began in the period and were not finished when the data was loaded.',
      formula: 'Quiz responses without finished_at.',
      counts: (column) => sql`not ${column('is_finished')}`,
    },
    quiz_attempts_measured: {
      ...ofSittings,
      label: 'Attempts with a time',
      description: 'Finished attempts of which it is known how long they took: what the time taken rests on.',
      formula: 'Quiz responses with finished_at not before started_at.',
      counts: (column) => sql`${column('seconds')} is not null`,
    },
    quiz_time: {
      label: 'Time taken, median',
      description: 'Half of the finished attempts took at most this long, from start to finish.',
      ...time(0.5),
    },
    quiz_time_q1: {
      label: 'Time taken, first quartile',
      description: 'A quarter of the finished attempts took at most this long.',
      ...time(0.25),
    },
    quiz_time_q3: {
      label: 'Time taken, third quartile',
      description: 'Three quarters of the finished attempts took at most this long.',
      ...time(0.75),
    },
    quiz_attempts_timed: {
      ...ofSittings,
      label: 'Attempts against a time limit',
      description: 'Attempts at quizzes with a time limit, finished or with the limit behind them.',
      formula:
        'Quiz responses of quizzes with time_limit_seconds, finished or begun that long before the data was loaded.',
      readFrom: timed,
      leftOut: untimed,
      counts: (column) => sql`${column('is_timed')}`,
    },
    quiz_time_outs: {
      ...ofSittings,
      label: 'Time-outs',
      description: 'Attempts that took as long as the quiz’s time limit or longer, or lie unfinished beyond it.',
      formula:
        'Quiz responses with finished_at − started_at ≥ time_limit_seconds, or without finished_at and begun at least time_limit_seconds before the data was loaded.',
      readFrom: timed,
      leftOut: untimed,
      counts: (column) => sql`${column('is_timed')} and (${column('ran_out')} or ${column('was_left')})`,
    },
    quiz_time_outs_left: {
      ...ofSittings,
      label: 'Time-outs, never finished',
      description: 'Of the time-outs, the attempts that lie unfinished beyond the time limit.',
      formula: 'Quiz responses without finished_at, begun at least time_limit_seconds before the data was loaded.',
      readFrom: timed,
      leftOut: untimed,
      counts: (column) => sql`${column('is_timed')} and ${column('was_left')}`,
    },
    quiz_attempts_waiting: {
      ...ofSittings,
      label: 'Waiting for a grader',
      description: 'Finished attempts with questions that are graded by hand, and without a grading so far.',
      formula: 'Quiz responses with finished_at and a question with requires_manual_grading, and without graded_at.',
      readFrom: [...attempt, 'skilljar.quiz_response.graded_at', 'skilljar.quiz_question.requires_manual_grading'],
      counts: (column) => sql`${column('waits')}`,
    },
  },
})

export const sittingRatios = {
  quiz_time_out_rate: {
    unit: 'ratio',
    format: 'percent',
    label: 'Time-out rate',
    description:
      'Of the attempts against a time limit that began in the period, the share that ran into it or was never finished.',
    formula: 'Time-outs ÷ attempts against a time limit.',
    readFrom: timed,
    leftOut: untimed,
    ratio: { of: 'quiz_time_outs', to: 'quiz_attempts_timed' },
  },
} as const satisfies Readonly<Record<string, RatioDefinition>>
