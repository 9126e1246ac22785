import { StackedBars } from '@/components/charts/stacked-bars'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { stackByTechnology } from '@/lib/design/palette'
import type { TeamView } from './team-view'

export function HoursByTechnology({ view }: { view: TeamView }) {
  const { data, filters, page, period } = view
  const values = data.technologies.lines.map(({ label, points }) => ({
    key: label,
    values: points.map((point) => point.learning_hours),
  }))
  return (
    <StackedBars
      id="technologies"
      className="charts:col-span-7"
      title="Learning hours by technology"
      about={`Hours per ${filters.grain}, both sources. Click a column to open it.`}
      period={period}
      unit="Hours"
      format="hours"
      grain={filters.grain}
      buckets={values.length === 0 ? [] : chartBuckets(data.figures.buckets, filters, page)}
      series={stackByTechnology(values, data.colours)}
      compare={data.figures.lines[0]?.comparison?.map((point) => point.learning_hours)}
      definition="/catalogue/learning_hours"
    />
  )
}
