/** Quizzes that people took, one row per student and quiz, on the day on which the first attempt was finished. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Columns, type Context, type Db } from '../fact'
import type { RatioDefinition } from '../ratios'
import { finishedAttempts } from './quiz-attempts'
import { count, type SkilljarRow } from './skilljar-rows'

interface QuizRow extends SkilljarRow {
  attempts: number
  is_graded: boolean
  is_passed: boolean
  score: number | null
  /** Whether any attempt has a result, and whether any was passed. */
  is_ever_graded: boolean
  is_ever_passed: boolean
  /** Finished attempts up to the first that was passed; null where none was. */
  attempts_to_pass: number | null
}

const taken: RawBuilder<QuizRow> = sql`(
  select min(finished_at) filter (where is_first)::date as day, max(person_id) as person_id, 'skilljar' as source, 'quiz' as content_type,
    min(quiz_id) as content_id, null::text as technology, min(published) filter (where is_first) as published,
    count(*) as attempts,
    bool_or(is_first and is_graded) as is_graded,
    bool_or(is_first and is_graded and is_passed) as is_passed,
    max(score) filter (where is_first and is_graded) as score,
    bool_or(is_graded) as is_ever_graded,
    bool_or(is_graded and is_passed) as is_ever_passed,
    min(place) filter (where is_graded and is_passed) as attempts_to_pass
  from ${finishedAttempts} as attempt
  group by pair)`

const rows = (db: Db, _context: Context) => db.selectFrom(taken.as('taken')).selectAll()

const attempt = ['skilljar.quiz_response.started_at', 'skilljar.quiz_response.finished_at']
const graded = [
  ...attempt,
  'skilljar.quiz_response.is_passed',
  'skilljar.quiz_response.graded_at',
  'skilljar.quiz_question.requires_manual_grading',
]
const ungraded = 'Attempts with questions that are graded by hand, until they are graded.'
const unfinished = 'Attempts that were not finished.'

const ofQuizzes = {
  unit: 'items',
  format: 'count',
  leftOut: [unfinished, ungraded],
  readFrom: graded,
  additive: true,
  ofPerson: count,
} as const

export const quizzes = defineFact(rows, {
  name: 'quizzes',
  description: 'Skilljar quizzes that people took, one per student and quiz, on the day of the first finished attempt.',
  published: 'published',
  metrics: {
    quizzes_taken: {
      ...ofQuizzes,
      label: 'Quizzes taken',
      description: 'Quizzes with at least one finished attempt, each student and quiz once.',
      formula: 'Pairs of student and quiz by the day on which the first finished attempt was finished.',
      leftOut: [unfinished],
      readFrom: attempt,
      counts: () => sql`true`,
    },
    quizzes_graded: {
      ...ofQuizzes,
      label: 'First attempts graded',
      description: 'First finished attempts that have a result: what the pass rate divides by.',
      formula:
        'Pairs of student and quiz whose first finished attempt has is_passed, and graded_at where graded by hand.',
      counts: (column) => sql`${column('is_graded')}`,
    },
    quizzes_passed_first: {
      ...ofQuizzes,
      label: 'Passed at the first attempt',
      description: 'First finished attempts that were passed.',
      formula: 'Pairs of student and quiz with is_passed on the first finished attempt.',
      counts: (column) => sql`${column('is_passed')}`,
    },
    quizzes_graded_ever: {
      ...ofQuizzes,
      label: 'Quizzes with a result',
      description: 'Pairs of student and quiz with a result at any attempt, by the day of the first.',
      formula: 'Pairs of student and quiz with a graded attempt.',
      counts: (column) => sql`${column('is_ever_graded')}`,
    },
    quizzes_passed_ever: {
      ...ofQuizzes,
      label: 'Passed at any attempt',
      description: 'Pairs of student and quiz that were passed at any attempt, by the day of the first.',
      formula: 'Pairs of student and quiz with is_passed on any graded attempt.',
      counts: (column) => sql`${column('is_ever_passed')}`,
    },
    quiz_attempts: {
      ...ofQuizzes,
      label: 'Finished attempts',
      description: 'All finished attempts, by the day on which the first of the student and quiz was finished.',
      formula: 'Quiz responses with finished_at.',
      leftOut: [unfinished],
      readFrom: attempt,
      ofPerson: (column: Columns<QuizRow>) => sql`sum(${column('attempts')})`,
      counts: () => sql`true`,
    },
    quiz_score: {
      label: 'Mean quiz score',
      description: 'Share of the questions that was right, mean over first finished attempts.',
      unit: 'ratio',
      format: 'percent',
      formula: 'Mean of correct_response_count ÷ question_count over graded first attempts.',
      readFrom: [...graded, 'skilljar.quiz_response.correct_response_count', 'skilljar.quiz_response.question_count'],
      leftOut: [unfinished, ungraded, 'Counts that are no number, and attempts without questions.'],
      additive: false,
      ofRows: (column, counted) => sql`avg(${column('score')}) ${counted}`,
      counts: (column) => sql`${column('score')} is not null`,
    },
    quiz_attempts_to_pass: {
      label: 'Attempts to pass',
      description: 'How many finished attempts it took to pass, mean over those who passed; 1 is at once.',
      unit: 'items',
      format: 'decimal',
      formula: 'Mean place of the first passed among the finished attempts of a student and quiz.',
      readFrom: graded,
      leftOut: [unfinished, ungraded, 'Who has not passed so far.'],
      additive: false,
      ofRows: (column, counted) => sql`avg(${column('attempts_to_pass')}) ${counted}`,
      counts: (column) => sql`${column('attempts_to_pass')} is not null`,
    },
  },
})

const rate = { unit: 'ratio', format: 'percent', readFrom: graded, leftOut: [unfinished, ungraded] } as const

export const quizRatios = {
  quiz_pass_rate: {
    ...rate,
    label: 'Quiz pass rate, first attempt',
    description: 'Of the quizzes taken in the period, the share passed at the first finished attempt.',
    formula: 'Pairs of student and quiz passed at the first finished attempt ÷ pairs whose first attempt is graded.',
    ratio: { of: 'quizzes_passed_first', to: 'quizzes_graded' },
  },
  quiz_pass_rate_best: {
    ...rate,
    label: 'Quiz pass rate, best attempt',
    description: 'Of the quizzes first taken in the period, the share passed at any attempt so far.',
    formula: 'Pairs of student and quiz passed at any attempt ÷ pairs with a graded attempt.',
    ratio: { of: 'quizzes_passed_ever', to: 'quizzes_graded_ever' },
  },
} as const satisfies Readonly<Record<string, RatioDefinition>>
