import { Bars } from '@/components/charts/bars'
import { teamLabels } from '@/components/filters/team-labels'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount } from '@/lib/format/numbers'
import { endingBars } from './ending-parts'
import type { CardData, ExpiriesView } from './expiries-view'

const MOST_TEAMS = 10

export function TeamsEnding({ view, teams }: { view: ExpiriesView; teams: CardData<'teams'> }) {
  const { data, filters, page } = view
  const labels = teamLabels(data.choices.teams)
  const ranked = teams.rows
    .filter(({ team, expiries_ahead: all }) => team !== null && all !== 0)
    // Hidden ones last.
    .toSorted((one, other) => (other.expiries_ahead ?? -1) - (one.expiries_ahead ?? -1))
  const { states, valuesOf } = endingBars(ranked)
  return (
    <Bars
      id="teams"
      className="charts:col-span-5"
      title="What ends, by team"
      about="In the next 90 days, for the members of each team. A bar chooses its team."
      period="The next 90 days"
      what="Team"
      measure="Things that end"
      format="count"
      overlaps
      states={states}
      rows={ranked.slice(0, MOST_TEAMS).map((row) => {
        const values = valuesOf(row)
        return {
          key: String(row.team),
          label: labels.get(Number(row.team)) ?? row.team_name,
          values,
          hidden: values.includes(null),
          href: `${page}?${filterParams(narrow(filters, { team: row.team }))}`,
        }
      })}
      note={
        ranked.length === 0
          ? undefined
          : `Somebody in two teams is in both.${ranked.length > MOST_TEAMS ? ` The ${MOST_TEAMS} teams with most of ${formatCount(ranked.length)}.` : ''}`
      }
      empty={{ title: 'Nothing ends for any team', text: 'Nothing ends in the next 90 days for members of teams.' }}
      definition="/catalogue/expiries_ahead"
    />
  )
}
