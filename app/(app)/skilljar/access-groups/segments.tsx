import { UsersRound } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { PickLinked } from '@/components/filters/pick-linked'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted, formatHours } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { firstPageOf } from '@/lib/reports/table-frame'
import type { AccessGroupsViewOf } from './access-groups-view'
import { readSegment, withSegment } from '@/lib/reports/segment-choice'

const MOST_ANSWERS = 20

const columns: readonly TableColumn[] = [
  { id: 'answer', label: 'Answer' },
  { id: 'people', label: 'People', numeric: true },
  { id: 'enrolments', label: 'Enrolments', numeric: true },
  { id: 'completions', label: 'Completions', numeric: true },
  { id: 'hours', label: 'Hours', numeric: true },
  { id: 'hours_each', label: 'Hours per person', numeric: true },
]

/** People by what they answered to a question of the sign-up, and what they learned. */
export function Segments({ view }: { view: AccessGroupsViewOf<'segments'> }) {
  const { data, page, visit, inside } = view
  const dividing = data.fields.filter(({ is_segment: is }) => is === true)
  const chosen = dividing.find(({ field }) => field === readSegment(visit.search)) ?? dividing[0]
  const own = data.segments.filter(({ field }) => field === chosen?.['field'])
  const rows = own.slice(0, MOST_ANSWERS)
  const most = Math.max(0, ...rows.map((row) => numberOf(row['hours_each']) ?? 0))
  return (
    <Card
      id="segments"
      className="charts:col-span-12"
      title="Segments by sign-up answer"
      about={
        chosen === undefined
          ? 'People by what they answered to a question of the sign-up.'
          : `People by their answer to “${chosen['field_name']}” on ${chosen['domain_name']}, and what they did in the period. Letter case makes no other answer.`
      }
      tools={
        chosen !== undefined && (
          <ExportMenu
            compact
            href={`/export/analysis/signup_segments?${withField(filterParams(inside), String(chosen['field']))}`}
            of="Segments by sign-up answer"
          />
        )
      }
      footer={
        data.fields.length > 0 && (
          <span>
            {notDividing(data.fields)} People with two memberships may have given two answers and are in both rows.
            {own.length > rows.length &&
              ` The first ${formatCount(rows.length)} of ${formatCount(own.length)} answers; the CSV has all.`}
          </span>
        )
      }
    >
      {chosen !== undefined && (
        <div data-print="hide" className="min-w-0 pb-3">
          <PickLinked
            name="Question"
            value={String(chosen['field'])}
            options={dividing.map((field) => ({
              value: String(field['field']),
              label: nameOf(field, dividing),
              href: `${page}?${withSegment(firstPageOf(view), String(field['field']))}#segments`,
            }))}
          />
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState icon={UsersRound} title="No segments">
          {data.fields.length === 0
            ? 'Nobody in reach answered a question at sign-up.'
            : chosen === undefined
              ? 'No sign-up question has answers that enough people share.'
              : 'Nobody who answered this question is left under these filters.'}
        </EmptyState>
      ) : (
        <DataTable
          label="Segments by sign-up answer"
          chooseColumns={false}
          columns={columns}
          rows={rows.map((row) => ({
            id: String(row['answer'] ?? ''),
            small: isSmallSample(numberOf(row['people'])),
            cells: cellsOf(row, most),
          }))}
        />
      )}
    </Card>
  )
}

/** With its domain where another one asks the same. */
function nameOf(field: AnalysisRow, all: readonly AnalysisRow[]): string {
  const name = String(field['field_name'])
  return all.filter((other) => other['field_name'] === name).length > 1 ? `${name} · ${field['domain_name']}` : name
}

function cellsOf(row: AnalysisRow, most: number): Record<string, TableCell> {
  const each = numberOf(row['hours_each'])
  return {
    answer:
      row['answer'] === null
        ? { text: 'Other answers', quiet: true, title: 'Answers that too few people gave to stand by themselves.' }
        : { text: String(row['answer']) },
    people: cell(row['people'], formatCount),
    enrolments: cell(row['enrolments'], formatCount),
    completions: cell(row['completions'], formatCount),
    hours: cell(row['hours'], formatHours),
    hours_each: { ...cell(each, formatHours), ...(each !== null && most > 0 && { meter: each / most }) },
  }
}

const cell = (value: unknown, format: (value: number) => string): TableCell =>
  typeof value === 'number'
    ? { text: format(value), quiet: value === 0 }
    : {
        text: 'Hidden',
        quiet: true,
        title: 'Fewer than 5 people are behind this number, or behind one that would give it away.',
      }

/** What is each person's own is never listed: only how many such questions there are. */
function notDividing(fields: readonly AnalysisRow[]): string {
  const count = fields.filter(({ is_segment: is }) => is !== true).length
  if (count === 0) return ''
  return `${formatCounted(count, 'question divides', 'questions divide')} nobody: too few alike answers, which are personal data and not shown.`
}

function withField(params: URLSearchParams, field: string): URLSearchParams {
  params.set('field', field)
  return params
}
