/** Live training by hand (lib/testing/live-training-rows.ts): what has several rows elsewhere is there once. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { describedSession } from '@/lib/metrics/described-session'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { MetricName } from '@/lib/metrics/names'
import { NotForThisReader } from '@/lib/metrics/query'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { liveAsOf, liveTrainingRows } from '@/lib/testing/live-training-rows'
import { insertMirrorRows, publishBoth } from '@/lib/testing/mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import type { Analysis, AnalysisRow } from '../analysis'
import { skilljarAnalyses } from './skilljar-analyses'

const filters: Filters = { ...defaultFilters('2026-04-30'), from: '2026-03-01', source: ['skilljar'], compare: 'none' }
type Name = 'vilt_upcoming' | 'vilt_event_times' | 'vilt_registration_pace' | 'vilt_instructors' | 'vilt_people'

let database: TestDatabase

const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, { datacamp: null, skilljar: liveAsOf })
const rowsOf = (
  name: Name,
  {
    where = {},
    parameters = {},
    scope = everybody,
  }: { where?: Filters['where']; parameters?: Record<string, string>; scope?: Scope } = {},
): Promise<readonly AnalysisRow[]> =>
  as(scope, (reader) =>
    (skilljarAnalyses[name] as Analysis).rows(reader, { filters: { ...filters, where }, parameters }),
  )
const told = (rows: readonly AnalysisRow[], ...columns: string[]) =>
  rows.map((row) => columns.map((column) => row[column]))
const answer = (metrics: readonly MetricName[], by: readonly DimensionName[] = [], where: Filters['where'] = {}) =>
  as(everybody, (reader) => ask<MetricName, DimensionName>(reader, { metrics, by, filters: { ...filters, where } }))

describe('live training', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded there is nothing to tell, and no session', async () => {
    for (const name of Object.keys(skilljarAnalyses).filter((name) => name.startsWith('vilt_')))
      assert.deepEqual(await rowsOf(name as Name), [], name)
    assert.equal(await as(everybody, (reader) => describedSession(reader, 'A')), null)
  })

  describe('with sessions of several events', () => {
    before(async () => {
      for (const [name, rows] of Object.entries(liveTrainingRows))
        await insertMirrorRows(database.pool, `skilljar.${name}`, rows)
      await publishBoth(database.pool)
    })

    test('held is what stands and whose last event has ended; the three states add up to all sessions', async () => {
      const { rows } = await answer(['vilt_sessions'], ['session_state', 'content'])
      assert.deepEqual(rows.map((row) => `${String(row.content).slice(-1)} ${row.session_state}`).sort(), [
        'A held',
        'B cancelled',
        'C planned',
        'D planned',
        'F planned',
        'G planned',
      ])
      const { totals } = await answer([
        'vilt_sessions',
        'vilt_sessions_held',
        'vilt_sessions_planned',
        'vilt_sessions_cancelled',
      ])
      assert.deepEqual(Object.values(totals).slice(0, 4), [6, 1, 4, 1])
    })

    test('neither events nor registrations multiply seats, sessions, hours or each other', async () => {
      const { totals } = await answer([
        'vilt_events',
        'vilt_event_hours',
        'vilt_seats',
        'vilt_registrations',
        'vilt_registrations_held',
        'vilt_seats_taken',
        'vilt_learners',
        'vilt_attended',
        'vilt_no_shows',
        'vilt_unmarked',
      ])
      assert.deepEqual(totals, {
        ...totals,
        // A, B and C with theirs, D and F with one; B was cancelled, D has no end.
        vilt_events: 8,
        vilt_event_hours: 18,
        vilt_seats: 11,
        vilt_registrations: 16,
        vilt_registrations_held: 7,
        vilt_seats_taken: 15,
        vilt_learners: 6,
        vilt_attended: 4,
        vilt_no_shows: 1,
        vilt_unmarked: 2,
      })
    })

    test('a session in two places is in both rows and once in the total; each of its events is in one', async () => {
      const { rows, totals } = await answer(
        ['vilt_sessions', 'vilt_events', 'vilt_seats', 'vilt_registrations'],
        ['location'],
      )
      assert.deepEqual(
        told(rows, 'location', 'vilt_sessions', 'vilt_events', 'vilt_seats', 'vilt_registrations').sort(),
        [
          ['Main hall', 1, 1, 4, 7],
          ['Not set', 2, 1, 0, 0],
          ['Online, meet.example', 1, 1, 4, 3],
          ['Room 1', 4, 5, 11, 16],
        ],
      )
      assert.deepEqual([totals.vilt_sessions, totals.vilt_events, totals.vilt_seats], [6, 8, 11])
      const zones = await answer(['vilt_sessions'], ['time_zone'])
      assert.deepEqual(told(zones.rows, 'time_zone', 'vilt_sessions').sort(), [
        ['America/Chicago', 1],
        ['Europe/Berlin', 4],
        ['Mars/Base', 1],
        ['Not set', 2],
      ])
    })

    test('accounts are told by their service, and each narrowing leaves what its row counted', async () => {
      for (const by of ['account', 'location', 'time_zone', 'session_state', 'instructor', 'course', 'tag'] as const) {
        const { rows } = await answer(['vilt_sessions', 'vilt_registrations', 'vilt_events', 'vilt_learners'], [by])
        for (const row of rows) {
          const key = row[by] === null ? 'Not set' : String(row[by])
          const { totals } = await answer(['vilt_sessions', 'vilt_registrations', 'vilt_events', 'vilt_learners'], [], {
            [by]: [key],
          })
          for (const name of ['vilt_sessions', 'vilt_registrations', 'vilt_events', 'vilt_learners'] as const)
            assert.equal(totals[name], row[name], `${by} ${key} ${name}`)
        }
      }
      const { rows } = await answer(['vilt_sessions'], ['account'])
      assert.deepEqual(told(rows, 'account_name', 'vilt_sessions').sort(), [
        ['Calendar', 1],
        ['Not set', 1],
        ['Unknown account gone', 1],
        ['Zoom meeting', 3],
      ])
    })

    test('what was completed before the session began is nothing that follows it', async () => {
      const { rows } = await answer(
        ['vilt_registrations_held', 'vilt_lessons_completed', 'vilt_courses_completed'],
        ['attendance'],
        { session_state: ['held'] },
      )
      assert.deepEqual(
        told(rows, 'attendance', 'vilt_registrations_held', 'vilt_lessons_completed', 'vilt_courses_completed').sort(),
        [
          ['attended', 4, 3, 2],
          ['no_show', 1, 0, 0],
          ['unmarked', 2, 0, 0],
        ],
      )
    })

    test('the agenda lists what lies ahead event by event, with seats that events do not multiply', async () => {
      const rows = await rowsOf('vilt_upcoming')
      assert.deepEqual(
        told(rows, 'starts_at', 'session_name', 'event', 'events', 'seats', 'registered', 'seats_left'),
        [
          ['2026-04-13T13:00:00Z', 'Running', 2, 2, 4, 3, 1],
          ['2026-04-15T08:00:00Z', 'No limit', 1, 1, null, 0, null],
          ['2026-04-20T22:00:00Z', 'Overfull', 1, 1, 3, 5, 0],
        ],
      )
      assert.deepEqual(told(rows, 'location', 'time_zone', 'instructor', 'account', 'course', 'tags')[0], [
        'Online, meet.example',
        'Mars/Base',
        'Tess',
        'Zoom meeting',
        'Data basics',
        'Onboarding, Spring',
      ])
      const far = await rowsOf('vilt_upcoming', { parameters: { days: '366' } })
      assert.deepEqual(told(far, 'session_name').flat(), ['Running', 'No limit', 'Overfull', 'Far ahead'])
      const inRoom = await rowsOf('vilt_upcoming', { where: { location: ['Room 1'] } })
      assert.deepEqual(told(inRoom, 'session_name').flat(), ['Overfull'], 'Running’s event in the room is over')
      await assert.rejects(rowsOf('vilt_upcoming', { parameters: { days: '0' } }), /no whole number/)
    })

    test('a reader of aggregates reads no registrations of fewer than five, nor what would give them away', async () => {
      const rows = await rowsOf('vilt_upcoming', { scope: aggregatesOnly })
      assert.deepEqual(told(rows, 'registered', 'seats_left', 'suppressed'), [
        [null, null, true],
        [0, null, false],
        [null, null, true],
      ])
      const pace = await rowsOf('vilt_registration_pace', { scope: aggregatesOnly })
      assert.ok(pace.some((row) => row['registrations'] !== null) && pace.some((row) => row['suppressed']))
      for (const row of pace) assert.ok(row['people'] === null || Number(row['people']) >= 5)
    })

    test('a manager reads the agenda of everybody, with registrations of the own people and without seats left', async () => {
      const rows = await rowsOf('vilt_upcoming', { scope: ownTeams(1) })
      assert.deepEqual(told(rows, 'session_name', 'registered', 'seats_left'), [
        ['Running', 0, null],
        ['No limit', 0, null],
        ['Overfull', 0, null],
      ])
      assert.deepEqual(await rowsOf('vilt_people', { scope: ownTeams(1) }), [])
    })

    test('who registered twice for a session is one line, and came if any of the two says so', async () => {
      const rows = await rowsOf('vilt_people', { where: { content: ['skilljar/session/A'] } })
      assert.deepEqual(
        told(
          rows,
          'name',
          'registrations',
          'attendance',
          'registered_at',
          'lesson_completed_on',
          'course_completed_on',
        ),
        [
          ['Ada Example', 2, 'attended', '2026-02-20T08:00:00Z', '2026-03-11', null],
          ['Ben Example', 1, 'no_show', '2026-02-20T08:00:00Z', null, null],
          ['Cleo Example', 1, 'unmarked', '2026-02-01T08:00:00Z', null, null],
          ['Dan Example', 1, 'attended', '2026-02-20T08:00:00Z', '2026-03-11', '2026-03-20'],
          ['Eva Example', 1, 'attended', '2026-02-20T08:00:00Z', '2026-03-11', '2026-03-09'],
          ['Finn Example', 1, 'attended', '2026-03-10T08:00:00Z', null, null],
        ],
      )
      const absent = await rowsOf('vilt_people', { parameters: { attendance: 'no_show' } })
      assert.deepEqual(told(absent, 'name', 'session_name'), [['Ben Example', 'Held']])
      await assert.rejects(rowsOf('vilt_people', { scope: aggregatesOnly }), NotForThisReader)
    })

    test('registrations are told by whole weeks before the first event, those after the start apart', async () => {
      const rows = await rowsOf('vilt_registration_pace', { where: { content: ['skilljar/session/A'] } })
      assert.deepEqual(told(rows, 'weeks_before', 'registrations', 'people'), [
        [5, 1, 1],
        [2, 4, 4],
        [0, 1, 1],
        [-1, 1, 1],
      ])
      const { totals } = await answer(['vilt_registrations_early', 'vilt_lead_time'], [], {
        content: ['skilljar/session/A'],
      })
      assert.deepEqual([totals.vilt_registrations_early, totals.vilt_lead_time], [6, 17])
    })

    test('events are counted at the hour of UTC at which they begin, cancelled ones left out', async () => {
      assert.deepEqual(told(await rowsOf('vilt_event_times'), 'weekday', 'hour', 'events'), [
        [1, 8, 1],
        [1, 13, 1],
        [1, 22, 1],
        [2, 8, 1],
        [3, 8, 3],
      ])
    })

    test('an instructor is one line per account, however they are written and how many calendars they have', async () => {
      const columns = ['instructor', 'account', 'is_active', 'held', 'cancelled', 'ahead', 'next_on'] as const
      assert.deepEqual(told(await rowsOf('vilt_instructors'), ...columns), [
        ['Tess', 'Zoom meeting', true, 1, 1, 0, null],
        ['Uma', 'Calendar', false, 0, 0, 2, '2026-04-15'],
        [null, 'Unknown account', null, 0, 0, 1, '2026-04-20'],
        ['Vic', 'Calendar 2', true, 0, 0, 0, null],
      ])
      const narrowed = await rowsOf('vilt_instructors', { where: { instructor: ['Uma'] } })
      assert.deepEqual(told(narrowed, 'instructor', 'ahead'), [['Uma', 2]])
    })

    test('a session is described with its events in order, and those whose zone nobody knows', async () => {
      const session = await as(everybody, (reader) => describedSession(reader, 'C'))
      assert.deepEqual(
        { ...session, events: session?.events.map(({ startsAt, timeZone }) => `${startsAt} ${timeZone}`) },
        {
          name: 'Running',
          course: 'Data basics',
          lesson: 'Workshop',
          instructor: 'Tess',
          account: 'Zoom meeting',
          tags: 'Onboarding, Spring',
          seats: 4,
          day: '2026-04-08',
          state: 'planned',
          cancelledAt: null,
          events: ['2026-04-08T08:00:00Z Europe/Berlin', '2026-04-13T13:00:00Z Mars/Base'],
        },
      )
    })
  })
})
