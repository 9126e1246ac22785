import { StackedBars } from '@/components/charts/stacked-bars'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import { stackByTechnology } from '@/lib/design/palette'
import type { WorkspacesViewOf } from './workspaces-view'

export function VisitsOverTime({ view }: { view: WorkspacesViewOf<'visits'> }) {
  const { data, filters, page, period } = view
  const { buckets, lines, totals } = data.visitsByTechnology
  const values = lines.map(({ label, points }) => ({
    key: label,
    values: points.map((point) => point.workspace_visits),
  }))
  return (
    <StackedBars
      id="visits"
      className="charts:col-span-7"
      title="Visits by technology"
      about={`Days in a workspace per ${filters.grain}, each person and workspace of a day once. Click a ${filters.grain} to open it.`}
      period={period}
      unit="Visits"
      format="count"
      grain={filters.grain}
      buckets={totals.workspace_visits === 0 ? [] : chartBuckets(buckets, filters, page)}
      series={stackByTechnology(values, data.colours)}
      compare={data.visits.lines[0]?.comparison?.map((point) => point.workspace_visits)}
      compareLabel={compareLabel(filters)}
      definition="/catalogue/workspace_visits"
    />
  )
}
