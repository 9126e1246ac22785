/** Live training sessions, one row each, on the day on which they begin; nobody's rows. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db } from '../fact'
import { count, loadedAt, type SkilljarRow } from './skilljar-rows'

export type SessionState = 'held' | 'planned' | 'cancelled'

/** By what the facts of live training can be grouped. */
export interface LiveRow extends SkilljarRow {
  instructor: string | null
  account: string | null
  session_state: SessionState | null
  /** "session/…" or "event/…": locations and time zones are those of events (../session-places). */
  location: string | null
  time_zone: string | null
}

export const liveDimensions = ['instructor', 'account', 'session_state', 'location', 'time_zone'] as const

interface SessionRow extends LiveRow {
  vilt_session_id: string
  is_cancelled: boolean
  is_held: boolean
  has_seats: boolean
  seats: number | null
  starts_at: string | null
}

/** Instructors as they are written most often: people type the names, with blanks and capitals. */
export const instructorNames: RawBuilder<unknown> = sql`(
  select lower(trim(instructor_name)) as written, mode() within group (order by trim(instructor_name) collate "C" desc) as name
  from skilljar.vilt_session
  where trim(instructor_name) <> ''
  group by lower(trim(instructor_name)))`

/** Held: not cancelled, and the last of its events has ended. A session without an event stands at the day it was made. */
export const sessions = (context: Pick<Context, 'asOf'>): RawBuilder<SessionRow> => sql`(
  select coalesce(span.starts_at, session.created_at)::date as day, null::bigint as person_id, 'skilljar' as source,
    'session' as content_type, session.vilt_session_id as content_id, null::text as technology,
    'session/' || session.vilt_session_id as published, session.vilt_session_id,
    taught.name as instructor, session.vilt_account_id as account, session.cancelled_at is not null as is_cancelled,
    state.is_held, session.cancelled_at is null and coalesce(session.seats_total > 0, false) as has_seats,
    session.seats_total as seats, span.starts_at,
    case when session.cancelled_at is not null then 'cancelled' when state.is_held then 'held' else 'planned' end as session_state,
    'session/' || session.vilt_session_id as location, 'session/' || session.vilt_session_id as time_zone
  from skilljar.vilt_session as session
  left join (
    select vilt_session_id, min(starts_at) as starts_at, max(coalesce(ends_at, starts_at)) as ends_at
    from skilljar.vilt_session_event
    group by vilt_session_id
  ) as span on span.vilt_session_id = session.vilt_session_id
  left join ${instructorNames} as taught on taught.written = lower(trim(session.instructor_name))
  cross join lateral (
    select coalesce(session.cancelled_at is null and span.ends_at <= ${loadedAt(context)}, false) as is_held
  ) as state)`

const rows = (db: Db, context: Context) => db.selectFrom(sessions(context).as('session')).selectAll()

export const readSessions = [
  'skilljar.vilt_session.cancelled_at',
  'skilljar.vilt_session_event.starts_at',
  'skilljar.vilt_session_event.ends_at',
]
export const noTeams = 'Sessions are of no team: a filter by team leaves none.'

const ofSessions = {
  unit: 'items',
  format: 'count',
  readFrom: readSessions,
  leftOut: [noTeams],
  additive: true,
  ofPerson: count,
  ofThings: true,
} as const

export const viltSessions = defineFact(rows, {
  name: 'vilt_sessions',
  description: 'Live training sessions, by the day on which their first event begins.',
  dimensions: liveDimensions,
  published: 'published',
  metrics: {
    vilt_sessions: {
      ...ofSessions,
      label: 'Live sessions',
      description: 'Live sessions that begin in the period, cancelled ones among them.',
      formula: 'Sessions by the day of their first event’s starts_at, or of created_at where they have none.',
      counts: () => sql`true`,
    },
    vilt_sessions_held: {
      ...ofSessions,
      label: 'Live sessions held',
      description: 'Live sessions of the period that took place.',
      formula: 'Sessions without cancelled_at whose last event had ended when the data was loaded.',
      counts: (column) => sql`${column('is_held')}`,
    },
    vilt_sessions_planned: {
      ...ofSessions,
      label: 'Live sessions planned',
      description: 'Live sessions of the period that were not over when the data was loaded, and were not cancelled.',
      formula:
        'Sessions without cancelled_at whose last event had not ended when the data was loaded, or that have none.',
      counts: (column) => sql`not ${column('is_held')} and not ${column('is_cancelled')}`,
    },
    vilt_sessions_cancelled: {
      ...ofSessions,
      label: 'Live sessions cancelled',
      description: 'Live sessions of the period that were cancelled.',
      formula: 'Sessions with cancelled_at.',
      counts: (column) => sql`${column('is_cancelled')}`,
    },
    vilt_seats: {
      ...ofSessions,
      label: 'Seats',
      description: 'Seats of the sessions of the period that were not cancelled.',
      formula: 'Sum of seats_total over sessions without cancelled_at.',
      readFrom: [...readSessions, 'skilljar.vilt_session.seats_total'],
      leftOut: ['Sessions without a number of seats.', noTeams],
      ofPerson: (column) => sql`sum(${column('seats')})`,
      counts: (column) => sql`${column('has_seats')}`,
    },
  },
})
