import { Matrix, type MatrixRow } from '@/components/charts/matrix'
import { personHref } from '@/components/reports/person-href'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { matrixStates } from '@/components/reports/assignment-states'
import type { AssignmentsView } from './assignments-view'
import { daysInWords } from './person-line'

/** Who did what: people by assignments, those with the most overdue first. */
export function Compliance({ view, matrix }: { view: AssignmentsView; matrix: readonly AnalysisRow[] }) {
  const { filters, page, period } = view
  const titles = new Map(matrix.map((row) => [String(row['content']), String(row['assignment'])]))
  const given = Map.groupBy(matrix, (row) => String(row['content']))
  const contents = [...given].sort(([, one], [, other]) => other.length - one.length).map(([content]) => content)
  const rows = [...Map.groupBy(matrix, ({ person }) => Number(person))].map(([person, own]): MatrixRow => {
    const href = personHref(person, filters)
    return {
      key: String(person),
      label: String(own[0]?.['name']),
      note: typeof own[0]?.['teams'] === 'string' ? own[0]['teams'] : undefined,
      href,
      cells: contents.map((content) => {
        const row = own.filter((one) => one['content'] === content).sort(byWeakness)[0]
        return row === undefined ? null : { ...cellOf(row), href }
      }),
    }
  })
  const [first] = matrix
  const people = Number(first?.['people'] ?? 0)
  const assignments = Number(first?.['assignments'] ?? 0)
  return (
    <Matrix
      id="matrix"
      className="charts:col-span-12"
      title="Who did what"
      about="State per person and assignment of the period. A row opens the person, a column narrows the page."
      period={period}
      what="Person"
      states={matrixStates}
      columns={contents.map((content) => ({
        key: content,
        label: titles.get(content) ?? content,
        href: `${page}?${filterParams(narrow(filters, { content }))}`,
      }))}
      rows={rows}
      absent="Not assigned"
      {...(rows.length > 0 && {
        note: [
          `${formatCount(rows.length)} of ${formatCounted(people, 'person', 'people')}, those with the most overdue and late first;`,
          `${formatCount(contents.length)} of ${formatCounted(assignments, 'assignment', 'assignments')}, those given to the most people.`,
          ...(people > rows.length ? ['Filter by team for the others.'] : []),
        ].join(' '),
      })}
      empty={{ title: 'Nothing was assigned', text: 'Nobody was given an assignment under these filters.' }}
      definition="/catalogue/assignment_matrix"
    />
  )
}

const weakness = (row: AnalysisRow) => matrixStates.findIndex(({ key }) => key === row['state'])
const byWeakness = (one: AnalysisRow, other: AnalysisRow) => weakness(one) - weakness(other)

function cellOf(row: AnalysisRow) {
  const { state, due_on: due, completed_on: completed, days_late: days } = row
  const details = [
    typeof completed === 'string' && `completed ${formatDay(completed)}`,
    typeof due === 'string' && `due ${formatDay(due)}`,
  ].filter((words) => words !== false)
  return {
    state: String(state),
    ...(typeof days === 'number' && { text: daysInWords(days, 'late') }),
    ...(details.length > 0 && { detail: details.join(', ') }),
  }
}
