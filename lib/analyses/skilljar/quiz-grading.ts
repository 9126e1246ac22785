/** What waits for a grader, how long grading takes, and what graders wrote. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { contextOf } from '@/lib/metrics/compile'
import { defineFact, type Context, type Db } from '@/lib/metrics/fact'
import { isByHand, joinLearner, waits } from '@/lib/metrics/facts/quiz-attempts'
import { loadedAt, type SkilljarRow } from '@/lib/metrics/facts/skilljar-rows'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, defineList, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { upToTheEnd } from '../datacamp/up-to-the-end'
import { hideSmall, isSmall } from '../hide-small'
import { mostOf, refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'
import { itemColumns, questionKind, questionText, quizName, quizParameter } from './quiz-answers'

interface HandedIn extends SkilljarRow {
  quiz_response_id: string
  finished_at: string
  graded_at: string | null
  waits: boolean
  has_feedback: boolean
}

const handedIn: RawBuilder<HandedIn> = sql`(
  select attempt.finished_at::date as day, identity.person_id, 'skilljar' as source, 'quiz' as content_type,
    coalesce(attempt.quiz_id, '') as content_id, null::text as technology, learner.published, attempt.quiz_response_id,
    attempt.finished_at, attempt.graded_at, ${waits} as waits,
    exists (select from skilljar.quiz_question_response as answer
      where answer.quiz_response_id = attempt.quiz_response_id and trim(answer.grader_feedback) <> '') as has_feedback
  from skilljar.quiz_response as attempt
  ${joinLearner}
  where attempt.finished_at is not null and ${isByHand})`

const gradedByHand = defineFact((db: Db, _context: Context) => db.selectFrom(handedIn.as('attempt')).selectAll(), {
  name: 'quiz_attempts_graded_by_hand',
  description: 'Finished attempts with questions that are graded by hand.',
  published: 'published',
  metrics: {},
})

const readFrom = [
  'skilljar.quiz_response.finished_at',
  'skilljar.quiz_response.graded_at',
  'skilljar.quiz_question.requires_manual_grading',
]
const ofQuiz = (query: AnalysisQuery) => {
  const quiz = query.parameters?.quiz ?? null
  return sql`(${quiz}::text is null or fact.content_id = ${quiz}::text)`
}

interface GradingRow extends AnalysisRow {
  readonly waiting: number
  readonly waiting_people: number
  readonly graded: number
  readonly graded_people: number
  readonly feedback_people: number
}

export const quizGrading = defineAnalysis({
  label: 'Grading by hand',
  description:
    'Per quiz, the attempts that wait for a grader at the end of the period, and how long those of the period waited that were graded.',
  formula:
    'Waiting: finished up to the end of the period, without graded_at. Graded: finished in the period, with graded_at; the days from the one to the other, median.',
  readFrom: [...readFrom, 'skilljar.quiz_question_response.grader_feedback'],
  leftOut: ['Quizzes and attempts without a question that is graded by hand.'],
  columns: [
    { name: 'quiz', label: 'Quiz id', kind: 'text' },
    { name: 'quiz_name', label: 'Quiz', kind: 'text' },
    { name: 'waiting', label: 'Waiting', kind: 'number', format: 'count' },
    { name: 'oldest_days', label: 'Longest wait', kind: 'number', format: 'days' },
    { name: 'graded', label: 'Graded', kind: 'number', format: 'count' },
    { name: 'median_days', label: 'Days to the grading, median', kind: 'number', format: 'days' },
    { name: 'with_feedback', label: 'With feedback', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: quizParameter,
  async rows(reader, query) {
    const selection = upToTheEnd(reader, query)
    const isGraded = sql`fact.graded_at is not null and fact.day >= ${query.filters.from}::date`
    const statement = sql<GradingRow>`
      select item.*, ${quizName} as quiz_name from (
        select fact.content_id as quiz, fact.content_id, count(*) filter (where fact.waits)::int as waiting,
          (max(extract(epoch from ${loadedAt(contextOf(selection))} - fact.finished_at)) filter (where fact.waits) / 86400)::float8 as oldest_days,
          count(*) filter (where ${isGraded})::int as graded,
          percentile_cont(0.5) within group (order by extract(epoch from fact.graded_at - fact.finished_at)::float8 / 86400)
            filter (where ${isGraded}) as median_days,
          count(*) filter (where ${isGraded} and fact.has_feedback)::int as with_feedback,
          count(distinct fact.person_id) filter (where fact.waits)::int as waiting_people,
          count(distinct fact.person_id) filter (where ${isGraded})::int as graded_people,
          count(distinct fact.person_id) filter (where ${isGraded} and fact.has_feedback)::int as feedback_people
        from ${factRows(reader, gradedByHand, selection)}
        where ${ofQuiz(query)}
        group by fact.content_id
      ) as item
      left join skilljar.quiz as quiz on quiz.quiz_id = item.content_id
      order by lower(${quizName}), item.content_id collate "C"`
    const rows = await readRows<GradingRow & { content_id: string }>(reader, statement.compile(reader.db))
    const minimum = reader.scope.minimumCell
    const isFew = (people: number) => people > 0 && people < minimum
    return rows.map(({ waiting_people, graded_people, feedback_people, content_id: _, ...row }) =>
      hideSmall<AnalysisRow>(row, [
        ...(isFew(waiting_people) ? ['waiting', 'oldest_days'] : []),
        ...(isFew(graded_people) ? ['graded', 'median_days'] : []),
        ...(isFew(graded_people) || isSmall(feedback_people, graded_people, minimum) ? ['with_feedback'] : []),
      ]),
    )
  },
})

const answerColumns = [
  { name: 'person', label: 'Person', kind: 'number' },
  { name: 'name', label: 'Name', kind: 'text' },
  { name: 'email', label: 'E-mail', kind: 'text' },
  { name: 'teams', label: 'Teams', kind: 'text' },
  ...itemColumns,
  { name: 'answer_text', label: 'Answer', kind: 'text' },
  { name: 'handed_in_at', label: 'Handed in', kind: 'time' },
] as const

const time = (moment: RawBuilder<unknown>) => sql`to_char(${moment}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** The last answer to each question that is graded by hand, of the attempts that `which` chooses, with whose they are. */
function answersByHand(
  reader: ScopedReader,
  query: AnalysisQuery,
  { more, which, order, isOfPeriod }: Asked,
): RawBuilder<AnalysisRow> {
  refuseAggregates(reader)
  const selection = isOfPeriod ? selectionOf(reader, query) : upToTheEnd(reader, query)
  return sql<AnalysisRow>`
    select fact.person_id::float8 as person, coalesce(learner.name, 'Unknown learner ' || -fact.person_id) as name, learner.email,
      ${teamsOfPerson(selection, 'fact.person_id')} as teams, fact.content_id as quiz,
      coalesce(quiz.name, trim('Unknown quiz ' || fact.content_id)) as quiz_name, question.quiz_question_id as question,
      question."order" as number, ${questionText} as question_text, ${questionKind} as kind,
      nullif(trim(answer.response_text), '') as answer_text, ${time(sql`fact.finished_at`)} as handed_in_at, ${more(selection)}
    from ${factRows(reader, gradedByHand, selection)}
    left join lateral (
      select distinct on (quiz_question_id) met.*
      from skilljar.quiz_question_response as met
      join skilljar.quiz_question as asked using (quiz_question_id)
      where met.quiz_response_id = fact.quiz_response_id and asked.requires_manual_grading
      order by quiz_question_id, met.finished_at desc nulls last, met.quiz_question_response_id collate "C" desc
    ) as answer on true
    left join skilljar.quiz_question as question on question.quiz_question_id = answer.quiz_question_id
    left join mart.person as learner on learner.person_id = fact.person_id
    left join skilljar.quiz as quiz on quiz.quiz_id = fact.content_id
    where ${ofQuiz(query)} and ${which}
    order by ${order}, lower(coalesce(learner.name, '')), fact.person_id, fact.quiz_response_id, question."order" nulls last,
      answer.quiz_question_response_id
    limit ${mostOf(query)}::int`
}

interface Asked {
  readonly more: (selection: ReturnType<typeof selectionOf>) => RawBuilder<unknown>
  readonly which: RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
  /** Else of all time up to its end. */
  readonly isOfPeriod: boolean
}

export const quizGradingQueue = defineList({
  label: 'Answers waiting for a grader',
  description: 'Answers to questions that are graded by hand, without a grading so far; the longest waiting first.',
  formula:
    'Answers to questions with requires_manual_grading in attempts finished up to the end of the period, without graded_at.',
  readFrom: [...readFrom, 'skilljar.quiz_question_response.response_text'],
  leftOut: ['The start of the period: what was handed in earlier waits all the same.'],
  columns: [...answerColumns, { name: 'days_waiting', label: 'Days waiting', kind: 'number', format: 'days' }],
  parameters: {
    ...quizParameter,
    most: { description: 'How many answers to list, up to 10,000; the longest waiting first.', absent: '1000' },
  },
  learnerRows: true,
  statement: (reader: ScopedReader, query: AnalysisQuery) =>
    answersByHand(reader, query, {
      isOfPeriod: false,
      which: sql`fact.waits`,
      more: (selection) =>
        sql`(extract(epoch from ${loadedAt(contextOf(selection))} - fact.finished_at) / 86400)::float8 as days_waiting`,
      order: sql`fact.finished_at`,
    }),
})

export const quizFeedback = defineList({
  label: 'Feedback of graders',
  description: 'What graders wrote to answers of the period, with the answer and the grading; the latest first.',
  formula: 'Answers with grader_feedback in attempts finished in the period.',
  readFrom: [
    ...readFrom,
    'skilljar.quiz_question_response.grader_feedback',
    'skilljar.quiz_question_response.response_text',
    'skilljar.quiz_question_response.is_correct',
  ],
  leftOut: ['Gradings without a word.'],
  columns: [
    ...answerColumns,
    { name: 'graded_at', label: 'Graded', kind: 'time' },
    { name: 'is_correct', label: 'Right', kind: 'boolean' },
    { name: 'feedback', label: 'Feedback', kind: 'text' },
  ],
  parameters: {
    ...quizParameter,
    most: { description: 'How many answers to list, up to 10,000; the latest first.', absent: '1000' },
  },
  learnerRows: true,
  statement: (reader: ScopedReader, query: AnalysisQuery) =>
    answersByHand(reader, query, {
      isOfPeriod: true,
      which: sql`trim(answer.grader_feedback) <> ''`,
      more: () =>
        sql`${time(sql`fact.graded_at`)} as graded_at, answer.is_correct, trim(answer.grader_feedback) as feedback`,
      order: sql`fact.graded_at desc nulls last, fact.finished_at desc`,
    }),
})
