import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { numberOf } from '@/lib/format/number-of'
import type { CardData, TeamView } from './team-view'

/** How much of the team's month learns in a week, and how much of the team at all. */
export function Regularity({ view, regularity }: { view: TeamView; regularity: CardData<'regularity'> }) {
  const { data, filters, page, period } = view
  const { figures } = data
  const isNothing = figures.totals.active_learners === 0
  return (
    <TrendLines
      id="regularity"
      className="charts:col-span-5"
      title="Share that learns, and how regularly"
      about={`Per ${filters.grain}: active of all members, and of a month’s learners those of a week.`}
      period={period}
      unit="Share"
      format="percent"
      grain={filters.grain}
      buckets={isNothing ? [] : chartBuckets(figures.buckets, filters, page)}
      series={[
        {
          key: 'active_share',
          label: 'Active share',
          color: 'accent',
          values: figures.lines[0]?.points.map((point) => point.active_share) ?? [],
        },
        {
          key: 'wau_mau',
          label: 'Weekly ÷ monthly',
          color: 'text',
          values: figures.buckets.map((_, index) => numberOf(regularity[index]?.['wau_mau'])),
        },
      ]}
      definition="/catalogue/wau_mau"
    />
  )
}
