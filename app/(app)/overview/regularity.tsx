import Link from 'next/link'
import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import type { CardData, OverviewView } from './overview-view'

const windows = [
  { column: 'active_28_days', label: '28 days', color: 'other' },
  { column: 'active_7_days', label: '7 days', color: 'accent' },
  { column: 'active_day', label: 'One day', color: 'text' },
] as const

/** Learners of a day, a week and a month, and how much of the month's comes in a week. */
export function Regularity({
  view,
  data: { whole, buckets, seats },
}: {
  view: OverviewView
  data: CardData<'regularity'>
}) {
  const { data, filters, period } = view
  const isNothing = buckets.every((row) => row['active_28_days'] === 0)
  return (
    <TrendLines
      id="regularity"
      className="charts:col-span-7"
      title="How regularly people learn"
      about={`Active learners of a day, of 7 and of 28 days: the mean over the days of each ${filters.grain}.`}
      period={period}
      unit="People"
      format="count"
      grain={filters.grain}
      buckets={isNothing ? [] : chartBuckets(data.figures.buckets, filters, '/learning-activity')}
      series={windows.map(({ column, label, color }) => ({
        key: column,
        label,
        color,
        values: buckets.map((row) => rounded(row[column])),
      }))}
      note={inWords(whole)}
      footer={seats && seatsInWords(seats)}
      definition="/catalogue/wau_mau"
    />
  )
}

function rounded(value: AnalysisRow[string] | undefined): number | null {
  return typeof value === 'number' ? Math.round(value) : null
}

function inWords(whole: AnalysisRow | undefined): string | undefined {
  if (whole === undefined) return undefined
  const share = whole['wau_mau']
  if (typeof share !== 'number') {
    return whole['suppressed'] === true ? 'The share is hidden: fewer than five people learned.' : undefined
  }
  return `Weekly ÷ monthly learners: ${formatPercent(share)} of those who learned in 28 days learned in the last 7, as a mean over the period.`
}

function seatsInWords({ seats, active_learners: active, seat_utilisation: share }: AnalysisRow) {
  const count = (value: AnalysisRow[string] | undefined) => (typeof value === 'number' ? formatCount(value) : 'Hidden')
  return (
    <span>
      <Link href="/catalogue/seat_utilisation" className="text-accent underline">
        Seats used
      </Link>
      {typeof share === 'number'
        ? `: ${formatPercent(share)}, ${count(active)} active learners of 90 days on ${count(seats)} seats.`
        : `: hidden, for fewer than five people learned in 90 days.`}
    </span>
  )
}
