/** Which answers people choose, and whether strong people choose others than weak ones (METRICS.md, item_distractors). */
import { sql } from 'kysely'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, type AnalysisRow } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'
import { withCompanions } from '../with-companions'
import {
  answersLeftOut,
  GROUP,
  groupsInWords,
  isTyped,
  itemColumns,
  questionKind,
  questionNames,
  questionText,
  quizName,
  quizParameter,
  rankedAnswers,
} from './quiz-answers'

interface DistractorRow {
  readonly quiz: string
  readonly quiz_name: string
  readonly question: string
  readonly number: number | null
  readonly question_text: string | null
  readonly kind: string | null
  readonly answer: string
  readonly answer_text: string | null
  readonly is_correct: boolean | null
  readonly answers: number
  readonly chosen: number
  readonly share: number
  readonly share_top: number | null
  readonly share_bottom: number | null
  readonly people: number
  readonly people_chose: number
  readonly top: number
  readonly bottom: number
  readonly top_chose: number
  readonly bottom_chose: number
}

/**
 * Of one question: where one answer is hidden, its companions are what the others leave of the whole. They are wrong ones,
 * as the question's difficulty tells how many chose the right one.
 */
function shown(answers: readonly DistractorRow[], minimum: number): AnalysisRow[] {
  const hidden = (of: 'people_chose' | 'top_chose' | 'bottom_chose', all: 'people' | 'top' | 'bottom') =>
    withCompanions(
      answers,
      (row) => isSmall(row[of], row[all], minimum),
      (row) => [row.is_correct === true ? 0 : row[of], row[of]],
      minimum,
    )
  const [few, fewOfTop, fewOfBottom] = [
    hidden('people_chose', 'people'),
    hidden('top_chose', 'top'),
    hidden('bottom_chose', 'bottom'),
  ]
  return answers.map((row) => {
    const { people, people_chose: _, top: __, bottom: ___, top_chose: ____, bottom_chose: _____, ...columns } = row
    if (people > 0 && people < minimum)
      return hideSmall(columns, ['answers', 'chosen', 'share', 'share_top', 'share_bottom'])
    if (few.has(row)) return hideSmall(columns, ['chosen', 'share', 'share_top', 'share_bottom'])
    return hideSmall(columns, [
      ...(fewOfTop.has(row) ? (['share_top'] as const) : []),
      ...(fewOfBottom.has(row) ? (['share_bottom'] as const) : []),
    ])
  })
}

export const itemDistractors = defineAnalysis({
  label: 'Answers chosen',
  description: `How many people chose each answer of a question, over all and among the ${GROUP} % with the highest and the lowest scores.`,
  formula: `Answers that chose it ÷ answers to the question, over first finished attempts. ${groupsInWords}`,
  readFrom: [
    'skilljar.quiz_question_response.quiz_answer_id',
    'skilljar.quiz_question_response_chosen_answers.quiz_answer_id',
    'skilljar.quiz_answer.text',
    'skilljar.quiz_answer.is_correct',
    'skilljar.quiz_question.type',
  ],
  leftOut: [answersLeftOut[0] as string, 'Questions whose answer is typed: what is on file for them nobody chooses.'],
  columns: [
    ...itemColumns,
    { name: 'answer', label: 'Answer id', kind: 'text' },
    { name: 'answer_text', label: 'Answer', kind: 'text' },
    { name: 'is_correct', label: 'Correct', kind: 'boolean' },
    { name: 'answers', label: 'Answers', kind: 'number', format: 'count' },
    { name: 'chosen', label: 'Chosen', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'share_top', label: `Share, top ${GROUP} %`, kind: 'number', format: 'percent' },
    { name: 'share_bottom', label: `Share, bottom ${GROUP} %`, kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: quizParameter,
  async rows(reader, query) {
    const statement = sql<DistractorRow>`
      with ranked as materialized (
        select * from ${rankedAnswers(reader, query)} as answer
      ), asked as (
        select content_id, quiz_question_id, count(*) as answers, count(distinct person_id) as people,
          count(*) filter (where is_top) as top_answers, count(*) filter (where is_bottom) as bottom_answers,
          count(distinct person_id) filter (where is_top) as top, count(distinct person_id) filter (where is_bottom) as bottom
        from ranked
        group by content_id, quiz_question_id
      ), choice as (
        select quiz_question_response_id, quiz_answer_id from skilljar.quiz_question_response where quiz_answer_id is not null
        union
        select quiz_question_response_id, quiz_answer_id from skilljar.quiz_question_response_chosen_answers where quiz_answer_id is not null
      ), chosen as (
        select content_id, quiz_question_id, quiz_answer_id, count(*) as chosen, count(distinct person_id) as people,
          count(*) filter (where is_top) as top_chosen, count(*) filter (where is_bottom) as bottom_chosen,
          count(distinct person_id) filter (where is_top) as top, count(distinct person_id) filter (where is_bottom) as bottom
        from ranked
        join choice using (quiz_question_response_id)
        group by content_id, quiz_question_id, quiz_answer_id
      ), offered as (
        select asked.content_id, asked.quiz_question_id, answer.quiz_answer_id
        from asked
        join skilljar.quiz_answer as answer using (quiz_question_id)
        left join skilljar.quiz_question as question using (quiz_question_id)
        where not ${isTyped}
        union
        select content_id, quiz_question_id, quiz_answer_id from chosen
      )
      select item.content_id as quiz, ${quizName} as quiz_name, item.quiz_question_id as question, question."order" as number,
        ${questionText} as question_text, ${questionKind} as kind, offered.quiz_answer_id as answer, answer.text as answer_text, answer.is_correct,
        item.answers::int, coalesce(chosen.chosen, 0)::int as chosen,
        coalesce(chosen.chosen, 0)::float8 / item.answers as share,
        coalesce(chosen.top_chosen, 0)::float8 / nullif(item.top_answers, 0) as share_top,
        coalesce(chosen.bottom_chosen, 0)::float8 / nullif(item.bottom_answers, 0) as share_bottom,
        item.people::int, coalesce(chosen.people, 0)::int as people_chose, item.top::int, item.bottom::int,
        coalesce(chosen.top, 0)::int as top_chose, coalesce(chosen.bottom, 0)::int as bottom_chose
      from asked as item
      join offered using (content_id, quiz_question_id)
      left join chosen using (content_id, quiz_question_id, quiz_answer_id)
      left join skilljar.quiz_answer as answer on answer.quiz_answer_id = offered.quiz_answer_id
      ${questionNames}
      order by lower(${quizName}), item.content_id, question."order" nulls last, item.quiz_question_id collate "C",
        answer."order" nulls last, offered.quiz_answer_id collate "C"`
    const rows = await readRows<DistractorRow>(reader, statement.compile(reader.db))
    const questions = Map.groupBy(rows, ({ quiz, question }) => JSON.stringify([quiz, question]))
    return [...questions.values()].flatMap((answers) => shown(answers, reader.scope.minimumCell))
  },
})
