/** The events of live sessions, one row each, on the day on which their session begins: beside its other numbers. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db } from '../fact'
import { count } from './skilljar-rows'
import { liveDimensions, noTeams, readSessions, sessions, type LiveRow } from './vilt-sessions'

interface EventRow extends LiveRow {
  vilt_session_event_id: string
  seats: number | null
  starts_at: string | null
  ends_at: string | null
  seconds: number | null
}

export const events = (context: Context): RawBuilder<EventRow> => sql`(
  select session.day, session.person_id, session.source, session.content_type, session.content_id, session.technology, session.published,
    session.instructor, session.account, session.session_state, 'event/' || event.vilt_session_event_id as location,
    'event/' || event.vilt_session_event_id as time_zone, event.vilt_session_event_id, session.seats, event.starts_at, event.ends_at,
    case when session.session_state <> 'cancelled' and event.ends_at > event.starts_at
      then extract(epoch from event.ends_at - event.starts_at) end as seconds
  from skilljar.vilt_session_event as event
  join ${sessions(context)} as session on session.vilt_session_id = event.vilt_session_id)`

const rows = (db: Db, context: Context) => db.selectFrom(events(context).as('event')).selectAll()

const ofEvents = {
  readFrom: readSessions,
  additive: true,
  ofThings: true,
} as const

export const viltEvents = defineFact(rows, {
  name: 'vilt_events',
  description: 'Events of live training sessions, by the day on which their session begins.',
  dimensions: liveDimensions,
  published: 'published',
  metrics: {
    vilt_events: {
      ...ofEvents,
      label: 'Live events',
      description: 'Events of the live sessions that begin in the period; a session has one or several.',
      unit: 'items',
      format: 'count',
      formula: 'Rows of vilt_session_event whose session is known, by the day on which the session begins.',
      leftOut: ['Events of unknown sessions.', noTeams],
      ofPerson: count,
      counts: () => sql`true`,
    },
    vilt_event_hours: {
      ...ofEvents,
      label: 'Hours of live training',
      description: 'How long the events of the sessions of the period last, whoever comes.',
      unit: 'hours',
      format: 'hours',
      formula: 'Sum of ends_at − starts_at over the events of sessions that were not cancelled.',
      leftOut: ['Cancelled sessions.', 'Events without an end, or that end before they start.', noTeams],
      ofPerson: (column) => sql`sum(${column('seconds')})`,
      counts: (column) => sql`${column('seconds')} is not null`,
      dividedBy: 3600,
    },
  },
})
