import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import type { Filters } from '@/lib/filters/filters'
import type { Series } from '@/lib/metrics/series'

interface EnrolledAndCompletedProps {
  view: {
    readonly data: { readonly over: Series<'track_enrolments' | 'track_completions'> }
    readonly filters: Filters
    readonly page: string
    readonly period: string
  }
  className: string
}

export function EnrolledAndCompleted({ view, className }: EnrolledAndCompletedProps) {
  const { data, filters, page, period } = view
  const { lines, buckets, totals } = data.over
  const [line] = lines
  const of = (name: 'track_enrolments' | 'track_completions') => ({
    values: line?.points.map((point) => point[name]) ?? [],
    compare: line?.comparison?.map((point) => point[name]),
  })
  const isEmpty = totals.track_enrolments === 0 && totals.track_completions === 0
  return (
    <TrendLines
      id="enrolled-and-completed"
      className={className}
      title="Enrolments and completions"
      about={`Pairs of person and version per ${filters.grain}. Click a ${filters.grain} to open it.`}
      period={period}
      unit={`Per ${filters.grain}`}
      format="count"
      grain={filters.grain}
      buckets={isEmpty ? [] : chartBuckets(buckets, filters, page)}
      series={[
        { key: 'enrolled', label: 'Enrolled', color: 'text', ...of('track_enrolments') },
        { key: 'completed', label: 'Completed', color: 'accent', ...of('track_completions') },
      ]}
      compareLabel={compareLabel(filters)}
      note="Completions stand on the day of the completion, whenever the enrolment was."
      definition="/catalogue/track_enrolments"
    />
  )
}
