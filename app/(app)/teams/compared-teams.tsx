import { TrendLines } from '@/components/charts/trend-lines'
import { PickLinked } from '@/components/filters/pick-linked'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { metrics } from '@/lib/metrics/names'
import { isOfFew, mostCompared } from '@/lib/reports/read-teams'
import { firstPageOf } from '@/lib/reports/table-frame'
import { offeredMetrics, withMetric } from '@/lib/reports/team-metric'
import { colourOfTeam, teamNames, type CardData, type TeamsView } from './teams-view'

const units: Readonly<Partial<Record<string, string>>> = { hours: 'Hours', percent: 'Share', days: 'Days' }

/** One line per team, by the number that the address names. */
export function ComparedTeams({ view, teams }: { view: TeamsView; teams: CardData<'compared'> }) {
  const { data, filters, inside, page, period } = view
  const { metric } = data
  const { compared, lines, ranking } = teams
  const { label, description, format } = metrics[metric]
  const nameOf = teamNames(view)
  const isChosen = inside.team.length > 0
  return (
    <TrendLines
      id="compared"
      className="charts:col-span-7"
      title={`${label} by team`}
      about={`${description.replace(/\.$/, '')}, per ${filters.grain}.`}
      period={period}
      unit={units[format] ?? label}
      format={format}
      grain={filters.grain}
      buckets={(compared.length === 0 ? [] : chartBuckets(data.figures.buckets, filters, page)).map(
        ({ href, ...bucket }) => ({
          ...bucket,
          href: `${page}?${withMetric(new URLSearchParams(href?.split('?')[1]), metric)}`,
        }),
      )}
      series={compared.map((team) => ({
        key: String(team),
        label: nameOf(team),
        color: colourOfTeam(teams, team),
        values:
          lines?.lines.find(({ key }) => key === team)?.points.map((point) => point[metric]) ??
          data.figures.buckets.map(() => (isOfFew(metric) ? null : 0)),
      }))}
      tools={<PickLinked name="Metric" value={metric} options={metricOptions(view)} />}
      note={overlapInWords(teams)}
      footer={
        isChosen
          ? `Up to ${mostCompared} of the teams chosen above.`
          : compared.length === ranking.rows.length
            ? 'All teams. The team filter chooses among them.'
            : `The ${compared.length} teams with most. Choose others by the team filter.`
      }
      empty={{ title: 'No team to compare', text: 'Nobody in a team did this in the period, or no team is known.' }}
      definition={`/catalogue/${metric}`}
    />
  )
}

/** "38 people are in two or more of these teams, of 214." */
function overlapInWords({ overlap, compared }: CardData<'compared'>): string | undefined {
  if (overlap === null || compared.length < 2) return undefined
  const [people, several] = [overlap['people'], overlap['in_several']]
  if (typeof several !== 'number')
    return 'How many people are in two or more of these teams is hidden: too few, or all but too few.'
  const all = typeof people === 'number' ? `, of ${formatCount(people)}` : ''
  if (several === 0) return `Nobody is in two or more of these teams${all}.`
  return `${formatCounted(several, 'person is', 'people are')} in two or more of these teams${all}; each team counts them.`
}

function metricOptions(view: TeamsView) {
  const { metric } = view.data
  const offered: readonly (typeof metric)[] = offeredMetrics
  return (offered.includes(metric) ? offered : [metric, ...offered]).map((name) => ({
    value: name,
    label: metrics[name].label,
    href: `${view.page}?${withMetric(firstPageOf(view), name)}`,
  }))
}
