/** Answers in the first finished attempt of each student and quiz: what item statistics are made of. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { defineFact, type Context, type Db } from '@/lib/metrics/fact'
import { finishedAttempts } from '@/lib/metrics/facts/quiz-attempts'
import type { SkilljarRow } from '@/lib/metrics/facts/skilljar-rows'
import { factRows, selectionOf, type AnalysisQuery } from '../analysis'

interface AnswerRow extends SkilljarRow {
  /** Whose attempt at which quiz: there is one first. */
  attempt: readonly (string | null)[]
  quiz_question_response_id: string
  quiz_question_id: string
  /** Null until it is graded. */
  is_right: boolean | null
}

/** By index, as a filter may leave few attempts. Where a quiz asks until the answer is right, only the first try tells anything. */
const answers: RawBuilder<AnswerRow> = sql`(
  select attempt.finished_at::date as day, attempt.person_id, 'skilljar' as source, 'quiz' as content_type, attempt.quiz_id as content_id,
    null::text as technology, attempt.published, attempt.pair as attempt, answer.quiz_question_response_id, answer.quiz_question_id,
    case
      when question.requires_manual_grading and attempt.graded_at is null then null
      when not coalesce(quiz.require_correct_response, false) then answer.is_correct
      when answer.submit_count is not null then answer.is_correct and answer.submit_count = 1
    end as is_right
  from ${finishedAttempts} as attempt
  cross join lateral (
    select distinct on (quiz_question_id) quiz_question_response_id, quiz_question_id, is_correct, submit_count
    from skilljar.quiz_question_response
    where quiz_response_id = attempt.quiz_response_id and quiz_question_id is not null
    order by quiz_question_id, finished_at desc nulls last, quiz_question_response_id collate "C" desc
  ) as answer
  left join skilljar.quiz_question as question using (quiz_question_id)
  left join skilljar.quiz as quiz on quiz.quiz_id = attempt.quiz_id
  where attempt.is_first)`

export const quizAnswers = defineFact((db: Db, _context: Context) => db.selectFrom(answers.as('answer')).selectAll(), {
  name: 'quiz_answers',
  description: 'Answers to quiz questions in the first finished attempt of each student and quiz.',
  published: 'published',
  metrics: {},
})

/** As "fact": the answers that the filters, the scope and the parameter leave; attempts are in whole or not at all. */
export function selectedAnswers(reader: ScopedReader, query: AnalysisQuery): RawBuilder<unknown> {
  const quiz = query.parameters?.quiz ?? null
  return sql`(
    select fact.* from ${factRows(reader, quizAnswers, selectionOf(reader, query))}
    where ${quiz}::text is null or fact.content_id = ${quiz}::text
  ) as fact`
}

/** In percent: where Kelley's upper and lower groups differ most surely. */
export const GROUP = 27

/** Those answers, and whether they are of the highest or the lowest scores; who scores as the last of a group is in it too. */
export function rankedAnswers(reader: ScopedReader, query: AnalysisQuery): RawBuilder<unknown> {
  return sql`(
    select *,
      score is not null and rank() over (partition by content_id, quiz_question_id order by score desc nulls last)
        <= ceil(count(score) over question * ${GROUP}::int / 100.0) as is_top,
      score is not null and rank() over (partition by content_id, quiz_question_id order by score nulls last)
        <= ceil(count(score) over question * ${GROUP}::int / 100.0) as is_bottom
    from (
      select content_id, quiz_question_id, quiz_question_response_id, person_id, is_right,
        avg(is_right::int::float8) over (partition by attempt) as score
      from ${selectedAnswers(reader, query)}
    ) as scored
    window question as (partition by content_id, quiz_question_id))`
}

export const groupsInWords =
  'The groups are ranked by the share right of all graded questions of the attempt; who scores as the last of a group is in it too.'

/** Left-joins names to the columns content_id and quiz_question_id of "item". */
export const questionNames = sql`
  left join skilljar.quiz as quiz on quiz.quiz_id = item.content_id
  left join skilljar.quiz_question as question on question.quiz_question_id = item.quiz_question_id`

/** The question's HTML as words. */
export const questionText = sql`nullif(trim(regexp_replace(regexp_replace(question.html, '<[^>]*>', ' ', 'g'), '\\s+', ' ', 'g')), '')`

/** Skilljar's own documentation misspells a kind, and so does its data. A kind that nobody knows is shown as it is written. */
export const questionKind = sql`case upper(trim(question.type))
  when 'MULTIPLE_CHOICE' then 'Single choice' when 'MULTIPE_CHOICE' then 'Single choice'
  when 'MULTIPLE_ANSWER' then 'Multiple choice'
  when 'FILL_IN_THE_BLANK' then 'Fill in the blank'
  when 'FREEFORM' then 'Free text'
  else nullif(trim(question.type), '') end`

/** Whether people type the answer instead of choosing it. */
export const isTyped = sql<boolean>`coalesce(upper(trim(question.type)) in ('FILL_IN_THE_BLANK', 'FREEFORM'), false)`

export const quizName = sql`coalesce(quiz.name, trim('Unknown quiz ' || item.content_id))`

export const quizParameter = {
  quiz: { description: 'Id of one quiz; absent: every quiz that was taken in the period.' },
} as const

export const itemColumns = [
  { name: 'quiz', label: 'Quiz id', kind: 'text' },
  { name: 'quiz_name', label: 'Quiz', kind: 'text' },
  { name: 'question', label: 'Question id', kind: 'text' },
  { name: 'number', label: 'Number', kind: 'number', format: 'count' },
  { name: 'question_text', label: 'Question', kind: 'text' },
  { name: 'kind', label: 'Kind', kind: 'text' },
] as const

export const answersReadFrom = [
  'skilljar.quiz_question_response.is_correct',
  'skilljar.quiz_question_response.submit_count',
  'skilljar.quiz_response.finished_at',
  'skilljar.quiz_response.graded_at',
  'skilljar.quiz_question.requires_manual_grading',
  'skilljar.quiz.require_correct_response',
]
export const answersLeftOut = [
  'Later attempts of the same student, and attempts that were not finished.',
  'Answers that are graded by hand, until they are graded.',
]
