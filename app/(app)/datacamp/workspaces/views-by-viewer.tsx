import { StackedBars } from '@/components/charts/stacked-bars'
import { chartBuckets } from '@/components/reports/chart-buckets'
import type { WorkspacesViewOf } from './workspaces-view'

/** Who looks at what was published: the creators are apart. */
export function ViewsByViewer({ view }: { view: WorkspacesViewOf<'views'> }) {
  const { data, filters, page, period } = view
  const { lines, buckets, totals } = data.views
  const [line] = lines
  const of = (name: keyof typeof totals & `publication_${string}`) => line?.points.map((point) => point[name]) ?? []
  const others = { key: 'others', label: 'Other people', color: 'step-5' } as const
  const creators = { key: 'creators', label: 'The creator', color: 'step-2' } as const
  const common = { period, grain: filters.grain }
  return (
    <>
      <StackedBars
        {...common}
        id="views"
        className="charts:col-span-7"
        title="Publication views by viewer"
        about={`Viewers per publication and day, added up per ${filters.grain}.`}
        unit="Views"
        format="count"
        buckets={
          totals.publication_views === 0 && totals.publication_views_own === 0
            ? []
            : chartBuckets(buckets, filters, page)
        }
        series={[
          { ...others, values: of('publication_views') },
          { ...creators, values: of('publication_views_own') },
        ]}
        note="Daily uniques are not additive: somebody who comes on two days is two views, so these are no numbers of people."
        definition="/catalogue/publication_views"
      />
      <StackedBars
        {...common}
        id="viewing-time"
        className="charts:col-span-5"
        title="Hours spent viewing"
        about={`By viewers of publications per ${filters.grain}; no part of workspace hours.`}
        unit="Hours"
        format="hours"
        buckets={
          totals.publication_hours === 0 && totals.publication_hours_own === 0
            ? []
            : chartBuckets(buckets, filters, page)
        }
        series={[
          { ...others, values: of('publication_hours') },
          { ...creators, values: of('publication_hours_own') },
        ]}
        definition="/catalogue/publication_hours"
      />
    </>
  )
}
