import { AssignmentBars } from '@/components/reports/assignment-bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCounted } from '@/lib/format/numbers'
import type { CardData, TeamView } from './team-view'

interface AssignmentsProps {
  view: TeamView
  assignments: CardData<'assignments'>
}

/** What the team was given to do, and in what state it is. */
export function Assignments({ view: { inside, period, visit }, assignments }: AssignmentsProps) {
  const { rows, rowCount } = assignments
  return (
    <AssignmentBars
      id="assignments"
      title="Assignments and their state"
      about="Assigned to members in the period, one per person and assignment, in the state of today. A row opens the assignment."
      period={period}
      what="Assignment"
      measure="Assignments"
      learnerRows={visit.scope.learnerRows}
      rows={rows.map((row) => ({
        key: row.content,
        label: row.content_name,
        counts: row,
        href: `/datacamp/assignments?${filterParams(narrow({ ...inside, contentType: [], source: [] }, { content: row.content }))}`,
      }))}
      words={
        rowCount > rows.length
          ? [`The ${rows.length} with most of ${formatCounted(rowCount, 'assignment', 'assignments')}.`]
          : []
      }
      empty={{ title: 'Nothing was assigned', text: 'No assignment was given to the team in this period.' }}
    />
  )
}
