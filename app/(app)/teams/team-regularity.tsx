import { DotRange } from '@/components/charts/dot-range'
import { numberOf } from '@/lib/format/number-of'
import { isSmallSample } from '@/lib/format/small-sample'
import { colourOfTeam, teamHref, teamNames, type CardData, type TeamsView } from './teams-view'

/** How much of a month's learners learns in a week. */
export function TeamRegularity({ view, regularity }: { view: TeamsView; regularity: CardData<'regularity'> }) {
  const { filters, period } = view
  const nameOf = teamNames(view)
  return (
    <DotRange
      id="regularity"
      className="charts:col-span-5"
      title="How regularly the teams learn"
      about="Of those who learned within 28 days, the share that learned within 7: mean over the days of the period."
      period={period}
      what="Team"
      measure="Weekly ÷ monthly learners"
      format="percent"
      xUnit="Weekly ÷ monthly learners"
      fromZero
      rows={regularity.teams.flatMap(({ team, row }) => {
        const [value, month] = [row?.['wau_mau'], row?.['active_28_days']]
        // Nobody learned at all.
        if (typeof value !== 'number' && row?.['suppressed'] !== true) return []
        const n = typeof month === 'number' ? Math.round(month) : null
        return {
          key: String(team),
          label: nameOf(team),
          color: colourOfTeam(regularity, team),
          value: numberOf(value),
          hidden: row?.['suppressed'] === true,
          n,
          small: isSmallSample(n),
          href: teamHref(team, filters),
        }
      })}
      note="n: mean number of people who learned within 28 days."
      definition="/catalogue/wau_mau"
    />
  )
}
