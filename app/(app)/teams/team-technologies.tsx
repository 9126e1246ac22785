import { Bars } from '@/components/charts/bars'
import { stackByTechnology } from '@/lib/design/palette'
import { teamHref, teamNames, type TeamsView } from './teams-view'

/** What each of the teams compared spends its hours on. */
export function TeamTechnologies({ view }: { view: TeamsView }) {
  const { data, filters, period } = view
  const nameOf = teamNames(view)
  const teams = data.compared.flatMap((team) => data.hours.find((row) => row.team === team) ?? [])
  const hoursOf = (team: number | null, technology: string) =>
    data.technologies.find((row) => row.team === team && row.technology === technology)?.learning_hours ?? 0
  const stacks = stackByTechnology(
    [...new Set(data.technologies.map(({ technology }) => technology))].map((technology) => ({
      key: technology,
      values: teams.map(({ team }) => hoursOf(team, technology)),
    })),
    data.colours,
  )
  const anyHidden = data.technologies.some(({ suppressed }) => suppressed)
  return (
    <Bars
      id="technologies"
      className="charts:col-span-7"
      title="What the teams learn"
      about="Learning hours by technology, as a share of each team’s. A row opens its team."
      period={period}
      what="Team"
      measure="Hours"
      format="hours"
      share
      states={[
        ...stacks.map(({ key, label, color }) => ({ key, label, color })),
        ...(anyHidden ? [{ key: 'hidden', label: 'Hidden', color: 'unset' as const, hatched: true }] : []),
      ]}
      rows={teams.map(({ team, learning_hours: hours }, index) => {
        const values = stacks.map((stack) => stack.values[index] ?? 0)
        const rest = Math.max(0, (hours ?? 0) - values.reduce((sum, value) => sum + value, 0))
        return {
          key: String(team),
          label: nameOf(team ?? 0),
          values: hours === null ? [...values, 0].map(() => null) : anyHidden ? [...values, rest] : values,
          hidden: hours === null,
          href: teamHref(team ?? 0, filters),
        }
      })}
      note={`DataCamp has no rows for days on which a person was outside the group, and no mobile time.${
        anyHidden ? ' Hidden: technologies with fewer than five people, together.' : ''
      }`}
      definition="/catalogue/learning_hours"
    />
  )
}
