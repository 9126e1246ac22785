/** What the page about one quiz reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { AnalysisQuery, AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { describedQuiz } from '@/lib/metrics/described-quiz'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

/** Lines of the lists; their CSVs have all. */
const MOST_TEXTS = 15
const MOST_WAITING = 12
const MOST_FEEDBACK = 8

type Question = ReportQuestion<ReportNamed<'quiz'>>

const idOf = ({ where }: Filters) => (where.content?.[0] ?? '').replace('skilljar/quiz/', '')

/** Of this quiz alone: the parameter is what analyses narrow by, and the content stays for the fence. */
const asked = ({ inside }: Question, more: Record<string, string> = {}): AnalysisQuery => ({
  filters: uncompared(inside),
  parameters: { quiz: idOf(inside), ...more },
})

/** Null: there is no such quiz. */
export async function readQuiz(reader: ScopedReader, question: Question) {
  const quiz = await describedQuiz(reader, idOf(question.inside))
  return quiz === null ? null : { ...(await readFrame(reader, question)), quiz }
}

/** A question with what it tells of people; both analyses have the same questions in the same order. */
export interface QuizItem {
  readonly difficulty: AnalysisRow
  readonly discrimination: AnalysisRow | undefined
}

async function readItems(reader: ScopedReader, question: Question) {
  const difficulty = await analyses.item_difficulty.rows(reader, asked(question))
  const discrimination = await analyses.item_discrimination.rows(reader, asked(question))
  const [reliability] = await analyses.quiz_reliability.rows(reader, asked(question))
  const others = new Map(discrimination.map((row) => [row['question'], row]))
  const items = difficulty.map((row): QuizItem => ({ difficulty: row, discrimination: others.get(row['question']) }))
  return { items, reliability: reliability ?? null }
}

/** What was chosen and, for those who may see single learners, what was typed. */
async function readAnswers(reader: ScopedReader, question: Question) {
  return {
    chosen: await analyses.item_distractors.rows(reader, asked(question)),
    typed: reader.scope.learnerRows
      ? await analyses.item_texts.rows(reader, asked(question, { most: String(MOST_TEXTS) }))
      : null,
  }
}

async function readGrading(reader: ScopedReader, question: Question) {
  const [grading] = await analyses.quiz_grading.rows(reader, asked(question))
  const { learnerRows } = reader.scope
  return {
    grading: grading ?? null,
    people: learnerRows
      ? {
          queue: await analyses.quiz_grading_queue.rows(reader, asked(question, { most: String(MOST_WAITING) })),
          feedback: await analyses.quiz_feedback.rows(reader, asked(question, { most: String(MOST_FEEDBACK) })),
        }
      : null,
  }
}

/** In the order in which they are read. */
export const quizCards = {
  items: readItems,
  answers: readAnswers,
  scores: (reader: ScopedReader, question: Question) => analyses.quiz_score_distribution.rows(reader, asked(question)),
  attempts: (reader: ScopedReader, question: Question) =>
    analyses.quiz_attempts_distribution.rows(reader, asked(question)),
  banks: (reader: ScopedReader, question: Question) => analyses.quiz_banks.rows(reader, asked(question)),
  grading: readGrading,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
}
