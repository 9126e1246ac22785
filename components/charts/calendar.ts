/** Days as a grid of weekday by week, Monday first, all in UTC; a page hands its rows to Heatmap. */
import { bucketStart } from '@/lib/filters/buckets'
import { addDays, daysBetween } from '@/lib/filters/days'
import { formatDay, formatBucket } from '@/lib/format/dates'
import type { HeatCell, HeatColumn, HeatRow } from './heatmap'

export interface CalendarDay {
  readonly day: string
  readonly value: number | null
  readonly hidden?: boolean
  readonly href?: string
}

interface CalendarOptions {
  /** Days that are not among them were not observed. */
  readonly days: readonly CalendarDay[]
  readonly from: string
  readonly to: string
  /** The last day that is known completely; later ones are drawn unfinished. */
  readonly until: string
  /** Bracketed below its weeks. */
  readonly chosen?: { readonly from: string; readonly to: string; readonly label: string }
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

export function calendarGrid({ days, from, to, until, chosen }: CalendarOptions) {
  const first = bucketStart('week', from)
  const weekOf = (day: string) => Math.floor(daysBetween(first, day) / 7)
  const mondays = Array.from({ length: weekOf(to) + 1 }, (_, week) => addDays(first, week * 7))
  const byDay = new Map(days.filter(({ day }) => day >= from && day <= to).map((day) => [day.day, day]))
  const columns = mondays.map((monday, week): HeatColumn => {
    const starts = week === 0 || monthOf(monday) !== monthOf(mondays[week - 1] ?? '')
    return { key: monday, label: starts ? monthOf(monday) : '', title: `Week of ${formatDay(monday)}` }
  })
  const rows = weekdays.map((name, weekday): HeatRow => {
    const cells = mondays.map((monday) => cellOf(byDay.get(addDays(monday, weekday)), name, until))
    return { key: name, label: name, mean: meanOf(cells), cells }
  })
  const bracket = chosen && {
    from: Math.max(0, weekOf(chosen.from)),
    to: Math.min(mondays.length - 1, weekOf(chosen.to)),
    label: chosen.label,
  }
  return { columns, rows, chosen: bracket && bracket.from <= bracket.to ? bracket : undefined }
}

function cellOf(found: CalendarDay | undefined, weekday: string, until: string): HeatCell | null {
  if (!found) return null
  const { day, value, hidden, href } = found
  return {
    value,
    href,
    title: `${weekday}, ${formatDay(day)}`,
    // Said only where it is so: there are hundreds of cells.
    ...(hidden && { hidden }),
    ...(day > until && { unfinished: true }),
  }
}

/** Of the finished days whose number is known; hidden days would make it guessable what they hold. */
function meanOf(cells: readonly (HeatCell | null)[]): number | null {
  const known = cells.filter((cell) => cell !== null && !cell.unfinished)
  if (known.length === 0 || known.some((cell) => cell?.hidden || (cell?.value ?? null) === null)) return null
  return known.reduce((sum, cell) => sum + (cell?.value ?? 0), 0) / known.length
}

/** "Sep". */
function monthOf(day: string): string {
  return formatBucket(day, 'month').slice(0, 3)
}
