import { Ranking } from '@/components/charts/ranking'
import { compareLabel } from '@/components/reports/compare-label'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { metrics } from '@/lib/metrics/names'
import { allTeams, teamHref, teamNames, type CardData, type TeamsView } from './teams-view'

const MOST_ROWS = 15

/** All teams, whichever are chosen, so that one sees where those compared stand. */
export function TeamRanking({ view, teams }: { view: TeamsView; teams: CardData<'compared'> }) {
  const { data, filters, period } = view
  const { metric } = data
  const { ranking } = teams
  const { label, format } = metrics[metric]
  const nameOf = teamNames(view)
  const shown = ranking.rows.slice(0, MOST_ROWS)
  return (
    <Ranking
      id="ranking"
      className="charts:col-span-5"
      title={`${allTeams(view)} by ${label.charAt(0).toLowerCase()}${label.slice(1)}`}
      about="Of the period, whichever teams are chosen; the tick is the comparison period. A row opens its team."
      period={period}
      what="Team"
      measure={label}
      format={format}
      rows={shown.map((row) => {
        const people = row.members_observed
        return {
          key: String(row.team),
          label: nameOf(row.team),
          value: row[metric],
          note: people === null ? 'hidden' : formatCounted(people, 'member', 'members'),
          before: row.before,
          small: isSmallSample(people ?? 0),
          href: teamHref(row.team, filters),
        }
      })}
      compareLabel={compareLabel(filters)}
      note="Grey: fewer than 10 members; by rates, medians and means they stand last."
      footer={
        shown.length < ranking.rows.length
          ? `The first ${formatCount(shown.length)} of ${formatCount(ranking.rows.length)} teams; the table below has all.`
          : `${formatCounted(ranking.rows.length, 'team', 'teams')}. People in two teams count in both.`
      }
      definition={`/catalogue/${metric}`}
    />
  )
}
