/** Live training: sessions of one or several events for each VILT lesson, and who registered and came. */
import { SECONDS_PER_DAY, timestamp, weekday, type Day, type Instant } from '../calendar'
import { lastNames, firstNames } from '../names'
import type { Random } from '../random'
import type { Course } from './courses'
import type { Site } from './domains'
import { at, HOUR, stamped, timestampOrNull, type Making } from './making'

export interface LiveSession {
  readonly id: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly cancelledAt: Instant | null
  readonly seats: number | null
  taken: number
}

/** Where, in which zone, and at which hours of UTC people there are at work. */
const places: readonly (readonly [string, string, readonly number[]])[] = [
  ['Room Lisbon, Main Building', 'Europe/Lisbon', [9, 10, 13, 14]],
  ['Training Centre Berlin', 'Europe/Berlin', [8, 9, 12, 13]],
  ['https://meet.larkfield.example/learning', 'Europe/Berlin', [8, 9, 12, 13]],
  ['Room 4, Chicago Office', 'America/Chicago', [14, 15, 18]],
  ['https://meet.larkfield.example/apac', 'Asia/Singapore', [2, 6]],
]

/** The lesson's sessions in the order of their start. */
export type Sessions = ReadonlyMap<string, readonly LiveSession[]>

function createInstructors({ writer, chance }: Making): Instructor[] {
  const names = chance('instructors')
  const accounts = ['calendar', 'zoom.meeting', 'webex.training'].map((type) => {
    const id = writer.id('vilt_account')
    writer.add('vilt_account', { vilt_account_id: id, vilt_account_type: type })
    return id
  })
  return Array.from({ length: 9 }, (_, index) => {
    const name = `${names.pick(firstNames)} ${names.pick(lastNames)}`
    const accountId = accounts[index % accounts.length] ?? null
    writer.add('vilt_calendar_account', {
      vilt_calendar_account_id: writer.id('vilt_calendar_account'),
      instructor_name: name,
      email: `trainer${index + 1}@larkfield.example`,
      active: index !== 8,
      vilt_account_id: accountId,
    })
    return { name, accountId, externalId: index % 3 === 0 ? null : `LF-${2000 + index * 17}` }
  })
}

interface Instructor {
  readonly name: string
  readonly accountId: string | null
  readonly externalId: string | null
}

interface Plan {
  readonly lessonId: string
  readonly title: string
  readonly day: Day
  readonly instructor: Instructor
}

function createSession({ writer, now }: Making, plan: Plan, chance: Random, { tags }: Site): LiveSession {
  const { lessonId, title, day, instructor } = plan
  const id = writer.id('vilt_session')
  const created = at(day - chance.integer(65, 90), 10)
  const [location, timezone, hours] = chance.pick(places)
  const start = at(day, chance.pick(hours))
  const events = chance.weighted([
    [1, 62],
    [2, 28],
    [3, 10],
  ] as const)
  const cancelled = chance.chance(0.09) ? start - chance.integer(1, 12) * SECONDS_PER_DAY : null
  const cancelledAt = cancelled !== null && cancelled <= now ? cancelled : null
  const seats = chance.weighted([
    [6, 20],
    [8, 35],
    [12, 25],
    [null, 12],
    [0, 8],
  ] as const)
  const isRenamed = chance.chance(0.1)
  writer.add('vilt_session', {
    ...stamped(created, cancelledAt, isRenamed ? Math.min(now, created + SECONDS_PER_DAY) : null),
    vilt_session_id: id,
    display_name: `${title}, group ${chance.integer(1, 99)}${isRenamed ? ' (moved)' : ''}`,
    instructor_name: instructor.name,
    lesson_id: lessonId,
    seats_total: seats,
    instructor_external_id: instructor.externalId,
    vilt_account_id: instructor.accountId,
    cancelled_at: timestampOrNull(cancelledAt),
  })
  for (let event = 0; event < events; event++) {
    writer.add('vilt_session_event', {
      ...stamped(created + 60 * event),
      vilt_session_event_id: writer.id('vilt_session_event'),
      starts_at: timestamp(start + event * SECONDS_PER_DAY),
      ends_at: timestamp(start + event * SECONDS_PER_DAY + 3 * HOUR),
      location,
      timezone,
      vilt_session_id: id,
    })
  }
  const tag = chance.chance(0.4) ? chance.pick([...tags.values()]) : null
  if (tag !== null) {
    writer.add('vilt_session_tag', {
      ...stamped(created + 120),
      vilt_session_tag_id: writer.id('vilt_session_tag'),
      vilt_session_id: id,
      tag_id: tag,
    })
  }
  return {
    id,
    startsAt: start,
    endsAt: start + (events - 1) * SECONDS_PER_DAY + 3 * HOUR,
    cancelledAt,
    seats,
    taken: 0,
  }
}

export function createSessions(making: Making, courses: readonly Course[], site: Site): Sessions {
  const { writer, days } = making
  for (const [index, [name]] of places.entries()) {
    const isLink = name.startsWith('http')
    writer.add('vilt_location', {
      ...stamped(at(days.first - 600 + index, 9)),
      vilt_location_id: writer.id('vilt_location'),
      name: isLink ? `Online ${index}` : name,
      info_url: isLink ? name : `https://places.larkfield.example/${index}`,
      is_active: index !== 3,
    })
  }
  const instructors = createInstructors(making)
  const sessions = new Map<string, LiveSession[]>()
  for (const { lessons, title } of courses) {
    for (const lesson of lessons.filter(({ type }) => type === 'VILT')) {
      const chance = making.chance('sessions', title)
      const planned: LiveSession[] = []
      for (let day = days.first + chance.integer(3, 24); day < days.today + 60; day += chance.integer(24, 40)) {
        while (weekday(day) > 3) day++
        planned.push(
          createSession(
            making,
            { lessonId: lesson.id, title, day, instructor: chance.pick(instructors) },
            chance,
            site,
          ),
        )
      }
      sessions.set(lesson.id, planned)
    }
  }
  return sessions
}

export interface Participation {
  /** When the live lesson was completed; null: not (yet). */
  readonly completedAt: Instant | null
  readonly isMissed: boolean
}

/** Registers for the next session with a free seat; after a cancelled or missed one, for one more. */
export function takePart(
  { writer, now }: Making,
  sessions: readonly LiveSession[],
  { lessonProgressId, from, until }: { lessonProgressId: string; from: Instant; until: Instant },
  chance: Random,
): Participation {
  let registeredAt = from
  for (let round = 0; round < 3; round++) {
    const session = sessions.find(
      ({ startsAt, seats, taken, cancelledAt }) =>
        startsAt > registeredAt + HOUR &&
        (!seats || taken < seats) &&
        (cancelledAt === null || cancelledAt > registeredAt),
    )
    if (session === undefined || registeredAt > now) break
    session.taken++
    const isHeld = session.cancelledAt === null && session.endsAt <= Math.min(now, until)
    const attended = !isHeld || chance.chance(0.11) ? null : chance.chance(0.84)
    const markedAt = attended === null ? null : Math.min(now, session.endsAt + chance.integer(1, 40) * HOUR)
    writer.add('vilt_session_registration', {
      ...stamped(registeredAt, markedAt),
      vilt_session_registration_id: writer.id('vilt_session_registration'),
      vilt_session_id: session.id,
      student_lesson_progress_id: lessonProgressId,
      attended,
    })
    if (attended === true) return { completedAt: session.endsAt, isMissed: false }
    // Nobody marked them; half of them are completed by an administrator all the same.
    if (isHeld && attended === null) return { completedAt: chance.chance(0.5) ? session.endsAt : null, isMissed: false }
    if (session.cancelledAt === null && !isHeld) return { completedAt: null, isMissed: false }
    registeredAt = (session.cancelledAt ?? session.endsAt) + SECONDS_PER_DAY
    if (chance.chance(0.35)) break
  }
  return { completedAt: null, isMissed: true }
}
