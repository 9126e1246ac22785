import { teamLabels } from '@/components/filters/team-labels'
import { AssignmentBars } from '@/components/reports/assignment-bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import type { AssignmentsView, CardData } from './assignments-view'

const MOST_TEAMS = 12

export function StatesByTeam({ view, teams }: { view: AssignmentsView; teams: CardData<'teams'> }) {
  const { data, filters, page, period, visit } = view
  const names = teamLabels(data.choices.teams)
  const all = teams.rows.filter(({ assignments }) => assignments !== 0)
  const rows = all.slice(0, MOST_TEAMS)
  return (
    <AssignmentBars
      id="teams"
      title="States by team"
      about="Assignments given in the period, by the teams of that day. A row narrows the page to its team."
      period={period}
      what="Team"
      measure="Assignments"
      overlaps
      learnerRows={visit.scope.learnerRows}
      rows={rows.map((row) => ({
        key: String(row.team),
        label: (row.team === null ? undefined : names.get(row.team)) ?? row.team_name,
        counts: row,
        href: `${page}?${filterParams(narrow(filters, { team: row.team }))}`,
      }))}
      words={[
        'People in two teams count in both.',
        ...(all.length > rows.length ? [`The ${rows.length} teams with the most assignments of ${all.length}.`] : []),
      ]}
      empty={{ title: 'No assignment in this period', text: 'Nothing was assigned under these filters.' }}
    />
  )
}
