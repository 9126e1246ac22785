/** What Quizzes reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'
import { ask } from '@/lib/metrics/ask'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

const MOST_RANKED = 12

/** What pass rates are divided by. */
export const quizGroups = ['course', 'domain', 'tag', 'student_group'] as const
export type QuizGroup = (typeof quizGroups)[number]

export function readQuizGroup(search: Search): QuizGroup {
  const text = readOne(search, 'by') ?? quizGroups[0]
  const found = quizGroups.find((name) => name === text)
  if (found !== undefined) return found
  throw new InvalidFilter('by', `by: "${text}" is not known. Use one of: ${quizGroups.join(', ')}.`)
}

type Question = ReportQuestion<ReportNamed<'quizzes'>>

const rates = [
  'quizzes_taken',
  'quiz_pass_rate',
  'quiz_pass_rate_best',
  'quiz_time',
  'quiz_time_q1',
  'quiz_time_q3',
  'quiz_attempts_measured',
] as const
const mostTaken = { by: 'quizzes_taken', descending: true } as const

export const readQuizzes = (reader: ScopedReader, question: Question) => readFrame(reader, question)

/** The quizzes taken most, and all of them together. */
async function readContents(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const { rows, rowCount, totals } = await ask(reader, {
    metrics: rates,
    by: ['content'],
    filters,
    sort: mostTaken,
    limit: MOST_RANKED,
  })
  return { rows: rows.filter(({ quizzes_taken }) => quizzes_taken !== 0), rowCount, totals }
}

/** What became of the attempts against a time limit, where most ran out of it. */
async function readTimeOuts(reader: ScopedReader, { inside }: Question) {
  const { rows, totals } = await ask(reader, {
    metrics: [
      'quiz_attempts_timed',
      'quiz_time_outs',
      'quiz_time_outs_left',
      'quiz_time_out_rate',
      'quiz_attempts_begun',
      'quiz_attempts_unfinished',
    ],
    by: ['content'],
    filters: uncompared(inside),
    sort: { by: 'quiz_time_out_rate', descending: true },
  })
  const timed = rows.filter(({ quiz_attempts_timed }) => quiz_attempts_timed !== 0)
  return { rows: timed.slice(0, MOST_RANKED), timed: timed.length, totals }
}

async function readGroups(reader: ScopedReader, { inside, besides }: Question) {
  const by = readQuizGroup(besides)
  const { rows, totals } = await ask(reader, {
    metrics: ['quizzes_taken', 'quiz_pass_rate', 'quiz_pass_rate_best'],
    by: [by],
    filters: uncompared(inside),
    sort: mostTaken,
  })
  return { by, rows: rows.slice(0, MOST_RANKED), rowCount: rows.length, totals }
}

/** In the order in which they are read. */
export const quizzesCards = {
  contents: readContents,
  scores: (reader: ScopedReader, { inside }: Question) =>
    analyses.quiz_score_distribution.rows(reader, { filters: uncompared(inside) }),
  attempts: (reader: ScopedReader, { inside }: Question) =>
    analyses.quiz_attempts_distribution.rows(reader, { filters: uncompared(inside) }),
  timeOuts: readTimeOuts,
  groups: readGroups,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
}
