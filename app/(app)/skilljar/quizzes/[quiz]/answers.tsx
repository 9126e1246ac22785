import { ListChecks } from 'lucide-react'
import Link from 'next/link'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/states'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { readQuestionChoice } from '@/lib/reports/quiz-choice'
import type { QuizItem } from '@/lib/reports/read-quiz'
import { chosenItem, itemHref, nameOf, numbersOf } from './item-choice'
import type { CardData, QuizView } from './quiz-view'

interface AnswersProps {
  view: QuizView
  items: readonly QuizItem[]
  answers: CardData<'answers'>
}

/** What people chose or typed in one question, and whether the strong did otherwise than the weak. */
export function Answers({ view, items, answers: { chosen, typed } }: AnswersProps) {
  const item = chosenItem(items, readQuestionChoice(view.visit.search))
  if (item === undefined) return <NoAnswers />
  const { question } = item.difficulty
  const ofItem = (row: AnalysisRow) => row['question'] === question
  const own = { chosen: chosen.filter(ofItem), typed: typed?.filter(ofItem) ?? [] }
  // Typed answers that match one on file name it too; what was typed says more.
  const isTyped = own.typed.length > 0 || own.chosen.length === 0
  const csv = isTyped ? 'item_texts' : 'item_distractors'
  const params = filterParams(view.inside)
  params.set('quiz', view.data.quiz.id)
  return (
    <Card
      id="answers"
      title={`Answers to question ${numbersOf(items).get(String(question))}`}
      about={`${item.difficulty['kind'] ?? 'Kind unknown'} · first attempts of the period · top and bottom: the 27 % with the highest and the lowest scores`}
      tools={
        (!isTyped || typed !== null) && (
          <ExportMenu compact href={`/export/analysis/${csv}?${params}`} of="Answers to all questions" />
        )
      }
      footer={(!isTyped || typed !== null) && <span>{isTyped ? TYPED : CHOSEN}</span>}
    >
      <Numbers view={view} items={items} current={String(question)} />
      <p className="pb-3 font-[550]">{nameOf(item.difficulty)}</p>
      {isTyped ? <Typed rows={own.typed} mayRead={typed !== null} /> : <Chosen rows={own.chosen} />}
    </Card>
  )
}

const CHOSEN =
  'Look at the key where a wrong answer draws more people than the right one, or the top group more than the bottom group (from 10 people on).'
const TYPED = 'Capitals and blanks make no other text. Right: of those graded.'

function Numbers({ view, items, current }: { view: QuizView; items: readonly QuizItem[]; current: string }) {
  return (
    <nav aria-label="Questions of the quiz" className="flex flex-wrap gap-1 pb-3">
      {[...numbersOf(items)].map(([question, number]) => (
        <Link
          key={question}
          href={itemHref(view, question)}
          scroll={false}
          aria-label={`Question ${number}`}
          aria-current={question === current ? 'true' : undefined}
          className={cn(
            'tabular inline-flex h-7 min-w-7 items-center justify-center rounded-control border px-1.5 text-small max-tablet:h-10 max-tablet:min-w-10',
            question === current
              ? 'border-accent bg-accent-soft text-accent'
              : 'border-border-strong text-muted hover:bg-hover hover:text-text',
          )}
        >
          {number}
        </Link>
      ))}
    </nav>
  )
}

const shares: readonly TableColumn[] = [
  { id: 'count', label: 'Given', numeric: true },
  { id: 'share', label: 'Share', numeric: true },
  { id: 'top', label: 'Top 27 %', numeric: true },
  { id: 'bottom', label: 'Bottom 27 %', numeric: true },
]

const hidden: TableCell = {
  text: 'Hidden',
  quiet: true,
  title: 'Fewer than 5 people are behind this number, or all but fewer than 5, or it would tell such a number.',
}

function shareCells(row: AnalysisRow, count: unknown): Record<string, TableCell> {
  const isHidden = row['suppressed'] === true
  const share = (name: string): TableCell => {
    const value = numberOf(row[name])
    if (value === null) return isHidden ? hidden : { text: '–', quiet: true }
    return { text: formatPercent(value), meter: value, quiet: value === 0 }
  }
  const given = numberOf(count)
  return {
    count: given === null ? hidden : { text: formatCount(given), quiet: given === 0 },
    share: share('share'),
    top: share('share_top'),
    bottom: share('share_bottom'),
  }
}

/** What makes a wrong answer worth a look; null: nothing. */
function drawOf(row: AnalysisRow, mostRight: number): string | null {
  const [share, top, bottom] = [numberOf(row['share']), numberOf(row['share_top']), numberOf(row['share_bottom'])]
  if (share !== null && share > mostRight) return 'draws most'
  if (isSmallSample(numberOf(row['chosen']))) return null
  return top !== null && bottom !== null && top > bottom ? 'draws the strong' : null
}

function keyOf(row: AnalysisRow, draw: string | null): TableCell {
  if (row['is_correct'] === true) return { text: 'Right' }
  if (row['is_correct'] !== false) return { text: '–', quiet: true }
  return draw === null ? { text: 'Wrong', quiet: true } : { text: `Wrong, ${draw}`, tone: 'warning' }
}

function Chosen({ rows }: { rows: readonly AnalysisRow[] }) {
  const mostRight = Math.max(...rows.map((row) => (row['is_correct'] === true ? (numberOf(row['share']) ?? 1) : 0)))
  return (
    <DataTable
      label="Answers chosen"
      chooseColumns={false}
      columns={[{ id: 'answer', label: 'Answer' }, { id: 'key', label: 'Key' }, ...shares]}
      rows={rows.map((row) => {
        const text = String(row['answer_text'] ?? 'Answer without a text')
        const draw = row['is_correct'] === false ? drawOf(row, mostRight) : null
        return {
          id: String(row['answer']),
          small: isSmallSample(numberOf(row['answers'])),
          cells: {
            answer: { text, title: text },
            key: keyOf(row, draw),
            ...shareCells(row, row['chosen']),
          },
        }
      })}
    />
  )
}

function Typed({ rows, mayRead }: { rows: readonly AnalysisRow[]; mayRead: boolean }) {
  if (!mayRead)
    return (
      <EmptyState icon={ListChecks} title="Typed answers are not shown to your role">
        What people type may tell who they are. The share right stands in the table of questions.
      </EmptyState>
    )
  if (rows.length === 0)
    return (
      <EmptyState icon={ListChecks} title="No answers to show">
        Skilljar delivered no answers to this question for the period.
      </EmptyState>
    )
  return (
    <DataTable
      label="Answers typed"
      chooseColumns={false}
      columns={[
        { id: 'typed', label: `Typed${rows.length > 1 ? ', most frequent first' : ''}`, wraps: true },
        ...shares,
        { id: 'right', label: 'Right', numeric: true },
      ]}
      rows={rows.map((row) => {
        const [graded, right] = [numberOf(row['graded']) ?? 0, numberOf(row['right']) ?? 0]
        return {
          id: String(row['place']),
          small: isSmallSample(numberOf(row['answers'])),
          cells: {
            typed: row['typed'] === null ? { text: 'Left empty', quiet: true } : { text: String(row['typed']) },
            ...shareCells(row, row['given']),
            right:
              graded === 0
                ? { text: 'Not graded', quiet: true }
                : { text: formatPercent(right / graded), quiet: right === 0 },
          },
        }
      })}
    />
  )
}

function NoAnswers() {
  return (
    <Card id="answers" title="Answers to a question" about="What people chose or typed, question by question.">
      <EmptyState icon={ListChecks} title="No answers to show">
        Nobody finished a first attempt in the period and under these filters.
      </EmptyState>
    </Card>
  )
}
