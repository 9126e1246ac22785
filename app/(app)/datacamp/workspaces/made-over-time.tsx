import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import type { WorkspacesViewOf } from './workspaces-view'

export function MadeOverTime({ view }: { view: WorkspacesViewOf<'made'> }) {
  const { data, filters, page, period } = view
  const { lines, buckets, totals } = data.made
  const [line] = lines
  const of = (name: 'workspaces_created' | 'workspaces_edited' | 'workspaces_published') => ({
    values: line?.points.map((point) => point[name]) ?? [],
  })
  const isEmpty = totals.workspaces_created === 0 && totals.workspaces_edited === 0 && totals.workspaces_published === 0
  return (
    <TrendLines
      id="made"
      className="charts:col-span-7"
      title="Created, last edited and published"
      about={`Workspaces per ${filters.grain}. Click a ${filters.grain} to open it.`}
      period={period}
      unit={`Workspaces per ${filters.grain}`}
      format="count"
      grain={filters.grain}
      buckets={isEmpty ? [] : chartBuckets(buckets, filters, page)}
      series={[
        {
          key: 'created',
          label: 'Created',
          color: 'text',
          ...of('workspaces_created'),
          compare: line?.comparison?.map((point) => point.workspaces_created),
        },
        { key: 'edited', label: 'Last edited', color: 'other', ...of('workspaces_edited') },
        { key: 'published', label: 'Published', color: 'accent', ...of('workspaces_published') },
      ]}
      compareLabel={`Created, ${compareLabel(filters).toLowerCase()}`}
      note="DataCamp keeps the last edit alone, so recent weeks gather the edits of all workspaces still in use."
      definition="/catalogue/workspaces_created"
    />
  )
}
