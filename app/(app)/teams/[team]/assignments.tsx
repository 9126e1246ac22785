import { Bars, type BarState } from '@/components/charts/bars'
import { formatCounted } from '@/lib/format/numbers'
import type { TeamView } from './team-view'

const states = [
  { key: 'assignments_on_time', label: 'On time', color: 'positive' },
  { key: 'assignments_late', label: 'Late', color: 'warning' },
  { key: 'assignments_overdue', label: 'Overdue', color: 'negative' },
  { key: 'assignments_not_yet_due', label: 'Not yet due', color: 'info', hatched: true },
  { key: 'assignments_no_due_date', label: 'No due date', color: 'unset', hatched: true },
] as const satisfies readonly BarState[]

/** What the team was given to do, and in what state it is. */
export function Assignments({ view }: { view: TeamView }) {
  const { rows, rowCount } = view.data.assignments
  return (
    <Bars
      id="assignments"
      className="charts:col-span-6"
      title="Assignments and their state"
      about="Assigned to members in the period, one per person and assignment, in the state of today."
      period={view.period}
      what="Assignment"
      measure="Assignments"
      format="count"
      states={states}
      rows={rows.map((row) => {
        const values = states.map(({ key }) => row[key])
        const hidden = row.assignments === null || values.includes(null)
        return {
          key: row.content,
          label: row.content_name,
          values: hidden ? values.map(() => null) : values,
          hidden,
        }
      })}
      note={
        rowCount > rows.length &&
        `The ${rows.length} with most of ${formatCounted(rowCount, 'assignment', 'assignments')}.`
      }
      empty={{ title: 'Nothing was assigned', text: 'No assignment was given to the team in this period.' }}
      definition="/catalogue/assignments"
    />
  )
}
