import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import type { Filters } from '@/lib/filters/filters'
import type { Series } from '@/lib/metrics/series'

type Figures = Series<'course_starts' | 'course_completions'>

interface StartedAndCompletedProps {
  view: {
    readonly data: { readonly figures: Figures }
    readonly filters: Filters
    readonly page: string
    readonly period: string
  }
}

export function StartedAndCompleted({ view }: StartedAndCompletedProps) {
  const { data, filters, page, period } = view
  const { lines, buckets } = data.figures
  const [line] = lines
  const { totals, comparison } = data.figures
  const isFlat = [totals, comparison?.totals].every(
    (sums) => !sums || (sums.course_starts === 0 && sums.course_completions === 0),
  )
  const of = (name: 'course_starts' | 'course_completions') => ({
    values: line?.points.map((point) => point[name]) ?? [],
    compare: line?.comparison?.map((point) => point[name]),
  })
  return (
    <TrendLines
      id="started-and-completed"
      className="charts:col-span-6"
      title="Started and completed"
      about={`Pairs of person and course per ${filters.grain}. Click a ${filters.grain} to open it.`}
      period={period}
      unit={`Pairs per ${filters.grain}`}
      format="count"
      grain={filters.grain}
      buckets={isFlat ? [] : chartBuckets(buckets, filters, page)}
      series={[
        { key: 'started', label: 'Started', color: 'text', ...of('course_starts') },
        { key: 'completed', label: 'Completed', color: 'accent', ...of('course_completions') },
      ]}
      compareLabel={compareLabel(filters)}
      definition="/catalogue/course_starts"
    />
  )
}
