import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import type { Filters } from '@/lib/filters/filters'
import type { Series } from '@/lib/metrics/series'

interface PassedOverTimeProps {
  className?: string
  view: {
    readonly data: { readonly figures: Series<'quizzes_taken' | 'quiz_pass_rate' | 'quiz_pass_rate_best'> }
    readonly filters: Filters
    readonly page: string
    readonly period: string
  }
}

/** Of all quizzes, and of one. */
export function PassedOverTime({
  view: { data, filters, page, period },
  className = 'charts:col-span-6',
}: PassedOverTimeProps) {
  const { lines, buckets, totals } = data.figures
  const [line] = lines
  const values = (metric: 'quiz_pass_rate' | 'quiz_pass_rate_best') => ({
    values: line?.points.map((point) => point[metric]) ?? [],
    compare: line?.comparison?.map((point) => point[metric]),
  })
  return (
    <TrendLines
      id="passed-over-time"
      className={className}
      title="Passed over time"
      about={`Of the quizzes first taken in each ${filters.grain}. Click a ${filters.grain} to open it.`}
      period={period}
      unit="Passed"
      format="percent"
      grain={filters.grain}
      buckets={totals.quiz_pass_rate_best === null ? [] : chartBuckets(buckets, filters, page)}
      series={[
        { key: 'best', label: 'In the end', color: 'text', ...values('quiz_pass_rate_best') },
        { key: 'first', label: 'At the first attempt', color: 'accent', ...values('quiz_pass_rate') },
      ]}
      compareLabel={compareLabel(filters)}
      note={
        totals.quiz_pass_rate_best !== null &&
        'In the end: at any attempt so far. The latest ones may still be passed. A gap: nobody took one, or too few people did to show it.'
      }
      empty={{
        title: 'No quiz has a result in this period',
        text: 'Nobody finished a first attempt under these filters, or all wait for a grader.',
      }}
      definition="/catalogue/quiz_pass_rate"
    />
  )
}
