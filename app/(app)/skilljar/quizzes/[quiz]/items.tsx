import { ListChecks } from 'lucide-react'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { LinkChoice } from '@/components/ui/link-choice'
import { EmptyState } from '@/components/ui/states'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { formatValue } from '@/lib/format/value'
import { itemOrders, readItemOrder, type ItemOrder } from '@/lib/reports/quiz-choice'
import type { QuizItem } from '@/lib/reports/read-quiz'
import { flagInWords, inOrder, itemHref, nameOf, numbersOf, quizHref } from './item-choice'
import type { CardData, QuizView } from './quiz-view'

const columns: readonly TableColumn[] = [
  { id: 'question', label: 'Question', wraps: true },
  { id: 'kind', label: 'Kind' },
  { id: 'difficulty', label: 'Right', numeric: true },
  { id: 'answers', label: 'n', numeric: true },
  { id: 'discrimination', label: 'Discrimination', numeric: true },
  { id: 'flag', label: 'Flag' },
]

const orderNames: Readonly<Record<ItemOrder, string>> = {
  flagged: 'Flagged first',
  hardest: 'Hardest first',
  quiz: 'As in the quiz',
}

/** What the flags mean, so that nobody has to look it up. */
const RULE =
  'Right: share of the first attempts that had it right (at the first try, where the quiz asks until it is). ' +
  'Discrimination: the correlation with the share right of the other questions, from 10 answers on; low confidence below 30. ' +
  'Below 0.10 a question is weak; below 0 the strong do worse than the weak, so it is possibly miskeyed.'

export function Items({ view, items }: { view: QuizView; items: CardData<'items'>['items'] }) {
  const order = readItemOrder(view.visit.search)
  const numbers = numbersOf(items)
  return (
    <Card
      id="questions"
      title="Questions"
      about="Difficulty and discrimination, first attempts of the period. A question opens its answers below."
      tools={
        items.length > 0 && (
          <LinkChoice
            label="Order of the questions"
            choices={itemOrders.map((name) => ({
              label: orderNames[name],
              href: quizHref(view, name),
              current: name === order,
            }))}
          />
        )
      }
      footer={items.length > 0 && <span>{RULE}</span>}
    >
      {items.length === 0 ? (
        <EmptyState icon={ListChecks} title="No questions to show">
          Nobody finished a first attempt in the period and under these filters, or all wait for a grader.
        </EmptyState>
      ) : (
        <DataTable
          label="Questions"
          chooseColumns={false}
          columns={columns}
          rows={inOrder(items, order).map((item) => {
            const id = String(item.difficulty['question'])
            return {
              id,
              small: isSmallSample(numberOf(item.difficulty['answers'])),
              cells: {
                question: {
                  text: `${numbers.get(id)} ${nameOf(item.difficulty)}`,
                  title: nameOf(item.difficulty),
                  href: itemHref(view, id),
                },
                ...cellsOf(item),
              },
            }
          })}
        />
      )}
    </Card>
  )
}

const hidden: TableCell = {
  text: 'Hidden',
  quiet: true,
  title: 'Fewer than 5 people are behind this number, or all but fewer than 5, or it would tell such a number.',
}

function cellsOf({ difficulty, discrimination }: QuizItem): Record<string, TableCell> {
  const isHidden = difficulty['suppressed'] === true
  const value = (cell: unknown, format: (value: number) => string, more: Partial<TableCell> = {}): TableCell => {
    if (typeof cell === 'number') return { text: format(cell), ...more }
    return isHidden ? hidden : { text: '–', quiet: true }
  }
  const right = numberOf(difficulty['difficulty'])
  return {
    kind: { text: String(difficulty['kind'] ?? '–') },
    difficulty: value(right, formatPercent, { meter: right ?? 0 }),
    answers: value(difficulty['answers'], formatCount),
    discrimination: value(discrimination?.['discrimination'], (number) => formatValue(number, 'decimal'), {
      quiet: discrimination?.['confidence'] === 'low confidence',
    }),
    flag: flagOf(discrimination),
  }
}

function flagOf(row: QuizItem['discrimination']): TableCell {
  const [flag, confidence] = [row?.['flag'], row?.['confidence']]
  if (row?.['suppressed'] === true) return hidden
  const words = flagInWords(row)
  if (words !== null) return { text: words, tone: flag === 'weak' ? 'warning' : 'negative' }
  if (confidence === null || confidence === undefined)
    return { text: 'Not computed', quiet: true, title: 'Fewer than 10 answers, or everybody or nobody was right.' }
  return { text: confidence === 'low confidence' ? 'Low confidence' : '–', quiet: true }
}
