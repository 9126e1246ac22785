/** The questions of a quiz in their order, and links to the page with another order or question. */
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { itemOrders, itemsParam, questionParam, readItemOrder, type ItemOrder } from '@/lib/reports/quiz-choice'
import type { QuizItem } from '@/lib/reports/read-quiz'
import type { QuizView } from './quiz-view'

const flags: readonly unknown[] = ['possibly miskeyed', 'weak']

/** 0 is the worst. */
function suspicion({ discrimination }: QuizItem): number {
  const place = flags.indexOf(discrimination?.['flag'])
  return place === -1 ? flags.length : place
}

const lowest = (one: unknown, other: unknown) => (numberOf(one) ?? Infinity) - (numberOf(other) ?? Infinity) || 0

export function inOrder(items: readonly QuizItem[], order: ItemOrder): readonly QuizItem[] {
  if (order === 'quiz') return items
  return items.toSorted(
    (one, other) =>
      (order === 'flagged' ? suspicion(one) - suspicion(other) : 0) ||
      lowest(
        order === 'flagged' ? one.discrimination?.['discrimination'] : one.difficulty['difficulty'],
        order === 'flagged' ? other.discrimination?.['discrimination'] : other.difficulty['difficulty'],
      ),
  )
}

/** Numbers to speak of questions by: the quiz's own where they tell them apart, which those of several banks do not. */
export function numbersOf(items: readonly QuizItem[]): ReadonlyMap<string, string> {
  const own = items.map(({ difficulty }) => numberOf(difficulty['number']))
  const isTelling = own.every((number) => number !== null) && new Set(own).size === own.length
  return new Map(
    items.map(({ difficulty }, index) => [String(difficulty['question']), String(isTelling ? own[index] : index + 1)]),
  )
}

export const nameOf = (row: AnalysisRow): string => String(row['question_text'] ?? 'Question without a text')

/** The question of the address if it was answered, else the most suspicious one. */
export function chosenItem(items: readonly QuizItem[], asked: string | null): QuizItem | undefined {
  return items.find(({ difficulty }) => difficulty['question'] === asked) ?? inOrder(items, 'flagged')[0]
}

/** The page with another order of the questions, or with the answers to another one. */
export function quizHref({ filters, page }: Pick<QuizView, 'filters' | 'page'>, order: ItemOrder, question?: string) {
  const params = filterParams(filters)
  if (order !== itemOrders[0]) params.set(itemsParam, order)
  if (question !== undefined) params.set(questionParam, question)
  return `${page}?${params}${question === undefined ? '' : '#answers'}`
}

export const itemHref = (view: QuizView, question: string) => quizHref(view, readItemOrder(view.visit.search), question)

/** "Possibly miskeyed, low confidence"; null: no flag. */
export function flagInWords(row: AnalysisRow | undefined): string | null {
  const [flag, confidence] = [row?.['flag'], row?.['confidence']]
  if (typeof flag !== 'string') return null
  const text = `${flag.charAt(0).toUpperCase()}${flag.slice(1)}`
  return confidence === 'low confidence' ? `${text}, low confidence` : text
}
