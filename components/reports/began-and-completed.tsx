import { TrendLines } from '@/components/charts/trend-lines'
import type { Filters } from '@/lib/filters/filters'
import type { MetricName } from '@/lib/metrics/names'
import type { Series } from '@/lib/metrics/series'
import { chartBuckets } from './chart-buckets'
import { compareLabel } from './compare-label'

interface BeganAndCompletedProps<M extends MetricName> {
  id: string
  title: string
  /** "Pairs of person and course" */
  what: string
  unit: string
  series: Series<M>
  began: { readonly metric: M; readonly label: string }
  completed: M
  view: { readonly filters: Filters; readonly page: string; readonly period: string }
  note?: string
  className?: string
}

/** How many began and how many were completed, each beside the comparison period; flat lines are no chart. */
export function BeganAndCompleted<M extends MetricName>({
  what,
  series: { lines, buckets, totals, comparison },
  began,
  completed,
  view: { filters, page, period },
  ...card
}: BeganAndCompletedProps<M>) {
  const [line] = lines
  const isFlat = [totals, comparison?.totals].every(
    (sums) => !sums || (sums[began.metric] === 0 && sums[completed] === 0),
  )
  const of = (metric: M) => ({
    values: line?.points.map((point) => point[metric]) ?? [],
    compare: line?.comparison?.map((point) => point[metric]),
  })
  return (
    <TrendLines
      {...card}
      about={`${what} per ${filters.grain}. Click a ${filters.grain} to open it.`}
      period={period}
      format="count"
      grain={filters.grain}
      buckets={isFlat ? [] : chartBuckets(buckets, filters, page)}
      series={[
        { key: 'began', label: began.label, color: 'text', ...of(began.metric) },
        { key: 'completed', label: 'Completed', color: 'accent', ...of(completed) },
      ]}
      compareLabel={compareLabel(filters)}
      definition={`/catalogue/${began.metric}`}
    />
  )
}
