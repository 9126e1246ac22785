/** The agenda of live training: what lies ahead, and how many seats are left. Sessions are nobody's; registrations are. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { contextOf } from '@/lib/metrics/compile'
import { loadedAt } from '@/lib/metrics/facts/skilljar-rows'
import { events, viltEvents } from '@/lib/metrics/facts/vilt-events'
import { viltRegistrations } from '@/lib/metrics/facts/vilt-registrations'
import { readRows } from '@/lib/metrics/read-rows'
import { conditionsOfContent } from '@/lib/metrics/scope-rows'
import { accountNames, placedEvents, sessionName, tagsOfSession } from '@/lib/metrics/session-places'
import { defineAnalysis, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { wholeNumber } from '../whole-number'
import { withCompanions } from '../with-companions'

interface EventRow extends AnalysisRow {
  readonly session: string
  readonly registered: number | null
  readonly seats_left: number | null
  readonly people: number
}

export const viltUpcoming = defineAnalysis({
  label: 'Live training to come',
  description:
    'Events of live sessions that are under way or begin within six weeks (or as many days as chosen) of the moment of the data, whatever the period.',
  formula:
    'Events whose end lies after the moment of the data, of sessions without cancelled_at. Seats left: seats_total − registrations, at least 0; registrations count once however many events the session has.',
  readFrom: [
    'skilljar.vilt_session_event.starts_at',
    'skilljar.vilt_session_event.ends_at',
    'skilljar.vilt_session_event.location',
    'skilljar.vilt_session_event.timezone',
    'skilljar.vilt_session.display_name',
    'skilljar.vilt_session.seats_total',
    'skilljar.vilt_session.cancelled_at',
    'skilljar.vilt_session_registration.vilt_session_id',
    'skilljar.vilt_session_tag.tag_id',
    'skilljar.vilt_location.name',
    'skilljar.vilt_account.vilt_account_type',
    'skilljar.tag.name',
    'skilljar.lesson.course_id',
    'skilljar.course.title',
  ],
  leftOut: [
    'Cancelled sessions.',
    'Seats left are empty where seats_total is empty or 0, and for readers of some teams only.',
    'Registrations are those of everybody whom the reader may see, whatever teams are chosen.',
  ],
  columns: [
    { name: 'starts_at', label: 'Starts (UTC)', kind: 'time' },
    { name: 'ends_at', label: 'Ends (UTC)', kind: 'time' },
    { name: 'time_zone', label: 'Announced in', kind: 'text' },
    { name: 'session', label: 'Session', kind: 'text' },
    { name: 'session_name', label: 'Session name', kind: 'text' },
    { name: 'event', label: 'Event', kind: 'number', format: 'count' },
    { name: 'events', label: 'Of events', kind: 'number', format: 'count' },
    { name: 'course', label: 'Course', kind: 'text' },
    { name: 'instructor', label: 'Instructor', kind: 'text' },
    { name: 'account', label: 'Account', kind: 'text' },
    { name: 'location', label: 'Location', kind: 'text' },
    { name: 'tags', label: 'Tags', kind: 'text' },
    { name: 'seats', label: 'Seats', kind: 'number', format: 'count' },
    { name: 'registered', label: 'Registered', kind: 'number', format: 'count' },
    { name: 'seats_left', label: 'Seats left', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Hidden', kind: 'boolean' },
  ],
  parameters: { days: { description: 'Days from the moment of the data on, 1 to 366.', absent: '42' } },
  async rows(reader: ScopedReader, query: AnalysisQuery) {
    const days = wholeNumber(query, 'days', { absent: 42, least: 1, most: 366 })
    const selection = selectionOf(reader, query)
    const context = contextOf(selection)
    const everybody = {
      ...selection,
      filters: { ...query.filters, team: [], where: {} },
      period: { from: '1900-01-01', to: '2999-12-31' },
    }
    const sees = reader.scope.people === 'all'
    const statement = sql<EventRow>`
      with ahead as materialized (
        select fact.* from ${events(context)} as fact
        where fact.session_state = 'planned' and coalesce(fact.ends_at, fact.starts_at) > ${loadedAt(context)}
          and fact.starts_at < ${loadedAt(context)} + make_interval(days => ${days}::int)
          and ${sql.join([sql`true`, ...conditionsOfContent(viltEvents, query.filters)], sql` and `)}
      ), counted as (
        select fact.content_id, count(distinct fact.vilt_session_registration_id)::int as registrations, count(distinct fact.person_id)::int as people
        from ${factRows(reader, viltRegistrations, everybody)}
        where fact.content_id in (select content_id from ahead)
        group by fact.content_id
      ), numbered as (
        select vilt_session_event_id, row_number() over (partition by vilt_session_id order by starts_at, vilt_session_event_id collate "C") as event,
          count(*) over (partition by vilt_session_id) as events
        from skilljar.vilt_session_event
        where vilt_session_id in (select content_id from ahead)
      )
      select to_char(ahead.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as starts_at, to_char(ahead.ends_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ends_at,
        placed.time_zone, 'skilljar/session/' || ahead.content_id as session,
        ${sessionName} as session_name, numbered.event::int as event,
        numbered.events::int as events, nullif(trim(course.title), '') as course, ahead.instructor, account.name as account,
        placed.location, ${tagsOfSession('ahead.content_id')} as tags,
        case when ahead.seats > 0 then ahead.seats end as seats, coalesce(counted.registrations, 0) as registered,
        case when ${sees}::boolean and ahead.seats > 0 then greatest(ahead.seats - coalesce(counted.registrations, 0), 0) end as seats_left,
        coalesce(counted.people, 0) as people
      from ahead
      join skilljar.vilt_session as session on session.vilt_session_id = ahead.content_id
      join numbered using (vilt_session_event_id)
      left join counted on counted.content_id = ahead.content_id
      left join ${placedEvents} as placed using (vilt_session_event_id)
      left join ${accountNames} as account on account.vilt_account_id = ahead.account
      left join skilljar.lesson as lesson on lesson.lesson_id = session.lesson_id
      left join skilljar.course as course on course.course_id = lesson.course_id
      order by ahead.starts_at, lower(coalesce(session.display_name, '')), ahead.vilt_session_event_id`
    const rows = await readRows<EventRow>(reader, statement.compile(reader.db))
    return shown(rows, reader.scope.minimumCell)
  },
})

/** Events repeat what is registered for their session: it is hidden for all of them or for none. */
function shown(rows: readonly EventRow[], minimum: number): readonly AnalysisRow[] {
  const sessions = [...new Map(rows.map((row) => [row.session, row])).values()]
  const hidden = withCompanions(
    sessions,
    ({ people, registered }) => minimum > 1 && registered !== 0 && people < minimum,
    ({ people, registered }) => [people, registered ?? 0],
    minimum,
  )
  const isHidden = new Set([...hidden].map(({ session }) => session))
  return rows.map(({ people: _, ...row }) =>
    isHidden.has(row.session)
      ? { ...row, registered: null, seats_left: null, suppressed: true }
      : { ...row, suppressed: false },
  )
}
