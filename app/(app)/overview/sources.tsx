/** Both platforms at a glance, and apart. */
import type { ChartBucket } from '@/components/charts/bucket'
import { StackedBars } from '@/components/charts/stacked-bars'
import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import { sourceNames } from '@/components/shell/source-names'
import { sources, type Filters, type Source } from '@/lib/filters/filters'
import { formatCounted } from '@/lib/format/numbers'
import { formatValueWithUnit } from '@/lib/format/value'
import type { CardData, OverviewView } from './overview-view'

interface SourcesProps {
  view: OverviewView
  data: CardData<'sources'>
}

const colours = { datacamp: 'accent', skilljar: 'other' } as const satisfies Record<Source, string>

export function LearnersBySource({ view, data: { over, whole } }: SourcesProps) {
  const { data, filters, period, visit } = view
  const [everybody] = data.figures.lines
  const both = onBoth(view, whole)
  return (
    <TrendLines
      id="people"
      className="charts:col-span-6"
      title="Active learners by platform"
      about={`Distinct people per ${filters.grain} with a sign of learning. Click a point to open it.`}
      period={period}
      unit="People"
      format="count"
      grain={filters.grain}
      buckets={bucketsOf(over, filters)}
      compareLabel={compareLabel(filters)}
      series={[
        {
          key: 'all',
          label: 'Either',
          color: 'text',
          values: everybody?.points.map((point) => point.active_learners) ?? [],
          compare: everybody?.comparison?.map((point) => point.active_learners),
        },
        ...shown(over).map(({ source, points }) => ({
          key: source,
          label: sourceNames[source],
          color: colours[source],
          values: points.map((point) => point.active_learners),
        })),
      ]}
      note={sentence([
        ...totals(whole, 'active_learners', (value) => formatCounted(value, 'person', 'people')),
        ...(both !== null && (both === 0 || both >= visit.scope.minimumCell)
          ? [`${formatCounted(both, 'person', 'people')} on both`]
          : []),
      ])}
      definition="/catalogue/active_learners"
    />
  )
}

export function HoursBySource({ view, data: { over, whole } }: SourcesProps) {
  const { filters, period } = view
  return (
    <StackedBars
      id="platforms"
      className="charts:col-span-6"
      title="Learning hours by platform"
      about={`Hours per ${filters.grain}. Click a column to open it.`}
      period={period}
      unit="Hours"
      format="hours"
      grain={filters.grain}
      buckets={bucketsOf(over, filters)}
      series={shown(over).map(({ source, points }) => ({
        key: source,
        label: sourceNames[source],
        color: source === 'datacamp' ? 'ink' : 'other',
        values: points.map((point) => point.learning_hours),
      }))}
      note={sentence(totals(whole, 'learning_hours', (value) => formatValueWithUnit(value, 'hours')))}
      definition="/catalogue/learning_hours"
    />
  )
}

/** None where neither platform has anything: the card says so. */
function bucketsOf({ lines, buckets }: SourcesProps['data']['over'], filters: Filters): ChartBucket[] {
  return lines.length === 0 ? [] : chartBuckets(buckets, filters, '/learning-activity')
}

/** In the order in which we name them. */
function shown({ lines }: SourcesProps['data']['over']) {
  return sources.flatMap((source) => lines.filter(({ key }) => key === source).map((line) => ({ ...line, source })))
}

type Metric = 'active_learners' | 'learning_hours'

function totals({ rows }: SourcesProps['data']['whole'], name: Metric, written: (value: number) => string): string[] {
  return sources.flatMap((source) => {
    const row = rows.find((candidate) => candidate.source === source)
    if (row === undefined) return []
    const value = row[name]
    return [`${sourceNames[source]} ${value === null ? 'hidden' : written(value)}`]
  })
}

function sentence(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : `In the whole period: ${parts.join(', ')}.`
}

/** Whoever is in both is counted twice by the two and once by all. */
function onBoth({ data }: OverviewView, { rows }: SourcesProps['data']['whole']): number | null {
  const all = data.figures.totals.active_learners
  if (all === null || rows.length < 2) return null
  return rows.reduce<number | null>(
    (sum, { active_learners: people }) => (sum === null || people === null ? null : sum + people),
    -all,
  )
}
