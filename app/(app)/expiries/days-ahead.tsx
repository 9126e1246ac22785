import { calendarGrid } from '@/components/charts/calendar'
import { Heatmap } from '@/components/charts/heatmap'
import { periodAround } from '@/lib/filters/around'
import { addDays } from '@/lib/filters/days'
import { formatPeriod } from '@/lib/format/dates'
import { expiryDays } from '@/lib/metrics/facts/expiries'
import { listAddress, type CardData, type ExpiriesView } from './expiries-view'
import { emptyOf, sumOf } from './ended-and-ahead'

export function DaysAhead({ view, days }: { view: ExpiriesView; days: CardData<'days'> }) {
  const { filters, asOf, visit } = view
  const { from, to } = periodAround(asOf, { ...expiryDays, before: 0 })
  const found = new Map(days.rows.map((row) => [row.day, row]))
  const cells = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const row = found.get(day)
    const value = row ? sumOf(row) : 0
    cells.push({
      day,
      value,
      hidden: value === null,
      ...(visit.scope.learnerRows && { href: listAddress(filters, { from: day, to: day }) }),
    })
  }
  const grid = calendarGrid({ days: cells, from, to, until: to })
  const empty = emptyOf(
    cells.map(({ value }) => value),
    { title: 'Nothing ends', text: 'Nothing ends in the next 90 days under these filters.' },
  )
  return (
    <Heatmap
      id="days"
      className="charts:col-span-6"
      title="Days ahead"
      about={`What ends on each UTC day of the next 90.${visit.scope.learnerRows ? ' Click a day to list it.' : ''}`}
      period={formatPeriod(from, to)}
      what="Weekday"
      measure="Things that end"
      format="count"
      legend="a day"
      meanLabel="Mean per weekday"
      {...grid}
      rows={empty ? [] : grid.rows}
      {...(empty && { empty })}
      definition="/catalogue/expiries_ahead"
    />
  )
}
