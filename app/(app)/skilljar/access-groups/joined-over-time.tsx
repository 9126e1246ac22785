import { StackedBars } from '@/components/charts/stacked-bars'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import { assignSlots, stackByTechnology } from '@/lib/design/palette'
import type { AccessGroupsViewOf } from './access-groups-view'

export function JoinedOverTime({ view }: { view: AccessGroupsViewOf<'domains'> }) {
  const { data, filters, page, period } = view
  const { lines, buckets } = data.joined
  const domains = lines.map(({ label, points }) => ({
    key: label,
    values: points.map((point) => point.memberships_new),
  }))
  // Domains have no colours of their own: those with the most members take the first ones.
  const size = (values: readonly (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 1)
  const colours = assignSlots(domains.map(({ key, values }) => ({ name: key, hours: size(values) })))
  return (
    <StackedBars
      id="joined"
      className="charts:col-span-6"
      title="New memberships by domain"
      about={`Students who joined a domain for the first time, per ${filters.grain}. Click a ${filters.grain} to open it.`}
      period={period}
      unit="New memberships"
      format="count"
      grain={filters.grain}
      buckets={lines.length === 0 ? [] : chartBuckets(buckets, filters, page)}
      series={stackByTechnology(domains, colours)}
      compare={data.figures.lines[0]?.comparison?.map((point) => point.memberships_new)}
      compareLabel={compareLabel(filters)}
      empty={{
        title: 'Nobody joined',
        text: 'No student joined a Skilljar domain in this period under these filters.',
      }}
      definition="/catalogue/memberships_new"
    />
  )
}
