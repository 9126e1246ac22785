import { StackedBars } from '@/components/charts/stacked-bars'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import { stackByTechnology } from '@/lib/design/palette'
import type { CardData, OverviewView } from './overview-view'

export function Technologies({
  view,
  data: { lines, buckets },
}: {
  view: OverviewView
  data: CardData<'technologies'>
}) {
  const { data, filters, period } = view
  const [everybody] = data.figures.lines
  const values = lines.map(({ label, points }) => ({
    key: label,
    values: points.map((point) => point.learning_hours),
  }))
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
      buckets={lines.length === 0 ? [] : chartBuckets(buckets, filters, '/learning-activity')}
      series={stackByTechnology(values, data.colours)}
      compare={everybody?.comparison?.map((point) => point.learning_hours)}
      compareLabel={compareLabel(filters)}
      definition="/catalogue/learning_hours"
    />
  )
}
