import { CalendarDays } from 'lucide-react'
import Link from 'next/link'
import { ExportMenu } from '@/components/export/export-menu'
import { detailHref } from '@/components/reports/detail-href'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status-badge'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { Filters } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { formatClocks, formatHoursIn } from '@/lib/format/event-hours'
import { LIVE, seatsInWords } from './live-words'
import type { LiveViewOf } from './live-training-view'

const MOST_EVENTS = 12

/** The agenda of the next six weeks, day by day. */
export function ComingUp({ view }: { view: LiveViewOf<'upcoming'> }) {
  const { data, filters, exported, asOf, visit } = view
  const whose = visit.scope.people === 'all' ? '' : ' of your people'
  const { upcoming } = data
  const days = Map.groupBy(upcoming.slice(0, MOST_EVENTS), (row) => String(row['starts_at']).slice(0, 10))
  const loaded = formatDay(asOf.skilljar?.slice(0, 10))
  const sessions = new Set(upcoming.map((row) => row['session'])).size
  return (
    <Card
      id="coming-up"
      className="charts:col-span-7"
      title="Coming up"
      about={`Events under way or within six weeks of the data (${loaded}), whatever the period. An event opens its session.`}
      tools={
        upcoming.length > 0 && (
          <ExportMenu compact href={`/export/analysis/vilt_upcoming?${filterParams(exported)}`} of="Coming up" />
        )
      }
      footer={
        <span>
          {upcoming.length > 0 &&
            `${formatCounted(upcoming.length, 'event', 'events')} of ${formatCounted(sessions, 'session', 'sessions')}${upcoming.length > MOST_EVENTS ? `; the first ${formatCount(MOST_EVENTS)} are shown, the CSV has all` : ''}. `}
          Hours are UTC, with the event’s own time zone below; Skilljar’s own e-mails use Pacific time.
        </span>
      }
    >
      {upcoming.length === 0 ? (
        <EmptyState icon={CalendarDays} title="Nothing is planned">
          No live session that stands has an event within six weeks of {loaded} under these filters.
        </EmptyState>
      ) : (
        <ol className="-mx-4 -mb-4">
          {[...days].map(([day, events]) => (
            <Day key={day} day={day} events={events} filters={filters} whose={whose} />
          ))}
        </ol>
      )}
    </Card>
  )
}

const weekday = (day: string) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' })

interface Told {
  filters: Filters
  /** Behind the number of registrations. */
  whose: string
}

function Day({ day, events, ...told }: Told & { day: string; events: readonly AnalysisRow[] }) {
  return (
    <li className="border-t border-border first:border-t-0">
      <h3 className="bg-sunken px-4 py-1 text-small font-[550] text-muted">
        {weekday(day)}, {formatDay(day)}
      </h3>
      <ul>
        {events.map((event) => (
          <Event key={`${event['session']} ${event['event']}`} event={event} {...told} />
        ))}
      </ul>
    </li>
  )
}

function Event({ event, filters, whose }: Told & { event: AnalysisRow }) {
  const [from, to] = [String(event['starts_at']), event['ends_at'] === null ? null : String(event['ends_at'])]
  const zone = event['time_zone'] === null ? null : String(event['time_zone'])
  const own = formatHoursIn(from, to, zone) ?? (zone === null ? null : `announced in ${zone}`)
  const who = [event['course'], event['instructor'], event['location']].filter((part) => part !== null).join(' · ')
  const isFull = event['seats_left'] === 0
  const isOneOfSeveral = Number(event['events']) > 1
  return (
    <li className="flex gap-4 border-t border-border px-4 py-2 first:border-t-0 max-tablet:flex-wrap max-tablet:gap-y-1">
      <span className="w-44 shrink-0">
        <span className="block font-[550] tabular">{formatClocks(from, to)} UTC</span>
        {own !== null && <span className="block text-small text-muted">{own}</span>}
      </span>
      <span className="min-w-0 grow basis-60">
        <Link
          href={detailHref(LIVE, event['session'], filters) ?? LIVE}
          className="font-[550] hover:text-accent hover:underline"
        >
          {String(event['session_name'])}
        </Link>
        {isOneOfSeveral && (
          <span className="text-small text-muted">{` event ${event['event']} of ${event['events']}`}</span>
        )}
        <span className="block text-small text-muted">{who || 'No instructor and no location yet'}</span>
        <span className="block text-small text-muted">{seatsInWords(event, whose)}</span>
      </span>
      {isFull && (
        <span className="shrink-0">
          <StatusBadge tone="warning" icon="minus">
            Full
          </StatusBadge>
        </span>
      )}
    </li>
  )
}
