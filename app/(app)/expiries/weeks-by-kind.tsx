import { StackedBars } from '@/components/charts/stacked-bars'
import { buckets } from '@/lib/filters/buckets'
import { formatBucket, formatDay, formatPeriod } from '@/lib/format/dates'
import { expiryKinds } from '@/lib/metrics/facts/expiries'
import { kindColours, listAddress, type CardData, type ExpiriesView } from './expiries-view'
import { emptyOf, sumOf } from './ended-and-ahead'

export function WeeksByKind({ view, weeks }: { view: ExpiriesView; weeks: CardData<'weeks'> }) {
  const { asOf, filters, inside, visit } = view
  const all = buckets(inside, 'week')
  const kinds = expiryKinds.filter((kind) => weeks.rows.some((row) => row.expiry_kind === kind && sumOf(row) !== 0))
  const valueOf = (week: string, kind: string) => {
    const row = weeks.rows.find((candidate) => candidate.week === week && candidate.expiry_kind === kind)
    return row ? sumOf(row) : 0
  }
  const series = kinds.map((kind) => ({
    key: kind,
    label: kind,
    color: kindColours[kind],
    values: all.map(({ start }) => valueOf(start, kind)),
  }))
  const empty = emptyOf(
    series.flatMap(({ values }) => values),
    { title: 'Nothing ends', text: 'Nothing ended in the last 30 days or ends in the next 90 under these filters.' },
  )
  const moment = Object.values(asOf)
    .filter((time) => time !== null)
    .toSorted()
    .at(-1)
  const bucketsShown = all.map(({ start, end }) => ({
    start,
    end,
    unfinished: false,
    label: formatBucket(start, 'week'),
    ...(visit.scope.learnerRows && { href: listAddress(filters, { from: start, to: end }) }),
  }))
  return (
    <StackedBars
      id="weeks"
      className="charts:col-span-7"
      title="What ends, by week"
      about={`Weeks begin on Monday, UTC; the last 30 days and the next 90.${visit.scope.learnerRows ? ' Click a week to list it.' : ''}`}
      period={formatPeriod(inside.from, inside.to)}
      unit="Things"
      format="count"
      grain="week"
      buckets={empty ? [] : bucketsShown}
      series={series}
      {...(empty ? { empty } : { note: `What lies before ${formatDay(moment?.slice(0, 10))} has ended.` })}
      definition="/catalogue/expiries"
    />
  )
}
