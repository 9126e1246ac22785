import { Heatmap } from '@/components/charts/heatmap'
import { formatCounted } from '@/lib/format/numbers'
import type { LiveViewOf } from './live-training-view'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const hours = Array.from({ length: 24 }, (_, hour) => hour)
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** At which hours of the week events begin. */
export function EventTimes({ view }: { view: LiveViewOf<'times'> }) {
  const { times } = view.data
  const events = (weekday: number, hour: number) =>
    Number(times.find((row) => row['weekday'] === weekday && row['hour'] === hour)?.['events'] ?? 0)
  // The usual hours always, others where something takes place.
  const first = Math.min(7, ...times.map((row) => Number(row['hour'])))
  const last = Math.max(18, ...times.map((row) => Number(row['hour'])))
  const shown = hours.slice(first, last + 1)
  return (
    <Heatmap
      id="hours"
      className="charts:col-span-5"
      title="When live training takes place"
      about="Events of the period that were not cancelled, by the hour (UTC) at which they begin."
      period={view.period}
      what="Weekday"
      measure="Events"
      format="count"
      columns={shown.map((hour) => ({
        key: String(hour),
        // The name of the last column would be cut at the edge.
        label: hour % 3 === 0 && hour < last ? clock(hour) : '',
        title: `${clock(hour)} UTC`,
      }))}
      rows={
        times.length === 0
          ? []
          : weekdays.map((name, index) => ({
              key: name,
              label: name.slice(0, 3),
              cells: shown.map((hour) => {
                const count = events(index + 1, hour)
                return {
                  value: count,
                  title: `${name}, ${clock(hour)} UTC`,
                  note: formatCounted(count, 'event', 'events'),
                }
              }),
            }))
      }
      legend="events an hour"
      note="Skilljar’s own e-mails use Pacific time."
      empty={{
        title: 'No event in this period',
        text: 'No event of a session that stands begins in the period under these filters.',
      }}
      definition="/catalogue/vilt_event_times"
    />
  )
}
