/** Which answers people choose, and whether strong people choose others than weak ones (METRICS.md, item_distractors). */
import { sql } from 'kysely'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, type AnalysisRow } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'
import {
  answersLeftOut,
  itemColumns,
  questionNames,
  questionText,
  quizName,
  quizParameter,
  selectedAnswers,
} from './quiz-answers'

/** In percent: where Kelley's upper and lower groups differ most surely. */
const GROUP = 27

interface DistractorRow {
  readonly quiz: string
  readonly quiz_name: string
  readonly question: string
  readonly number: number | null
  readonly question_text: string | null
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

function shown(row: DistractorRow, hidesOne: boolean, minimum: number): AnalysisRow {
  const { people, people_chose: _, top, bottom, top_chose, bottom_chose, ...columns } = row
  const ofTop = isSmall(top_chose, top, minimum) ? (['share_top'] as const) : []
  const ofBottom = isSmall(bottom_chose, bottom, minimum) ? (['share_bottom'] as const) : []
  if (people > 0 && people < minimum)
    return hideSmall(columns, ['answers', 'chosen', 'share', 'share_top', 'share_bottom'])
  return hideSmall(columns, hidesOne ? ['chosen', 'share', 'share_top', 'share_bottom'] : [...ofTop, ...ofBottom])
}

export const itemDistractors = defineAnalysis({
  label: 'Answers chosen',
  description: `How many people chose each answer of a question, over all and among the ${GROUP} % with the highest and the lowest scores.`,
  formula: `Answers that chose it ÷ answers to the question, over first finished attempts. The groups are ranked by the share right of all graded questions of the attempt; who scores as the last of a group is in it too.`,
  readFrom: [
    'skilljar.quiz_question_response.quiz_answer_id',
    'skilljar.quiz_question_response_chosen_answers.quiz_answer_id',
    'skilljar.quiz_answer.text',
  ],
  leftOut: [answersLeftOut[0] as string, 'Questions without answers to choose from.'],
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
      with scored as (
        select content_id, quiz_question_id, quiz_question_response_id, person_id,
          avg(is_right::int::float8) over (partition by attempt) as score
        from ${selectedAnswers(reader, query)}
      ), ranked as materialized (
        select *,
          score is not null and rank() over (partition by content_id, quiz_question_id order by score desc nulls last)
            <= ceil(count(score) over question * ${GROUP}::int / 100.0) as is_top,
          score is not null and rank() over (partition by content_id, quiz_question_id order by score nulls last)
            <= ceil(count(score) over question * ${GROUP}::int / 100.0) as is_bottom
        from scored
        window question as (partition by content_id, quiz_question_id)
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
        from asked join skilljar.quiz_answer as answer using (quiz_question_id)
        union
        select content_id, quiz_question_id, quiz_answer_id from chosen
      )
      select item.content_id as quiz, ${quizName} as quiz_name, item.quiz_question_id as question, question."order" as number,
        ${questionText} as question_text, offered.quiz_answer_id as answer, answer.text as answer_text, answer.is_correct,
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
    const minimum = reader.scope.minimumCell
    return [...Map.groupBy(rows, ({ quiz, question }) => JSON.stringify([quiz, question])).values()].flatMap(
      (answers) => {
        // One hidden answer is what the others leave: the least chosen of them is hidden with it.
        const small = answers.filter(({ people_chose, people }) => isSmall(people_chose, people, minimum))
        const [least] = answers
          .filter((row) => small.length === 1 && !small.includes(row) && row.people_chose > 0)
          .sort((one, other) => one.people_chose - other.people_chose)
        return answers.map((row) => shown(row, small.includes(row) || row === least, minimum))
      },
    )
  },
})
