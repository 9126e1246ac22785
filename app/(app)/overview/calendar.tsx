import { calendarGrid } from '@/components/charts/calendar'
import { Heatmap } from '@/components/charts/heatmap'
import { addDays, dayOf, earlier, later } from '@/lib/filters/days'
import { newestDay } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { formatPeriod } from '@/lib/format/dates'
import type { CardData, OverviewView } from './overview-view'

export function Calendar({ view, data: { from, to, rows } }: { view: OverviewView; data: CardData<'calendar'> }) {
  const { filters, asOf } = view
  const { data: reach } = view.data.choices
  const found = new Map(rows.map((row) => [row.day, row]))
  const newest = newestDay(dayOf(new Date()), asOf)
  const days = []
  // Before the first day of the data nothing was observed.
  const [first, last] = [later(from, reach?.from ?? from), earlier(to, newest)]
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const row = found.get(day)
    const within = { ...filters, from: day, to: day, grain: 'day' as const }
    days.push({
      day,
      value: row ? row.active_learners : 0,
      hidden: row?.suppressed ?? false,
      href: `/learning-activity?${filterParams(within)}`,
    })
  }
  const chosen = { from: filters.from, to: filters.to, label: 'the period chosen above' }
  const grid = calendarGrid({ days, from, to, until: newest, chosen })
  return (
    <Heatmap
      id="days"
      className="charts:col-span-12"
      title="Days people learn"
      about="Active learners per UTC day over the year up to the end of the period. Click a day to open it."
      period={formatPeriod(from, to)}
      what="Weekday"
      measure="Active learners"
      format="count"
      legend="learners a day"
      meanLabel="Mean per weekday"
      {...grid}
      rows={rows.length === 0 ? [] : grid.rows}
      empty={{ title: 'Nobody learned', text: 'Nobody learned in this year under the filters above.' }}
      definition="/catalogue/active_learners"
    />
  )
}
