import { DataTable, type TableCell } from '@/components/tables/data-table'
import { teamLabels } from '@/components/filters/team-labels'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { UsersRound } from 'lucide-react'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount } from '@/lib/format/numbers'
import type { AssignmentsView, CardData } from './assignments-view'

const columns = [
  { id: 'team', label: 'Team' },
  { id: 'overdue', label: 'Overdue', numeric: true },
  { id: 'due_7', label: 'Due in 7 days', numeric: true },
  { id: 'due_30', label: 'Due in 30 days', numeric: true },
]

/** What is late and what falls due, for readers of aggregates: teams instead of people. */
export function OpenByTeam({ view, open }: { view: AssignmentsView; open: CardData<'open'> }) {
  const { data, filters, page } = view
  const names = teamLabels(data.choices.teams)
  const { rows, totals } = open.teams
  const shown = rows.filter(
    (row) => row.assignments_overdue !== 0 || row.assignments_due_in_7 !== 0 || row.assignments_due_in_30 !== 0,
  )
  const cells = (row: typeof totals) => ({
    overdue: cell(row.assignments_overdue),
    due_7: cell(row.assignments_due_in_7),
    due_30: cell(row.assignments_due_in_30),
  })
  return (
    <Card
      className="charts:col-span-12"
      id="open"
      title="Overdue and due soon, by team"
      about="Open assignments of the period. People in two teams count in both, and once in all."
      footer="Single people are not shown to your role; numbers of fewer than five people are hidden."
    >
      {shown.length === 0 ? (
        <EmptyState icon={UsersRound} title="Nothing is open">
          No assignment of the period is overdue or due within 30 days under these filters.
        </EmptyState>
      ) : (
        <DataTable
          label="Overdue and due soon, by team"
          chooseColumns={false}
          columns={columns}
          rows={shown.map((row) => ({
            id: String(row.team),
            cells: {
              team: {
                text: (row.team === null ? undefined : names.get(row.team)) ?? row.team_name,
                href: `${page}?${filterParams(narrow(filters, { team: row.team }))}`,
              },
              ...cells(row),
            },
          }))}
          totals={{ team: { text: 'All' }, ...cells(totals) }}
        />
      )}
    </Card>
  )
}

const cell = (count: number | null): TableCell =>
  count === null ? { text: 'Hidden', quiet: true } : { text: formatCount(count), quiet: count === 0 }
