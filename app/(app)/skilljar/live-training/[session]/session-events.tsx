import { CalendarDays } from 'lucide-react'
import { DataTable } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { formatDay } from '@/lib/format/dates'
import { formatHours } from '@/lib/format/numbers'
import { formatClocks, formatHoursIn } from '@/lib/format/event-hours'
import type { SessionEvent } from '@/lib/metrics/described-session'

const columns = [
  { id: 'day', label: 'Day' },
  { id: 'utc', label: 'Hours (UTC)' },
  { id: 'own', label: 'In its own time zone' },
  { id: 'location', label: 'Location' },
  { id: 'hours', label: 'Length (h)', numeric: true },
]

/** Each event with its hours in UTC and in the zone in which it was announced. */
export function SessionEvents({ events }: { events: readonly SessionEvent[] }) {
  return (
    <Card
      id="events"
      className="charts:col-span-8"
      title="Events"
      about="The session is held once the last of them has ended."
      footer={
        <span>Hours are UTC, with the event’s own time zone beside them; Skilljar’s own e-mails use Pacific time.</span>
      }
    >
      {events.length === 0 ? (
        <EmptyState icon={CalendarDays} title="No event">
          Skilljar has no event of this session, so that it is never held; it stands on the day on which it was made.
        </EmptyState>
      ) : (
        <DataTable
          label="Events, one per row"
          chooseColumns={false}
          columns={columns}
          rows={events.map((event, index) => ({ id: String(index), cells: cellsOf(event) }))}
        />
      )}
    </Card>
  )
}

function cellsOf({ startsAt, endsAt, location, timeZone }: SessionEvent) {
  const own = formatHoursIn(startsAt, endsAt, timeZone) ?? timeZone
  const length = endsAt === null || startsAt === null ? null : (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000
  return {
    day: { text: formatDay(startsAt?.slice(0, 10)) },
    utc: { text: formatClocks(startsAt, endsAt) },
    own: { text: own ?? 'No time zone', quiet: own === null },
    hours: { text: formatHours(length), quiet: length === null },
    location: { text: location ?? 'Not set', quiet: location === null },
  }
}
