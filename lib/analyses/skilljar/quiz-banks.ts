/** Banks that a quiz draws its questions from, and how often each of these was shown. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db } from '@/lib/metrics/fact'
import { joinLearner } from '@/lib/metrics/facts/quiz-attempts'
import type { SkilljarRow } from '@/lib/metrics/facts/skilljar-rows'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { hideCells } from '../datacamp/hide-cells'
import { itemColumns, questionKind, questionText, quizParameter } from './quiz-answers'

interface ShownRow extends SkilljarRow {
  quiz_response_id: string
  quiz_question_id: string
}

/** Finished or not: what was shown was shown. */
const shown: RawBuilder<ShownRow> = sql`(
  select coalesce(attempt.started_at, attempt.finished_at, attempt.created_at)::date as day, identity.person_id, 'skilljar' as source,
    'quiz' as content_type, coalesce(attempt.quiz_id, '') as content_id, null::text as technology, learner.published,
    attempt.quiz_response_id, answer.quiz_question_id
  from skilljar.quiz_response as attempt
  cross join lateral (
    select distinct quiz_question_id from skilljar.quiz_question_response
    where quiz_response_id = attempt.quiz_response_id and quiz_question_id is not null
  ) as answer
  ${joinLearner})`

const questionsShown = defineFact((db: Db, _context: Context) => db.selectFrom(shown.as('shown')).selectAll(), {
  name: 'quiz_questions_shown',
  description: 'Questions that were shown in attempts at quizzes, once per attempt.',
  published: 'published',
  metrics: {},
})

interface BankRow extends AnalysisRow {
  readonly quiz: string
  readonly assignment: string
  readonly people: number
}

export const quizBanks = defineAnalysis({
  label: 'Question banks of quizzes',
  description:
    'Per question bank that a quiz draws from, how it is drawn from, and how often each of its questions was shown in the period.',
  formula:
    'Attempts begun in the period that met the question ÷ attempts that met any question of the quiz, finished or not.',
  readFrom: [
    'skilljar.quiz_question_bank.name',
    'skilljar.quiz_question_bank_assignment.order',
    'skilljar.quiz_question_bank_assignment.randomize_questions',
    'skilljar.quiz_question_bank_assignment.limit_question_count',
    'skilljar.quiz_question.quiz_question_bank_id',
    'skilljar.quiz_question_response.quiz_question_id',
    'skilljar.quiz_response.started_at',
  ],
  leftOut: ['Questions that stand in the quiz itself and in no bank.'],
  columns: [
    ...itemColumns,
    { name: 'assignment', label: 'Assignment id', kind: 'text' },
    { name: 'bank', label: 'Bank id', kind: 'text' },
    { name: 'bank_name', label: 'Bank', kind: 'text' },
    { name: 'place', label: 'Place of the bank', kind: 'number', format: 'count' },
    { name: 'is_random', label: 'In random order', kind: 'boolean' },
    { name: 'most', label: 'Questions drawn at most', kind: 'number', format: 'count' },
    { name: 'attempts', label: 'Attempts', kind: 'number', format: 'count' },
    { name: 'shown', label: 'Shown', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share of attempts', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: quizParameter,
  async rows(reader, query) {
    const quiz = query.parameters?.quiz ?? null
    const statement = sql<BankRow & { sat: number }>`
      with met as materialized (
        select fact.* from ${factRows(reader, questionsShown, selectionOf(reader, query))}
        where ${quiz}::text is null or fact.content_id = ${quiz}::text
      ), sat as (
        select content_id, count(*) as attempts, count(distinct person_id) as people
        from (select distinct content_id, quiz_response_id, person_id from met) as attempt
        group by content_id
      ), seen as (
        select content_id, quiz_question_id, count(*) as shown, count(distinct person_id) as people
        from met
        group by content_id, quiz_question_id
      )
      select item.quiz_id as quiz, coalesce(quiz.name, trim('Unknown quiz ' || item.quiz_id)) as quiz_name,
        question.quiz_question_id as question, question."order" as number, ${questionText} as question_text, ${questionKind} as kind,
        item.quiz_question_bank_assignment_id as assignment, item.quiz_question_bank_id as bank,
        coalesce(nullif(trim(bank.name), ''), 'Unknown bank ' || item.quiz_question_bank_id) as bank_name, item."order" as place,
        item.randomize_questions as is_random, nullif(item.limit_question_count, 0) as most,
        coalesce(sat.attempts, 0)::int as attempts, case when question.quiz_question_id is not null then coalesce(seen.shown, 0)::int end as shown,
        case when question.quiz_question_id is not null then coalesce(seen.shown, 0)::float8 / sat.attempts end as share,
        coalesce(seen.people, 0)::int as people, coalesce(sat.people, 0)::int as sat
      from skilljar.quiz_question_bank_assignment as item
      left join skilljar.quiz_question_bank as bank using (quiz_question_bank_id)
      left join skilljar.quiz as quiz on quiz.quiz_id = item.quiz_id
      left join skilljar.quiz_question as question on question.quiz_question_bank_id = item.quiz_question_bank_id
      left join sat on sat.content_id = item.quiz_id
      left join seen on seen.content_id = item.quiz_id and seen.quiz_question_id = question.quiz_question_id
      where ${quiz}::text is null or item.quiz_id = ${quiz}::text
      order by lower(quiz.name), item.quiz_id, item."order" nulls last, item.quiz_question_bank_assignment_id,
        question."order" nulls last, question.quiz_question_id collate "C"`
    const rows = await readRows<BankRow & { sat: number }>(reader, statement.compile(reader.db))
    const minimum = reader.scope.minimumCell
    return [...Map.groupBy(rows, ({ assignment }) => assignment).values()].flatMap((own) =>
      hideCells(own, ['shown', 'share'], minimum).map(({ sat, ...row }): AnalysisRow => {
        const isFew = Number(sat) > 0 && Number(sat) < minimum
        return isFew ? { ...row, attempts: null, shown: null, share: null, suppressed: true } : row
      }),
    )
  },
})
