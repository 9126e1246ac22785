/** What people typed where a question offers nothing to choose, for readers who may see single learners. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { defineList, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { refuseAggregates } from '../learner-rows'
import { wholeNumber } from '../whole-number'
import {
  answersLeftOut,
  answersReadFrom,
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

const MOST = 10_000

export const itemTexts = defineList({
  label: 'Answers typed',
  description: `What people typed as answer to a question, over all and among the ${GROUP} % with the highest and the lowest scores; the most frequent first.`,
  formula: `Answers with this text ÷ answers to the question, over first finished attempts; capitals and blanks make no other text. ${groupsInWords}`,
  readFrom: ['skilljar.quiz_question_response.response_text', 'skilljar.quiz_question.type', ...answersReadFrom],
  leftOut: [answersLeftOut[0] as string, 'Questions whose answers are chosen.'],
  columns: [
    ...itemColumns,
    { name: 'place', label: 'Place', kind: 'number', format: 'count' },
    { name: 'typed', label: 'Typed', kind: 'text' },
    { name: 'answers', label: 'Answers', kind: 'number', format: 'count' },
    { name: 'given', label: 'Given', kind: 'number', format: 'count' },
    { name: 'graded', label: 'Graded', kind: 'number', format: 'count' },
    { name: 'right', label: 'Of these right', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'share_top', label: `Share, top ${GROUP} %`, kind: 'number', format: 'percent' },
    { name: 'share_bottom', label: `Share, bottom ${GROUP} %`, kind: 'number', format: 'percent' },
  ],
  parameters: {
    ...quizParameter,
    most: { description: 'How many texts per question, 1 to 10,000; the most frequent first.', absent: '1000' },
  },
  learnerRows: true,
  statement(reader: ScopedReader, query: AnalysisQuery) {
    refuseAggregates(reader)
    const most = wholeNumber(query, 'most', { absent: 1000, least: 1, most: MOST })
    return sql<AnalysisRow>`
      with answer as materialized (
        select ranked.*, nullif(trim(regexp_replace(response.response_text, '\\s+', ' ', 'g')), '') as text
        from ${rankedAnswers(reader, query)} as ranked
        join skilljar.quiz_question_response as response using (quiz_question_response_id)
        left join skilljar.quiz_question as question on question.quiz_question_id = ranked.quiz_question_id
        where ${isTyped}
      ), asked as (
        select content_id, quiz_question_id, count(*) as answers, count(*) filter (where is_top) as top,
          count(*) filter (where is_bottom) as bottom
        from answer
        group by content_id, quiz_question_id
      ), spelt as (
        select content_id, quiz_question_id, lower(text) as spelling, mode() within group (order by text collate "C") as text,
          count(*) as given, count(is_right) as graded, count(*) filter (where is_right) as "right",
          count(*) filter (where is_top) as top, count(*) filter (where is_bottom) as bottom
        from answer
        group by content_id, quiz_question_id, lower(text)
      ), item as (
        select content_id, quiz_question_id, spelt.text, spelt.given, spelt.graded, spelt."right", asked.answers,
          spelt.given::float8 / asked.answers as share, spelt.top::float8 / nullif(asked.top, 0) as share_top,
          spelt.bottom::float8 / nullif(asked.bottom, 0) as share_bottom,
          row_number() over (partition by content_id, quiz_question_id order by spelt.given desc, spelt.spelling collate "C" nulls last) as place
        from spelt join asked using (content_id, quiz_question_id)
      )
      select item.content_id as quiz, ${quizName} as quiz_name, item.quiz_question_id as question, question."order" as number,
        ${questionText} as question_text, ${questionKind} as kind, item.place::int, item.text as typed, item.answers::int,
        item.given::int, item.graded::int, item."right"::int, item.share, item.share_top, item.share_bottom
      from item
      ${questionNames}
      where ${query.whole ? sql`true` : sql`item.place <= ${most}::int`}
      order by lower(${quizName}), item.content_id, question."order" nulls last, item.quiz_question_id collate "C", item.place`
  },
})
