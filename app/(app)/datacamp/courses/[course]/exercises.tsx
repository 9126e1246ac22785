import { ListChecks } from 'lucide-react'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { LinkChoice } from '@/components/ui/link-choice'
import { EmptyState } from '@/components/ui/states'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { formatDuration } from '@/lib/format/durations'
import {
  exerciseOrders,
  exercisesParam,
  inOrder,
  isOfFew,
  readExerciseOrder,
  type ExerciseOrder,
} from '@/lib/reports/exercise-order'
import type { CardData, CourseView } from './course-view'

const columns: readonly TableColumn[] = [
  { id: 'exercise', label: 'Exercise' },
  { id: 'chapter', label: 'Chapter' },
  { id: 'type', label: 'Type' },
  { id: 'started', label: 'Started', numeric: true },
  { id: 'time', label: 'Median time', numeric: true },
  { id: 'of_chapter', label: 'Of the usual time', numeric: true },
  { id: 'open', label: 'Not completed', numeric: true },
  { id: 'xp', label: 'XP gained', numeric: true },
]

const orderNames: Readonly<Record<ExerciseOrder, string>> = {
  slowest: 'Slowest',
  left: 'Most left open',
  course: 'Course order',
}

/** Where a course holds people up, exercise by exercise. */
export function Exercises({ view, exercises }: { view: CourseView; exercises: CardData<'exercises'> }) {
  const order = readExerciseOrder(view.visit.search)
  const rows = inOrder(exercises, order)
  const most = Math.max(0, ...exercises.map((row) => Number(row['of_chapter'] ?? 0)))
  return (
    <Card
      id="exercises"
      title="Exercises with friction"
      about="Of those who started an exercise in the period: how long it took, and how many left it open."
      tools={
        exercises.length > 0 && (
          <LinkChoice
            label="Order of the exercises"
            choices={exerciseOrders.map((name) => ({
              label: orderNames[name],
              href: `${view.page}?${withOrder(filterParams(view.filters), name)}`,
              current: name === order,
            }))}
          />
        )
      }
      footer={
        exercises.length > 0 && (
          <span>
            {formatCount(rows.length)} of {formatCount(exercises.length)} exercises
            {order !== 'course' && '; those that fewer than 10 people started are not ranked'}. The usual time is the
            median of the same type in the same chapter. XP is what those who completed it got, of what it gives.
          </span>
        )
      }
    >
      {rows.length === 0 ? (
        <EmptyState icon={ListChecks} title="No exercises to show">
          {exercises.length === 0
            ? 'Nobody started an exercise of this course in the period, or DataCamp delivered none.'
            : 'No exercise that ten people or more started stands out; the course order shows them all.'}
        </EmptyState>
      ) : (
        <DataTable
          label="Exercises with friction"
          chooseColumns={false}
          columns={columns}
          rows={rows.map((row) => ({
            id: String(row['exercise']),
            small: isOfFew(row),
            cells: cellsOf(row, most),
          }))}
        />
      )}
    </Card>
  )
}

function cellsOf(row: AnalysisRow, most: number): Record<string, TableCell> {
  const number = row['number'] === null ? '' : `${row['number']} `
  const name = String(row['exercise_name'] ?? `Exercise ${row['exercise']}`)
  const isHidden = row['suppressed'] === true
  return {
    exercise: { text: `${number}${name}`, title: name },
    chapter: { text: String(row['chapter'] ?? '–'), title: String(row['chapter'] ?? '') },
    type: { text: typeInWords(row['type']) },
    started: value(row['started'], formatCount, { isHidden }),
    time: value(row['median_seconds'], formatDuration, { isHidden }),
    of_chapter: value(row['of_chapter'], formatPercent, { isHidden, full: most }),
    open: value(row['open_share'], formatPercent, { isHidden, full: 1 }),
    xp: value(row['xp_share'], formatPercent, { isHidden }),
  }
}

/** "MultipleChoiceExercise" reads "Multiple choice". */
function typeInWords(type: unknown): string {
  if (typeof type !== 'string' || type === '') return '–'
  const words = type
    .replace(/Exercise$/, '')
    .replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
  return words === '' ? type : words
}

interface Drawn {
  readonly isHidden: boolean
  /** With a bar, which this value fills. */
  readonly full?: number
}

function value(cell: unknown, format: (value: number) => string, { isHidden, full }: Drawn): TableCell {
  if (typeof cell === 'number') {
    return { text: format(cell), quiet: cell === 0, ...(full !== undefined && full > 0 && { meter: cell / full }) }
  }
  return isHidden
    ? { text: 'Hidden', quiet: true, title: 'Fewer than 5 people are behind this number, or all but fewer than 5.' }
    : { text: '–', quiet: true }
}

function withOrder(params: URLSearchParams, order: ExerciseOrder): URLSearchParams {
  if (order !== exerciseOrders[0]) params.set(exercisesParam, order)
  return params
}
