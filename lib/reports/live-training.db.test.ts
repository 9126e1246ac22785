/** The pages Live training and Live session against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { analyses } from '@/lib/analyses/analyses'
import { managerOf } from '@/lib/analyses/testing/both-fences'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { ask } from '@/lib/metrics/ask'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth, recordPublications } from '@/lib/testing/mirrors'
import { near } from '@/lib/testing/near'
import { fillMirrors, mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { fillSkilljar } from '@/lib/testing/random-skilljar'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { wholePage } from '@/lib/testing/whole-page'
import { liveSplits, readSplit } from './live-split'
import { readQuestion } from './question'
import { liveSessionCards, ofSession, readLiveSession } from './read-live-session'
import { liveTrainingCards, readLiveTraining } from './read-live-training'
import { reportOf } from './reports'

const loaded = addDays(mirrorsFrom, mirrorsDays - 30)
const asOf = { datacamp: `${loaded}T00:00:00.000Z`, skilljar: `${loaded}T00:00:00.000Z` }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays + 8) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase

const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, asOf)
const listOf = (scope: Scope, search = address()) =>
  as(scope, (reader) =>
    wholePage(
      reader,
      readQuestion(reportOf('live-training'), search, { alsoKnown: ['split'], asOf: reader.asOf }),
      readLiveTraining,
      liveTrainingCards,
    ),
  )
const sessionOf = (scope: Scope, id: string, day: string, search = address()) =>
  as(scope, async (reader) => {
    const fixed = await ofSession(reader, id)
    if (fixed.period) assert.deepEqual(fixed.period, { from: day, to: day })
    const question = readQuestion(reportOf('live-session'), search, { alsoKnown: [], asOf: reader.asOf, fixed })
    const start = await readLiveSession(reader, question)
    return start && wholePage(reader, question, async () => start, liveSessionCards)
  })

test('the cards are split by what the address says, and by nothing else', () => {
  assert.equal(readSplit(new URLSearchParams()), 'instructor')
  assert.equal(readSplit(new URLSearchParams({ split: 'time_zone' })), 'time_zone')
  assert.throws(() => readSplit(new URLSearchParams({ split: 'seats' })), InvalidFilter)
})

describe('Live training', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded both pages have nothing to show, and no session exists', async () => {
    const list = await listOf(everybody)
    assert.deepEqual([list.table.answer.rows, list.upcoming, list.instructors, list.times], [[], [], [], []])
    assert.deepEqual([list.split.rows, list.pace.steps, list.afterwards.rows], [[], [], []])
    assert.equal(list.figures.totals.vilt_sessions_held, 0)
    assert.equal(list.figures.totals.vilt_fill_rate, null)
    assert.equal(await sessionOf(everybody, 'V0', period.from), null)
  })

  describe('with data', () => {
    before(async () => {
      await fillMirrors(database.pool, 51)
      await fillSkilljar(database.pool, 52)
      await publishBoth(database.pool)
      await recordPublications(database.pool, loaded)
    })

    const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
    interface Session {
      id: string
      day: string
      state: string
      seats: number
      events: number
    }
    const sessions = () =>
      raw<Session>(`
        select s.vilt_session_id as id, coalesce(min(e.starts_at), s.created_at)::date::text as day, count(e.*)::int as events,
          case when s.cancelled_at is null then greatest(coalesce(s.seats_total, 0), 0) else 0 end as seats,
          case when s.cancelled_at is not null then 'cancelled'
            when max(coalesce(e.ends_at, e.starts_at)) <= '${loaded}' then 'held' else 'planned' end as state
        from skilljar.vilt_session s left join skilljar.vilt_session_event e using (vilt_session_id)
        group by s.vilt_session_id`)
    /** One per registration and student, with the person's memberships on the day of the session. */
    const registrations = () =>
      raw<{ session: string; attended: boolean | null; person: string | null; made: string; teams: number[] }>(`
        select found.session, found.attended, found.person, found.made, array(
            select team_id::int from mart.person_team m
            where m.person_id = found.person_id and m.joined <= found.day and found.day < m."left") as teams
        from (
          select distinct r.vilt_session_registration_id as id, r.vilt_session_id as session, r.attended, r.created_at::date::text as made,
            identity.person_id, identity.person_id::text as person, owner.student_id,
            coalesce((select min(e.starts_at) from skilljar.vilt_session_event e where e.vilt_session_id = r.vilt_session_id),
              s.created_at, r.created_at)::date as day
          from skilljar.vilt_session_registration r
          left join skilljar.vilt_session s using (vilt_session_id)
          left join skilljar.student_lesson_progress p using (student_lesson_progress_id)
          left join skilljar.enrollment owner on owner.student_course_progress_id = p.student_course_progress_id
          left join mart.identity on identity.source = 'skilljar' and identity.source_id = coalesce(owner.student_id, '')
        ) as found`)
    type Registration = Awaited<ReturnType<typeof registrations>>[number]
    const inPeriod = ({ day }: { day: string }) => period.from <= day && day <= period.to
    /** What a page counts of some sessions and registrations. */
    function counted(some: readonly Session[], all: readonly Registration[]) {
      const of = (own: readonly Session[]) => all.filter(({ session }) => own.some(({ id }) => id === session))
      const held = of(some.filter(({ state }) => state === 'held'))
      const seats = some.reduce((sum, row) => sum + row.seats, 0)
      const attended = held.filter((row) => row.attended === true).length
      const marked = held.filter((row) => row.attended !== null).length
      return {
        held: some.filter(({ state }) => state === 'held').length,
        cancelled: some.filter(({ state }) => state === 'cancelled').length,
        registrations: of(some).length,
        fill: seats === 0 ? null : of(some.filter((row) => row.seats > 0)).length / seats,
        attendance: marked === 0 ? null : attended / marked,
        strict: held.length === 0 ? null : attended / held.length,
        unmarked: held.length - marked,
        noShow: marked === 0 ? null : (marked - attended) / marked,
        people: new Set(of(some).flatMap(({ person }) => person ?? [])).size,
      }
    }

    test('the figures, the two charts over time and the states are those of the raw rows', async () => {
      const known = (await sessions()).filter(inPeriod)
      const all = await registrations()
      // Registrations for sessions that nobody knows stand on the day on which they were made.
      const strays = all.filter(({ session, made }) => session === 'V9' && inPeriod({ day: made })).length
      const { figures, over, pace } = await listOf(everybody)
      const expected = counted(known, all)
      assert.ok(expected.held > 1 && expected.cancelled > 0 && strays > 0)
      assert.equal(figures.totals.vilt_sessions_held, expected.held)
      assert.equal(figures.totals.vilt_registrations, expected.registrations + strays)
      near(figures.totals.vilt_fill_rate, expected.fill, 'fill', 1e-6)
      near(figures.totals.vilt_attendance_rate, expected.attendance, 'attendance', 1e-6)
      near(figures.totals.vilt_no_show_rate, expected.noShow, 'no-shows', 1e-6)
      near(figures.totals.vilt_cancellation_rate, expected.cancelled / known.length, 'cancelled', 1e-6)
      near(over.totals.vilt_attendance_rate_strict, expected.strict, 'strict', 1e-6)
      assert.equal(over.totals.vilt_unmarked, expected.unmarked)
      assert.equal(
        over.totals.vilt_sessions,
        (over.totals.vilt_sessions_held ?? 0) +
          (over.totals.vilt_sessions_planned ?? 0) +
          (over.totals.vilt_sessions_cancelled ?? 0),
      )
      const [line] = over.lines
      assert.equal(
        line?.points.reduce((sum, point) => sum + (point.vilt_sessions ?? 0), 0),
        known.length,
      )
      assert.ok((pace.totals.vilt_learners ?? 0) >= expected.people)
    })

    test('a session is one row of the table whatever events and registrations it has, and its page says the same', async () => {
      const known = (await sessions()).filter(inPeriod)
      const all = await registrations()
      const { table } = await listOf(everybody)
      const rows = table.answer.rows.filter((row) => row['session_state'] !== 'Not set')
      assert.deepEqual(
        rows.map((row) => `${row['content']} ${row['day']} ${row['session_state']}`).sort(),
        known.map(({ id, day, state }) => `skilljar/session/${id} ${day} ${state}`).sort(),
      )
      for (const session of known) {
        const row = rows.find(({ content }) => content === `skilljar/session/${session.id}`)
        const expected = counted([session], all)
        assert.deepEqual(
          [row?.['vilt_events'], row?.['vilt_seats'], row?.['vilt_registrations'], row?.['vilt_unmarked']],
          [session.events, session.seats, expected.registrations, expected.unmarked],
          session.id,
        )
        near(row?.['vilt_fill_rate'], expected.fill, session.id, 1e-6)
        const page = await sessionOf(
          everybody,
          session.id,
          session.day,
          address({ from: '2020-01-01', to: '2020-02-01' }),
        )
        assert.ok(page)
        assert.equal(
          page.figures.totals.vilt_registrations,
          expected.registrations,
          'whatever the period of the address',
        )
        near(page.figures.totals.vilt_attendance_rate, expected.attendance, session.id, 1e-6)
        near(page.figures.totals.vilt_attendance_rate_strict, expected.strict, session.id, 1e-6)
        assert.equal(page.session.state, session.state)
        assert.equal(page.session.events.length, session.events)
        const people = (page.people ?? []).filter((line) => line['person'] !== null)
        assert.equal(new Set(people.map((line) => line['person'])).size, people.length, 'each person once')
        assert.equal(people.length, Math.min(expected.people, 25))
        assert.equal(page.table.answer.totals['vilt_registrations'], expected.registrations)
      }
      assert.equal(await sessionOf(everybody, 'V9', period.from), null, 'a session that nobody knows')
    })

    test('every split adds up over its rows where nothing overlaps', async () => {
      const known = (await sessions()).filter(inPeriod)
      for (const split of liveSplits) {
        const { split: found } = await listOf(everybody, address({ split }))
        assert.equal(found.by, split)
        assert.equal(found.totals.vilt_sessions, known.length, split)
        const sum = found.rows.reduce((total, row) => total + (row.vilt_sessions ?? 0), 0)
        if (['instructor', 'account', 'course'].includes(split)) assert.equal(sum, known.length, split)
        else assert.ok(sum >= known.length, split)
      }
    })

    test('a manager sees registrations of the own teams’ members alone, in figures, lists and the agenda', async () => {
      const teams = [11, 12]
      const known = await sessions()
      const own = (await registrations()).filter((row) => row.teams.some((team) => teams.includes(team)))
      const stray = own.filter(({ session, made }) => session === 'V9' && inPeriod({ day: made })).length
      const { figures, upcoming } = await listOf(ownTeams(...teams))
      const expected = counted(known.filter(inPeriod), own)
      assert.ok(expected.registrations > 0)
      assert.equal(figures.totals.vilt_registrations, expected.registrations + stray)
      assert.equal(figures.totals.vilt_sessions_held, 0, 'sessions are of no team')
      assert.ok(upcoming.length > 0)
      for (const row of upcoming) {
        const [session] = known.filter(({ id }) => `skilljar/session/${id}` === row['session'])
        assert.ok(session)
        assert.deepEqual([row['registered'], row['seats_left']], [counted([session], own).registrations, null])
      }
      for (const session of known) {
        const page = await sessionOf(ownTeams(...teams), session.id, session.day)
        assert.equal(page?.people?.length, counted([session], own).people, session.id)
      }
    })

    test('behind the database’s fence a manager reads the same agenda and the same people', async () => {
      const both = await managerOf(database, [11, 12], asOf)
      const filters = readQuestion(reportOf('live-training'), address(), { alsoKnown: [], asOf }).inside
      for (const [name, parameters] of [
        ['vilt_upcoming', { days: '366' }],
        ['vilt_people', {}],
        ['vilt_registration_pace', {}],
      ] as const) {
        const seen = await both(name, (reader) => analyses[name].rows(reader, { filters, parameters }))
        assert.ok(seen > 0, name)
      }
    })

    test('a reader of aggregates reads no cell of fewer than five people, and nobody’s name', async () => {
      const all = await registrations()
      const { table } = await listOf(aggregatesOnly)
      for (const row of table.answer.rows) {
        const people = new Set(
          all.filter(({ session }) => `skilljar/session/${session}` === row['content']).map(({ person }) => person),
        )
        assert.ok(row['vilt_registrations'] === null || row['vilt_registrations'] === 0 || people.size >= 5)
      }
      const [session] = (await sessions()).filter(inPeriod)
      assert.ok(session)
      const page = await sessionOf(aggregatesOnly, session.id, session.day)
      assert.equal(page?.people, null)
      for (const step of page?.pace.steps ?? []) assert.ok(step['people'] === null || Number(step['people']) >= 5)
    })

    test('one hidden mark is not what the other marks leave of the registrations', async () => {
      const { inside: filters } = readQuestion(reportOf('live-training'), address(), { alsoKnown: [], asOf })
      const marks = ['vilt_attended', 'vilt_no_shows', 'vilt_unmarked'] as const
      const metrics = [...marks, 'vilt_registrations', 'vilt_fill_rate', 'vilt_attendance_rate'] as const
      let alone = 0
      for (const minimumCell of [2, 3, 5]) {
        for (const by of ['content', 'instructor', 'month'] as const) {
          const { rows } = await as({ ...aggregatesOnly, minimumCell }, (reader) =>
            ask(reader, { metrics, by: [by], filters }),
          )
          for (const row of rows.filter((cell) => marks.filter((name) => cell[name] === null).length === 1)) {
            alone++
            assert.equal(row.vilt_registrations, null)
            if (row.vilt_fill_rate_numerator !== 0) assert.equal(row.vilt_fill_rate_numerator, null)
            if (row.vilt_unmarked !== null) assert.equal(row.vilt_attendance_rate, null)
          }
        }
      }
      assert.ok(alone > 0)
    })
  })
})
