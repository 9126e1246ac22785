/** Whether the questions of a quiz measure one thing (METRICS.md, quiz_reliability). */
import { sql } from 'kysely'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'
import { answersLeftOut, answersReadFrom, quizName, quizParameter, selectedAnswers } from './quiz-answers'

interface ReliabilityRow {
  readonly quiz: string
  readonly quiz_name: string
  readonly questions: number
  readonly attempts: number
  readonly attempts_left_out: number
  readonly people: number
  /** Behind the attempts that are graded in full. */
  readonly people_graded: number
  readonly is_fixed_form: boolean
  readonly kr20: number | null
}

export const quizReliability = defineAnalysis({
  label: 'Quiz reliability',
  description: 'KR-20: how far the questions of a quiz agree with each other about who is strong; 1 is perfect.',
  formula:
    'k ÷ (k − 1) · (1 − Σ p(1 − p) ÷ σ²) over first finished attempts, with σ² the variance of the totals over n.',
  readFrom: answersReadFrom,
  leftOut: [
    ...answersLeftOut,
    'Quizzes that show people different questions: KR-20 is defined for fixed forms only.',
    'Attempts with a question that is not graded yet; they are counted beside it.',
  ],
  columns: [
    { name: 'quiz', label: 'Quiz id', kind: 'text' },
    { name: 'quiz_name', label: 'Quiz', kind: 'text' },
    { name: 'questions', label: 'Questions', kind: 'number', format: 'count' },
    { name: 'attempts', label: 'Attempts', kind: 'number', format: 'count' },
    { name: 'attempts_left_out', label: 'Attempts left out', kind: 'number', format: 'count' },
    { name: 'is_fixed_form', label: 'Same questions for everybody', kind: 'boolean' },
    { name: 'kr20', label: 'KR-20', kind: 'number', format: 'decimal' },
    { name: 'reason', label: 'Why there is none', kind: 'text' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: quizParameter,
  async rows(reader, query) {
    const statement = sql<ReliabilityRow>`
      with answer as materialized (
        select content_id, person_id, attempt, quiz_question_id, is_right, is_right::int::float8 as x
        from ${selectedAnswers(reader, query)}
      ), sitting as (
        select content_id, attempt, min(person_id) as person_id, count(*) as seen, bool_and(is_right is not null) as is_graded,
          sum(x) as total
        from answer
        group by content_id, attempt
      ), form as (
        select content_id, count(distinct quiz_question_id) as questions from answer group by content_id
      ), spread as (
        select content_id, count(*) filter (where is_graded) as attempts, count(*) filter (where not is_graded) as left_out,
          count(distinct person_id) as people, count(distinct person_id) filter (where is_graded) as people_graded, min(seen) as fewest, var_pop(total) filter (where is_graded) as variance
        from sitting
        group by content_id
      ), within as (
        select content_id, sum(p * (1 - p)) as within
        from (
          select content_id, quiz_question_id, avg(x) as p
          from answer join sitting using (content_id, attempt)
          where sitting.is_graded
          group by content_id, quiz_question_id
        ) as question
        group by content_id
      )
      select item.content_id as quiz, ${quizName} as quiz_name, item.questions::int, spread.attempts::int,
        spread.left_out::int as attempts_left_out, spread.people::int, spread.people_graded::int,
        spread.fewest = item.questions as is_fixed_form,
        case when spread.fewest = item.questions and item.questions > 1 and spread.attempts > 1 and spread.variance > 0
          then item.questions::float8 / (item.questions - 1) * (1 - within.within / spread.variance) end as kr20
      from form as item
      join spread using (content_id)
      left join within using (content_id)
      left join skilljar.quiz as quiz on quiz.quiz_id = item.content_id
      order by lower(${quizName}), item.content_id collate "C"`
    const rows = await readRows<ReliabilityRow>(reader, statement.compile(reader.db))
    const minimum = reader.scope.minimumCell
    return rows.map(({ people, people_graded, ...row }) =>
      hideSmall({ ...row, reason: row.kr20 === null ? reasonOf(row) : null }, [
        // The attempts taken are shown: of the two counts each tells the other.
        ...(isSmall(people_graded, people, minimum) ? (['attempts', 'attempts_left_out'] as const) : []),
        ...(people_graded > 0 && people_graded < minimum ? (['kr20', 'reason'] as const) : []),
      ]),
    )
  },
})

/** Why KR-20 is not defined here. */
function reasonOf({ is_fixed_form, questions, attempts }: Omit<ReliabilityRow, 'people' | 'people_graded'>): string {
  if (!is_fixed_form)
    return 'Not everybody answered the same questions (drawn at random, from a bank, changed or left out).'
  if (questions < 2) return 'There is a single question, and nothing to compare it with.'
  if (attempts < 2) return 'Fewer than two first attempts are graded in full.'
  return 'Everybody has the same number of right answers, so that nothing tells people apart.'
}
