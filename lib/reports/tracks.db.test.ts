/** The pages Tracks and Track version against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { NotForThisReader } from '@/lib/metrics/query'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { fillDatacampMirrors } from '@/lib/testing/datacamp-database'
import { membersOf } from '@/lib/testing/oracle'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { wholePage } from '@/lib/testing/whole-page'
import { readQuestion } from './question'
import { readTable } from './read-table'
import { readTrack, trackCards } from './read-track'
import { readTracks, tracksCards } from './read-tracks'
import { reportOf } from './reports'

const asOf = { datacamp: `${addDays(mirrorsFrom, mirrorsDays + 8)}T12:00:00.000Z`, skilljar: null }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays + 8) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase

const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, asOf)
const listOf = (scope: Scope, search = address()) =>
  as(scope, (reader) =>
    wholePage(
      reader,
      readQuestion(reportOf('tracks'), search, { alsoKnown: [], asOf: reader.asOf }),
      readTracks,
      tracksCards,
    ),
  )
const trackOf = (scope: Scope, id: string, search = address()) =>
  as(scope, async (reader) => {
    const fixed = { where: { track: [id] } }
    const question = readQuestion(reportOf('track'), search, { alsoKnown: [], asOf: reader.asOf, fixed })
    const start = await readTrack(reader, question)
    return start && wholePage(reader, question, async () => start, trackCards)
  })

describe('Tracks', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded both pages have nothing to show, and no version exists', async () => {
    const list = await listOf(everybody)
    assert.deepEqual([list.table.answer.rows, list.progress, list.kinds, list.versions], [[], [], [], []])
    assert.equal(list.figures.totals.track_enrolments, 0)
    assert.equal(await trackOf(everybody, '1'), null)
  })

  describe('with data', () => {
    before(async () => {
      await fillDatacampMirrors(database.pool, 31)
    })

    interface Enrolment {
      user: string
      who: string
      track: number
      day: string
      active: boolean
      completed: boolean
      /** Of the version's contents; null where they are unknown. */
      progress: number | null
      kind: string
    }
    const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
    const enrolments = async ({ ever = false } = {}) =>
      (
        await raw<Enrolment>(`
          select user_id as user, oracle.person_of(user_id) as who, track_version_id::int as track, day::text, active, completed,
            case is_custom when true then 'custom' when false then 'standard' else 'unknown' end as kind,
            case when nb_courses + nb_projects > 0 then least(1, done / (nb_courses + nb_projects)::float8) end as progress
          from (
            select user_id, track_version_id, coalesce(bool_or(is_currently_active), false) as active, count(completed_at) > 0 as completed,
              coalesce(min(started_at)::date, (select day from oracle.calendar where date_id = min(f.date_id))) as day,
              (select count(distinct content_id) from datacamp.track_content_fact c where c.user_id = f.user_id
                and c.track_version_id = f.track_version_id and completed_at is not null and content_id <> 'project_-1') as done
            from datacamp.track_fact f group by 1, 2
          ) pair left join datacamp.track_dim using (track_version_id)`)
      ).filter(({ day }) => day !== null && (ever || (period.from <= day && day <= period.to)))

    const bandOf = (progress: number | null) =>
      progress === null ? 6 : progress === 0 ? 0 : progress === 1 ? 5 : 1 + Math.floor(progress * 4)
    const count = <T>(rows: readonly T[], which: (row: T) => boolean) => rows.filter(which).length

    test('every version stands in the table with what the mirrors say of it, archived and unknown ones marked', async () => {
      const all = await enrolments()
      const { table } = await listOf(everybody)
      const versions = [...new Set(all.map(({ track }) => track))]
      assert.deepEqual(table.answer.rows.map(({ track }) => track).sort(), versions.sort())
      assert.ok(versions.length === 7)
      for (const row of table.answer.rows) {
        const own = all.filter(({ track }) => track === row['track'])
        assert.deepEqual(
          [row['track_enrolments'], row['track_enrolments_active'], row['track_enrolments_completed']],
          [own.length, count(own, ({ active }) => active), count(own, ({ completed }) => completed)],
          String(row['track_name']),
        )
      }
      const names = new Map(table.answer.rows.map((row) => [row['track'], row['track_name']]))
      assert.equal(names.get(1), 'Track 0 (version 1, archived)')
      assert.equal(names.get(2), 'Track version 2 (version 2)')
      assert.equal(names.get(7), 'Unknown track version 7')
    })

    test('every enrolment is in one step of progress, custom and standard tracks apart', async () => {
      const all = await enrolments()
      const { progress, kinds } = await listOf(everybody)
      for (const row of progress) {
        assert.equal(
          row['enrolments'],
          count(all, (one) => bandOf(one.progress) === row['position']),
          String(row['band']),
        )
      }
      for (const row of kinds) {
        const own = all.filter(({ kind }) => kind === row['kind'])
        const expected = count(own, (one) => bandOf(one.progress) === row['position'])
        assert.deepEqual([row['enrolments'], row['share']], [expected, expected / own.length])
      }
      assert.deepEqual([...new Set(kinds.map(({ kind }) => kind))], ['custom', 'standard', 'unknown'])
    })

    test('contents stand in the order of the version, with all who started and completed them', async () => {
      const all = await enrolments()
      for (const id of ['1', '2', '3', '6']) {
        const own = new Set(all.filter(({ track }) => String(track) === id).map(({ user }) => user))
        const work = await raw<{ user: string; content: string; completed: boolean }>(`
          select user_id as user, content_id as content, count(completed_at) > 0 as completed from datacamp.track_content_fact
          where track_version_id = ${id} and content_id <> 'project_-1' and (started_at is not null or completed_at is not null)
          group by 1, 2`)
        const page = await trackOf(everybody, id)
        assert.ok(page && page.contents.length >= 3)
        for (const row of page.contents) {
          const touched = work.filter(({ user, content }) => own.has(user) && content === row['step'])
          assert.deepEqual(
            [row['begun'], row['reached'], row['completed']],
            [own.size, touched.length, count(touched, ({ completed }) => completed)],
            `${row['step']} of ${id}`,
          )
        }
      }
      const steps = async (id: string, name: string) =>
        (await trackOf(everybody, id))?.contents.map((row: AnalysisRow) => row[name])
      assert.deepEqual((await steps('1', 'step'))?.slice(0, 3), ['course_2', 'project_1', 'course_99'])
      assert.deepEqual((await steps('1', 'is_listed'))?.slice(0, 3), [true, true, true])
      assert.equal((await steps('1', 'step_name'))?.[0], 'Second course')
      assert.ok((await steps('6', 'is_listed'))?.every((listed) => listed === false))
    })

    test('the page about a version shows the numbers of its row, and its teams’ totals are the same', async () => {
      const { table } = await listOf(everybody)
      for (const row of table.answer.rows) {
        const page = await trackOf(everybody, String(row['track']))
        assert.ok(page)
        const figures: Readonly<Record<string, unknown>> = page.figures.totals
        const totals = page.table.answer.totals as Readonly<Record<string, unknown>>
        for (const name of reportOf('track').table.metrics) {
          assert.equal(totals[name], row[name], `${name} of ${row['track_name']} by team`)
          if (name in figures) assert.equal(figures[name], row[name], `${name} of ${row['track_name']}`)
        }
      }
    })

    test('people stand by progress, and the download of them has all and is refused to whoever sees aggregates only', async () => {
      const own = (await enrolments()).filter(({ track }) => track === 1)
      const page = await trackOf(everybody, '1')
      const shown = page?.people?.rows.map(({ track_progress: progress }) => progress)
      const people = new Set(own.map(({ who, day }) => `${who} ${day}`)).size
      assert.equal(page?.people?.rowCount, people)
      assert.deepEqual(
        shown,
        [...(shown ?? [])].sort((one, other) => Number(other) - Number(one)),
      )
      const all = (scope: Scope) =>
        as(scope, (reader) => {
          const search = address({ track: '1' })
          return readTable(reader, readQuestion(reportOf('track-people'), search, { alsoKnown: [], asOf: reader.asOf }))
        })
      assert.equal((await all(everybody)).answer.rowCount, people)
      await assert.rejects(all(aggregatesOnly), NotForThisReader)
    })

    test('a manager gets the own teams only: enrolments on days in them, and people of them', async () => {
      const isMember = await membersOf(database.pool, 12)
      const own = (await enrolments()).filter(({ who, day }) => isMember(who, day))
      const { figures, table } = await listOf(ownTeams(12))
      assert.ok(own.length > 3)
      assert.equal(figures.totals.track_enrolments, own.length)
      for (const { track, track_enrolments: enrolled } of table.answer.rows) {
        const expected = own.filter((one) => one.track === track)
        assert.equal(enrolled, expected.length)
        const page = await trackOf(ownTeams(12), String(track))
        assert.equal(page?.people?.rows.length, new Set(expected.map(({ who, day }) => `${who} ${day}`)).size)
        assert.deepEqual([...new Set(page?.table.answer.rows.map(({ team }) => team))], [12])
        assert.ok(page?.contents.every(({ begun }) => begun === expected.length))
      }
    })

    test('to a manager a version that nobody of the own teams enrolled in while in them does not exist', async () => {
      const completions = await raw<{ who: string; track: number; day: string }>(
        'select oracle.person_of(user_id) as who, track_version_id::int as track, completed_at::date::text as day from datacamp.track_fact where completed_at is not null',
      )
      const taken = [...(await enrolments({ ever: true })), ...completions]
      let [seen, unseen] = [0, 0]
      await database.pool.query(`insert into datacamp.track_dim (track_version_id, track_id, title)
        select 4711, track_id, 'Secret' from datacamp.track_dim where track_version_id = 1`)
      for (const team of [11, 12, 13, 14, 15]) {
        const isMember = await membersOf(database.pool, team)
        const own = new Set(taken.filter(({ who, day }) => isMember(who, day)).map(({ track }) => String(track)))
        for (const id of ['1', '2', '3', '4', '5', '6', '7', '4711']) {
          const page = await trackOf(ownTeams(team), id)
          assert.equal(page !== null, own.has(id), `version ${id} and team ${team}`)
          assert.ok(page?.others.every((other) => own.has(other.id)) ?? true, `others than ${id} for team ${team}`)
          if (page === null) unseen += 1
          else seen += 1
        }
      }
      assert.ok(seen > 5 && unseen > 5)
      assert.equal((await trackOf(everybody, '4711'))?.track.title, 'Secret')
      await database.pool.query('delete from datacamp.track_dim where track_version_id = 4711')
    })

    test('whoever sees aggregates only gets no names, and no number of fewer than five people', async () => {
      const all = await enrolments()
      const people = (rows: readonly Enrolment[]) => new Set(rows.map(({ who }) => who)).size
      const { progress, kinds } = await listOf(aggregatesOnly, address({ from: addDays(period.to, -40) }))
      const late = all.filter(({ day }) => day >= addDays(period.to, -40))
      const hidden = [...progress, ...kinds].filter(({ suppressed }) => suppressed)
      assert.ok(hidden.length > 0)
      for (const row of [...progress, ...kinds]) {
        const behind = late.filter(
          (one) => bandOf(one.progress) === row['position'] && ['all', one.kind].includes(String(row['kind'])),
        )
        if (typeof row['enrolments'] === 'number' && row['enrolments'] > 0) assert.ok(people(behind) >= 5)
      }
      const page = await trackOf(aggregatesOnly, '1')
      assert.equal(page?.people, null)
      for (const row of page?.contents ?? []) {
        if (typeof row['completed'] === 'number') assert.ok(row['completed'] === 0 || row['completed'] >= 5)
      }
    })

    test('a version that facts alone know has a page, and one that nobody knows has none', async () => {
      const page = await trackOf(everybody, '7')
      assert.deepEqual([page?.track.title, page?.track.isDescribed], ['Unknown track version 7', false])
      const known = await trackOf(everybody, '1')
      assert.equal(known?.track.archivedOn, mirrorsFrom)
      assert.deepEqual(
        known.others.map(({ id, isArchived }) => [id, isArchived]),
        ['2', '3', '4', '5'].map((id) => [id, false]),
      )
      for (const unknown of ['777', '-1', 'one', '1/2', '01']) {
        assert.equal(await trackOf(everybody, unknown), null, unknown)
      }
    })
  })
})
