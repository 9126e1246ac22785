/** What Skilljar says of one live session: what it is for, who holds it, and each of its events. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { sessions, type SessionState } from './facts/vilt-sessions'
import { readRows } from './read-rows'
import { accountNames, placedEvents, sessionName, tagsOfSession } from './session-places'

export interface SessionEvent {
  /** "2026-11-24T09:00:00Z" */
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly location: string | null
  readonly timeZone: string | null
}

export interface DescribedSession {
  readonly name: string
  readonly course: string | null
  readonly lesson: string | null
  readonly instructor: string | null
  readonly account: string | null
  readonly tags: string | null
  /** Null: not limited. */
  readonly seats: number | null
  /** The day on which its numbers stand: that of its first event, or on which it was made. */
  readonly day: string | null
  readonly state: SessionState
  readonly cancelledAt: string | null
  readonly events: readonly SessionEvent[]
}

/** Sessions are nobody's: every reader knows them. Null: there is no such session. */
export async function describedSession(reader: ScopedReader, id: string): Promise<DescribedSession | null> {
  const moment = (column: string) => sql`to_char(${sql.ref(column)}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
  const one = sql<Omit<DescribedSession, 'events'>>`
    select ${sessionName} as name, nullif(trim(course.title), '') as course, nullif(trim(lesson.title), '') as lesson, fact.instructor,
      account.name as account, ${tagsOfSession('session.vilt_session_id')} as tags, case when fact.seats > 0 then fact.seats end as seats,
      fact.day::text as day, ${moment('session.cancelled_at')} as "cancelledAt", fact.session_state as state
    from skilljar.vilt_session as session
    join ${sessions({ asOf: reader.asOf })} as fact on fact.vilt_session_id = session.vilt_session_id
    left join ${accountNames} as account on account.vilt_account_id = session.vilt_account_id
    left join skilljar.lesson as lesson on lesson.lesson_id = session.lesson_id
    left join skilljar.course as course on course.course_id = lesson.course_id
    where session.vilt_session_id = ${id}`
  const [session] = await readRows<Omit<DescribedSession, 'events'>>(reader, one.compile(reader.db))
  if (session === undefined) return null
  const events = sql<SessionEvent>`
    select ${moment('event.starts_at')} as "startsAt", ${moment('event.ends_at')} as "endsAt", placed.location, placed.time_zone as "timeZone"
    from skilljar.vilt_session_event as event
    join ${placedEvents} as placed using (vilt_session_event_id)
    where event.vilt_session_id = ${id}
    order by event.starts_at nulls last, event.vilt_session_event_id collate "C"`
  return { ...session, events: [...(await readRows<SessionEvent>(reader, events.compile(reader.db)))] }
}
