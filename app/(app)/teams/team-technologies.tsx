import { Bars } from '@/components/charts/bars'
import { stackByTechnology } from '@/lib/design/palette'
import { notObserved } from '@/lib/reports/definitions/not-observed'
import { teamHref, teamNames, type CardData, type TeamsView } from './teams-view'

interface TeamTechnologiesProps {
  view: TeamsView
  spent: CardData<'technologies'>
}

/** What each of the teams compared spends its hours on. */
export function TeamTechnologies({ view, spent }: TeamTechnologiesProps) {
  const { data, filters, period } = view
  const nameOf = teamNames(view)
  const teams = spent.compared.flatMap((team) => spent.hours.find((row) => row.team === team) ?? [])
  const hoursOf = (team: number | null, technology: string) =>
    spent.technologies.find((row) => row.team === team && row.technology === technology)?.learning_hours ?? 0
  const stacks = stackByTechnology(
    [...new Set(spent.technologies.map(({ technology }) => technology))].map((technology) => ({
      key: technology,
      values: teams.map(({ team }) => hoursOf(team, technology)),
    })),
    data.colours,
  )
  const anyHidden = spent.technologies.some(({ suppressed }) => suppressed)
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
      note={`${notObserved}${anyHidden ? ' Hidden: technologies with fewer than five people, together.' : ''}`}
      definition="/catalogue/learning_hours"
    />
  )
}
