import { Check } from 'lucide-react'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { may } from '@/lib/authz/permissions'
import { addDays } from '@/lib/filters/days'
import { notSet, type Period } from '@/lib/filters/filters'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { inStates, stateNames, type StateName } from '@/components/reports/assignment-states'
import type { AssignmentsView, CardData } from './assignments-view'

const columns = [
  { id: 'stored', label: 'DataCamp says' },
  { id: 'computed', label: 'The dates say' },
  { id: 'count', label: 'Assignments', numeric: true },
  { id: 'differ', label: 'Of these, they differ', numeric: true },
  { id: 'lines', label: 'Lines' },
]

/** Where DataCamp's own word and its dates say different things. */
export function StoredStates({ view, stored }: { view: AssignmentsView; stored: CardData<'stored'> }) {
  const { visit, inside, asOf } = view
  const { rows, totals } = stored
  const links = may(visit.actor, 'tables.read')
  const shown = rows
    .filter(({ assignments }) => assignments !== 0)
    .sort((one, other) => (other.assignment_status_mismatches ?? 0) - (one.assignment_status_mismatches ?? 0))
  const differ = totals.assignment_status_mismatches
  return (
    <Card
      className="charts:col-span-6"
      id="stored"
      title="Stored and computed state"
      about={
        differ === null
          ? 'Assignments of the period by the status that DataCamp stored and the state that the dates give.'
          : `Of ${formatCounted(totals.assignments ?? 0, 'assignment', 'assignments')} in the period, ${formatCounted(differ, 'has', 'have')} another stored status than the dates say.`
      }
      footer="Pages count by the dates. Completed stands for on time, missed for overdue, in progress for open ones."
    >
      {shown.length === 0 ? (
        <EmptyState icon={Check} title="No assignment in this period">
          Nothing was assigned under these filters.
        </EmptyState>
      ) : (
        <DataTable
          label="Stored and computed state"
          chooseColumns={false}
          columns={links ? columns : columns.filter(({ id }) => id !== 'lines')}
          rows={shown.map((row) => ({
            id: `${row.completion_status} ${row.assignment_status}`,
            cells: {
              stored: { text: inWords(row.completion_status), quiet: row.completion_status === notSet },
              computed: { text: inStates(row.assignment_status) },
              count: count(row.assignments),
              differ: {
                ...count(row.assignment_status_mismatches),
                ...((row.assignment_status_mismatches ?? 0) > 0 && { tone: 'warning' as const }),
              },
              lines: {
                text: 'Explorer',
                href: linesOf(row, inside, asOf.datacamp),
                title: 'Lines of the period with this status and dates like these, archived and deleted ones too',
              },
            },
          }))}
        />
      )}
    </Card>
  )
}

const count = (value: number | null): TableCell =>
  value === null ? { text: 'Hidden', quiet: true } : { text: formatCount(value), quiet: value === 0 }

const inWords = (status: string) => `${status.charAt(0).toUpperCase()}${status.slice(1).replaceAll('_', ' ')}`

type Row = CardData<'stored'>['rows'][number]

/** Lines like these in the source, given in the period; the Explorer compares with values, so on time and late are not told apart. */
function linesOf(
  { completion_status: stored, assignment_status: state }: Row,
  { from, to }: Period,
  asOf: string | null,
) {
  const loaded = asOf === null ? '' : asOf.slice(0, 19)
  const dates: Record<StateName, readonly string[]> = {
    on_time: ['completed_at:not_null'],
    late: ['completed_at:not_null', 'due_at:not_null'],
    overdue: ['completed_at:is_null', `due_at:lt:${loaded}`],
    not_yet_due: ['completed_at:is_null', `due_at:gte:${loaded}`],
    no_due_date: ['completed_at:is_null', 'due_at:is_null'],
  }
  const params = new URLSearchParams()
  params.append('filter', stored === notSet ? 'completion_status:is_null' : `completion_status:eq:${stored}`)
  if (Object.hasOwn(stateNames, state)) for (const one of dates[state as StateName]) params.append('filter', one)
  params.append('filter', `assigned_at:gte:${from}`)
  params.append('filter', `assigned_at:lt:${addDays(to, 1)}`)
  return `/explorer/datacamp.assignment_fact?${params}`
}
