import { calendarGrid } from '@/components/charts/calendar'
import { Heatmap } from '@/components/charts/heatmap'
import { dayOf } from '@/lib/filters/days'
import { newestDay } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { formatPeriod } from '@/lib/format/dates'
import type { CardData, TeamView } from './team-view'

/** Which days the team learns on. */
export function ActivityCalendar({ view, days }: { view: TeamView; days: CardData<'days'> }) {
  const { filters, page, asOf } = view
  const points = days.lines[0]?.points ?? []
  const from = days.buckets[0]?.start ?? filters.from
  const isWider = from < filters.from
  const grid = calendarGrid({
    days: days.buckets.map(({ start }, index) => {
      const value = points[index]?.active_learners ?? null
      const day = { ...filters, from: start, to: start, grain: 'day' as const }
      return { day: start, value, hidden: value === null, href: `${page}?${filterParams(day)}` }
    }),
    from,
    to: filters.to,
    until: newestDay(dayOf(new Date()), asOf),
    ...(isWider && { chosen: { from: filters.from, to: filters.to, label: 'the period chosen above' } }),
  })
  const isNothing = points.every((point) => point.active_learners === 0)
  return (
    <Heatmap
      id="calendar"
      className="charts:col-span-7"
      title="When the team learns"
      about="Active learners by day. Click a day to open it."
      period={formatPeriod(from, filters.to)}
      what="Weekday"
      measure="Active learners"
      format="count"
      meanLabel="Mean per weekday"
      legend="learners a day"
      {...grid}
      {...(isNothing && { rows: [] })}
      note={isWider ? 'Half a year up to the end of the period, whatever its length.' : undefined}
      definition="/catalogue/active_learners"
    />
  )
}
