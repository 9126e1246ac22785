import { StackedBars } from '@/components/charts/stacked-bars'
import { stackByTechnology, type Assignment } from '@/lib/design/palette'
import type { Filters } from '@/lib/filters/filters'
import type { Series } from '@/lib/metrics/series'
import { chartBuckets } from './chart-buckets'
import { compareLabel } from './compare-label'

interface HoursByTechnologyProps {
  technologies: Pick<Series<'learning_hours'>, 'lines' | 'buckets'>
  /** All technologies together, of the comparison period. */
  before: readonly (number | null)[] | undefined
  colours: Assignment
  view: { readonly filters: Filters; readonly period: string }
  /** What a click on a column opens. */
  page: string
}

export function HoursByTechnology({ technologies, before, colours, view, page }: HoursByTechnologyProps) {
  const { filters, period } = view
  const { lines, buckets } = technologies
  const values = lines.map(({ label, points }) => ({
    key: label,
    values: points.map((point) => point.learning_hours),
  }))
  const series = stackByTechnology(values, colours)
  return (
    <StackedBars
      id="technologies"
      className="charts:col-span-7"
      title="Learning hours by technology"
      about={`Hours per ${filters.grain}, both platforms. Click a column to open it.`}
      period={period}
      unit="Hours"
      format="hours"
      grain={filters.grain}
      buckets={lines.length === 0 ? [] : chartBuckets(buckets, filters, page)}
      series={series}
      compare={before}
      compareLabel={compareLabel(filters)}
      {...(series.some(({ color }) => color === 'unset') && {
        note: 'Not set: courses on Skilljar have no technology, and neither has deleted content.',
      })}
      definition="/catalogue/learning_hours"
    />
  )
}
