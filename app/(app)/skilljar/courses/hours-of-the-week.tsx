import { Heatmap } from '@/components/charts/heatmap'
import { numberOf } from '@/lib/format/number-of'
import type { CardData } from './courses-view'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const clock = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`

interface HoursOfTheWeekProps {
  period: string
  hours: CardData<'hours'>
  className?: string
}

/** When people learn. There is no filter for an hour of the day, so that a cell leads nowhere. */
export function HoursOfTheWeek({ period, hours, className = 'charts:col-span-12' }: HoursOfTheWeekProps) {
  const found = new Map(hours.map((row) => [`${row['weekday']} ${row['hour']}`, row]))
  const ofDay = Array.from({ length: 24 }, (_, hour) => hour)
  const rows = weekdays.map((name, index) => {
    const cells = ofDay.map((hour) => {
      const row = found.get(`${index + 1} ${hour}`)
      const value = numberOf(row?.['hours'])
      return {
        value,
        title: `${name}, ${clock(hour)} to ${clock(hour + 1)} UTC`,
        ...(row?.['suppressed'] === true && { hidden: true }),
      }
    })
    const known = cells.map(({ value }) => value).filter((value) => value !== null)
    // A weekday with a hidden hour has no sum: it would tell what is hidden.
    const sum = known.length === cells.length ? known.reduce((total, value) => total + value, 0) : null
    return { key: name, label: name.slice(0, 3), mean: sum, cells }
  })
  const isPartly = hours.some(({ suppressed }) => suppressed === true)
  return (
    <Heatmap
      id="hours-of-the-week"
      className={className}
      title="When people learn"
      about="Hours in lessons by weekday and hour of the day, in UTC."
      period={period}
      what="Weekday"
      measure="Hours in lessons"
      format="hours"
      columns={ofDay.map((hour) => ({
        key: String(hour),
        label: hour % 3 === 0 ? clock(hour) : '',
        title: `${clock(hour)} to ${clock(hour + 1)} UTC`,
      }))}
      rows={hours.length === 0 ? [] : rows}
      meanLabel="Hours per weekday"
      legend="hours in one hour of the week"
      note={
        hours.length > 0 &&
        `Hours are UTC; Skilljar’s own e-mails use Pacific time.${isPartly ? ' Cells with fewer than 5 people behind them are hidden.' : ''}`
      }
      empty={{ title: 'No time in lessons', text: 'Nobody spent time in a lesson in this period under these filters.' }}
      definition="/catalogue/lesson_hours_by_weekday"
    />
  )
}
