/** How the scores of quizzes lie, and how many attempts it takes to pass them. */
import { sql } from 'kysely'
import { quizzes } from '@/lib/metrics/facts/quizzes'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { hideCells } from '../datacamp/hide-cells'
import { distribution } from '../distribution'

const { quiz_score: score, quiz_attempts_to_pass: toPass } = quizzes.metrics

export const quizScoreDistribution = defineAnalysis({
  label: 'Distribution of quiz scores',
  description: 'Quizzes taken in the period by the share of questions that was right at the first attempt.',
  formula:
    'Graded first finished attempts per step of correct_response_count ÷ question_count in percent: from ≤ score < to; the last step has 100 % in it.',
  readFrom: score.readFrom,
  leftOut: score.leftOut ?? [],
  columns: [
    { name: 'from', label: 'From', kind: 'number', format: 'count' },
    { name: 'to', label: 'To below', kind: 'number', format: 'count' },
    { name: 'attempts', label: 'First attempts', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: { width: { description: 'Width of a step in percent, 1 to 100.', absent: '10' } },
  async rows(reader, query) {
    // A full score is the end of the last step, and not a step of its own.
    const bins = await distribution(reader, query, {
      fact: quizzes,
      of: sql`case when fact.score >= 1 then 99.999999 else fact.score * 100 end`,
      width: 10,
    })
    return bins.map(({ counted = null, usual: _, ...bin }): AnalysisRow => ({ ...bin, attempts: counted }))
  },
})

interface Passed extends AnalysisRow {
  readonly attempts: number | null
  readonly pairs: number
  readonly share: number
  readonly people: number
}

/** Attempts from this one on are one step. */
const MANY = 5

export const quizAttemptsDistribution = defineAnalysis({
  label: 'Attempts it takes to pass',
  description: `Quizzes taken in the period by the number of finished attempts up to the first that was passed; ${MANY} stands for ${MANY} or more, none for those not passed so far.`,
  formula:
    'Pairs of student and quiz with a graded attempt, by the place of the first passed among their finished attempts.',
  readFrom: toPass.readFrom,
  leftOut: [
    'Attempts that were not finished.',
    'Attempts with questions that are graded by hand, until they are graded.',
  ],
  columns: [
    { name: 'attempts', label: 'Attempts', kind: 'number', format: 'count' },
    { name: 'pairs', label: 'Quizzes', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<Passed>`
      select case when fact.attempts_to_pass > ${MANY}::int then ${MANY}::int else fact.attempts_to_pass end::int as attempts, count(*)::int as pairs,
        count(*)::float8 / sum(count(*)) over ()::float8 as share, count(distinct fact.person_id)::int as people
      from ${factRows(reader, quizzes, selectionOf(reader, query))}
      where fact.is_ever_graded
      group by 1
      order by 1 nulls last`
    const rows = await readRows<Passed>(reader, statement.compile(reader.db))
    return hideCells(rows, ['pairs', 'share'], reader.scope.minimumCell)
  },
})
