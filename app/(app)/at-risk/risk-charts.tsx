import { Bars } from '@/components/charts/bars'
import { DotRange } from '@/components/charts/dot-range'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { teamLabels } from '@/components/filters/team-labels'
import { narrow } from '@/lib/filters/narrow'
import { numberOf } from '@/lib/format/number-of'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { riskAddress, type RiskView } from './risk-address'

const MOST_TEAMS = 15

interface RiskChartsProps extends RiskView {
  readonly teams: readonly AnalysisRow[]
}

/** How many members of each team, and what share of it. Somebody in two teams is in both. */
export function RiskCharts({ data: { members, choices }, filters, question, teams }: RiskChartsProps) {
  const labels = teamLabels(choices.teams)
  const nameOf = (row: AnalysisRow) => labels.get(Number(row['team'])) ?? String(row['team_name'])
  const { rule, days } = question
  const what = rule === 'open' ? 'At risk' : 'Quiet'
  const period = `Today, ${days} days without learning`
  const most = [...teams].sort(largest('people')).slice(0, MOST_TEAMS)
  const shares = [...teams].sort(largest('share')).slice(0, MOST_TEAMS).sort(smallLast)
  const href = ({ team }: AnalysisRow) => riskAddress(narrow(filters, { team }), { ...question, page: 1 })
  const note =
    teams.length > MOST_TEAMS
      ? `The ${MOST_TEAMS} teams with most of ${formatCount(teams.length)}. Members of today; somebody in two teams is in both.`
      : 'Members of today; somebody in two teams is in both, and people in no team are in none.'
  const definition = `/catalogue/${rule === 'open' ? 'at_risk_by_team' : 'inactive_learners_by_team'}`
  const empty = { title: 'No team has members today', text: 'Choose other teams, or none, to see all.' }
  const card = { period, note, definition, className: 'charts:col-span-6', ...(teams.length === 0 && { empty }) }
  return (
    <div className="grid gap-4 charts:grid-cols-12">
      <Bars
        id="by-team"
        title={`${what} by team`}
        about="People. A bar chooses its team."
        what="Team"
        measure={what}
        format="count"
        states={[{ key: 'people', label: what, color: 'ink' }]}
        rows={most.map((row) => ({
          key: String(row['team']),
          label: nameOf(row),
          values: [numberOf(row['people'])],
          hidden: row['people'] === null,
          ...(typeof row['members'] === 'number' && { note: `of ${formatCount(row['members'])}` }),
          href: href(row),
        }))}
        {...card}
      />
      <DotRange
        id="share-by-team"
        title={`Share of members ${rule === 'open' ? 'at risk' : 'quiet'}`}
        about="Of each team’s members of today. A dot chooses its team."
        what="Team"
        measure="Share"
        format="percent"
        xUnit="Share of members"
        fromZero
        rows={shares.map((row) => {
          const n = numberOf(row['members'])
          return {
            key: String(row['team']),
            label: nameOf(row),
            value: numberOf(row['share']),
            hidden: row['share'] === null,
            n,
            small: isSmallSample(n),
            href: href(row),
          }
        })}
        {...(rule === 'quiet' &&
          typeof members?.['share'] === 'number' && { reference: { value: members['share'], label: 'All members' } })}
        {...card}
      />
    </div>
  )
}

/** What rests on few is never first. */
function smallLast(one: AnalysisRow, other: AnalysisRow): number {
  const isSmall = ({ members }: AnalysisRow) => isSmallSample(Number(members ?? 0))
  return Number(isSmall(one)) - Number(isSmall(other))
}

/** Hidden ones last. */
function largest(name: 'people' | 'share') {
  return (one: AnalysisRow, other: AnalysisRow) => Number(other[name] ?? -1) - Number(one[name] ?? -1)
}
