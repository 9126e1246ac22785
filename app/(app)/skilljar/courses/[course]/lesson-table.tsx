import { ListChecks } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatHours } from '@/lib/format/numbers'
import { formatDuration } from '@/lib/format/durations'
import { lessonTypeInWords } from '../lesson-type-words'
import type { CardData, CourseView } from './course-view'

const columns: readonly TableColumn[] = [
  { id: 'lesson', label: 'Lesson' },
  { id: 'section', label: 'Section' },
  { id: 'type', label: 'Type' },
  { id: 'shows', label: 'Quiz or package' },
  { id: 'opened', label: 'Opened', numeric: true },
  { id: 'completed', label: 'Completed', numeric: true },
  { id: 'views', label: 'Views', numeric: true },
  { id: 'median', label: 'Median time', numeric: true },
  { id: 'hours', label: 'Hours', numeric: true },
]

/** Each lesson with its section, what it shows, and how much it is used. */
export function LessonTable({ view, lessons: { use } }: { view: CourseView; lessons: CardData<'lessons'> }) {
  return (
    <Card
      id="lesson-table"
      title="All lessons"
      about="Of those who started the course in the period, so far: views, completions and time in each lesson."
      tools={
        use.length > 0 && (
          <ExportMenu compact href={`/export/analysis/lesson_use?${filterParams(view.exported)}`} of="All lessons" />
        )
      }
      footer={
        use.length > 0 && (
          <span>
            The median is of those with time in the lesson. Time and views are all of theirs so far, once however many
            enrolments share them.
          </span>
        )
      }
    >
      {use.length === 0 ? (
        <EmptyState icon={ListChecks} title="No lessons to show">
          Nobody started this course in the period under these filters, or it has no lessons any more.
        </EmptyState>
      ) : (
        <DataTable label="All lessons" columns={columns} rows={use.map(lessonRow)} chooseColumns={false} />
      )}
    </Card>
  )
}

function lessonRow(row: AnalysisRow) {
  const count = (name: string): TableCell => cellOf(row, name, formatCount)
  const text = (value: unknown): TableCell =>
    typeof value === 'string' ? { text: value, title: value } : { text: '–' }
  const optional = row['is_optional'] === true ? ', optional' : ''
  return {
    id: String(row['lesson']),
    cells: {
      lesson: text(`${row['position']} ${row['lesson_name'] ?? 'Unnamed lesson'}`),
      section: text(row['section']),
      type: { text: `${lessonTypeInWords(row['type'])}${optional}` },
      shows: text(row['shows']),
      opened: count('opened'),
      completed: count('completed'),
      views: count('views'),
      // Nobody spent time in it, which is no secret where the hours are shown.
      median: numberOf(row['hours']) === 0 ? { text: '–' } : cellOf(row, 'median_seconds', formatDuration),
      hours: cellOf(row, 'hours', formatHours),
    },
  }
}

function cellOf(row: AnalysisRow, name: string, format: (value: number) => string): TableCell {
  const value = numberOf(row[name])
  if (value !== null) return { text: format(value) }
  return row['suppressed'] === true ? { text: 'Hidden', quiet: true } : { text: '–' }
}
