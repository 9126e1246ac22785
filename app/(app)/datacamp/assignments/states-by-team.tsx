import { Bars } from '@/components/charts/bars'
import { teamLabels } from '@/components/filters/team-labels'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { barStates, countsOf, isNothingSeen } from './assignment-states'
import type { AssignmentsView, CardData } from './assignments-view'

const MOST_TEAMS = 12

export function StatesByTeam({ view, teams }: { view: AssignmentsView; teams: CardData<'teams'> }) {
  const { data, filters, page, period, visit } = view
  const names = teamLabels(data.choices.teams)
  const all = teams.rows.filter(({ assignments }) => assignments !== 0)
  const rows = all.slice(0, MOST_TEAMS)
  const words = [
    'People in two teams count in both.',
    ...(all.length > rows.length ? [`The ${rows.length} teams with the most assignments of ${all.length}.`] : []),
    ...(visit.scope.learnerRows
      ? []
      : ['States of fewer than five people are hidden, and missing from bars and sums.']),
  ]
  return (
    <Bars
      id="teams"
      className="charts:col-span-6"
      title="States by team"
      about="Assignments given in the period, by the teams of that day. A row narrows the page to its team."
      period={period}
      what="Team"
      measure={visit.scope.learnerRows ? 'Assignments' : 'In the states shown'}
      format="count"
      states={barStates}
      overlaps
      rows={rows.map((row) => ({
        key: String(row.team),
        label: (row.team === null ? undefined : names.get(row.team)) ?? row.team_name,
        values: countsOf(row),
        hidden: row.suppressed && isNothingSeen(row),
        href: `${page}?${filterParams(narrow(filters, { team: row.team }))}`,
      }))}
      {...(rows.length > 0 && { note: words.join(' ') })}
      empty={{ title: 'No assignment in this period', text: 'Nothing was assigned under these filters.' }}
      definition="/catalogue/assignments"
    />
  )
}
