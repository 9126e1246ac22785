import { StackedBars } from '@/components/charts/stacked-bars'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import { sessionStates } from './live-words'
import type { LiveViewOf } from './live-training-view'

const metricOf = {
  held: 'vilt_sessions_held',
  planned: 'vilt_sessions_planned',
  cancelled: 'vilt_sessions_cancelled',
} as const

/** Sessions by the day on which they begin, by what became of them. */
export function SessionsOverTime({ view }: { view: LiveViewOf<'over'> }) {
  const { data, filters, page, period } = view
  const { lines, buckets, totals, comparison } = data.over
  const [line] = lines
  const isEmpty = totals.vilt_sessions === 0 && !comparison?.totals.vilt_sessions
  return (
    <StackedBars
      id="sessions"
      className="charts:col-span-6"
      title="Sessions held, planned and cancelled"
      about={`Sessions per ${filters.grain} in which they begin. Click a ${filters.grain} to open it.`}
      period={period}
      unit="Sessions"
      format="count"
      grain={filters.grain}
      buckets={isEmpty ? [] : chartBuckets(buckets, filters, page)}
      series={sessionStates.map(({ key, label, color }) => ({
        key,
        label,
        color,
        values: line?.points.map((point) => point[metricOf[key]]) ?? [],
      }))}
      compare={line?.comparison?.map((point) => point.vilt_sessions)}
      compareLabel={compareLabel(filters)}
      note="Held: not cancelled, and the last event had ended when the data was loaded."
      empty={{
        title: 'No session in this period',
        text: 'No live session begins in the period under these filters. Sessions are of no team: with a team chosen there are none.',
      }}
      definition="/catalogue/vilt_sessions"
    />
  )
}
