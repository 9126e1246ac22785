/** The pages Paths and Path against plain loops over the raw rows, where students enrol in a path again and again. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { skilljarEvents, type SkilljarEvents } from '@/lib/testing/skilljar-oracle'
import type { SkilljarEvent } from '@/lib/testing/skilljar-event'
import type { RawTables } from '@/lib/testing/skilljar-rows'
import { wholePage } from '@/lib/testing/whole-page'
import { readQuestion } from './question'
import { pathCards, readPath } from './read-path'
import { pathsCards, readDivision, readPaths } from './read-paths'
import { reportOf } from './reports'

const loaded = addDays(mirrorsFrom, mirrorsDays - 20)
const asOf = { datacamp: `${loaded}T12:00:00.000Z`, skilljar: `${loaded}T12:00:00.000Z` }
const period = { from: addDays(mirrorsFrom, 3), to: loaded }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase
let raw: RawTables

const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, asOf)
const listOf = (scope: Scope, search = address()) =>
  as(scope, (reader) =>
    wholePage(reader, readQuestion(reportOf('paths'), search, { alsoKnown: ['by'], asOf }), readPaths, pathsCards),
  )
const pathOf = (scope: Scope, id: string, search = address()) =>
  as(scope, async (reader) => {
    const fixed = { where: { content: [`skilljar/path/${id}`] } }
    const question = readQuestion(reportOf('path'), search, { alsoKnown: [], asOf, fixed })
    const start = await readPath(reader, question)
    return start && wholePage(reader, question, async () => start, pathCards)
  })

/** By the window: they take longer to find than to count. */
const known = new Map<number, SkilljarEvents>()
function events(windowDays: number): SkilljarEvents {
  const found = known.get(windowDays) ?? skilljarEvents(raw, { asOf: `${loaded}T12:00:00`, to: period.to, windowDays })
  known.set(windowDays, found)
  return found
}
const inPeriod = ({ day }: SkilljarEvent) => period.from <= day && day <= period.to
const of = (metric: string, which: (event: SkilljarEvent) => boolean = () => true, windowDays = 30) =>
  (events(windowDays)[metric] ?? []).filter((event) => inPeriod(event) && which(event))

describe('Paths', () => {
  after(() => database?.drop())

  test('before anything was loaded both pages have nothing to show, and no path exists', async () => {
    const empty = await testDatabase()
    const before = database
    database = empty
    const list = await listOf(everybody)
    assert.deepEqual(
      [
        list.table.answer.rows,
        list.progress,
        list.paths,
        list.divided,
        list.ending,
        list.cohorts.map(({ rows }) => rows),
      ],
      [[], [], [], [], [], [[], [], []]],
    )
    assert.equal(list.figures.totals.path_enrolments, 0)
    assert.equal(await pathOf(everybody, 'P0'), null)
    database = before
    await empty.drop()
  })

  describe('with data', () => {
    before(async () => {
      ;({ database, raw } = await skilljarDatabase(61))
    })

    test('every path stands in the table with each student once, however often they enrolled', async () => {
      const { table, figures } = await listOf(everybody)
      const all = of('path_enrolments')
      assert.ok(all.length < raw.published_path_enrollment.length)
      assert.deepEqual(
        table.answer.rows.map(({ content }) => content).toSorted(),
        [...new Set([...all, ...of('path_access_ending')].map(({ content }) => content))].toSorted(),
      )
      for (const name of [
        'path_enrolments',
        'path_enrolments_active',
        'path_enrolments_completed',
        'path_access_ending',
      ]) {
        for (const row of table.answer.rows) {
          assert.equal(row[name as 'content'], of(name, ({ content }) => content === row['content']).length, name)
        }
        const totals = table.answer.totals as unknown as Readonly<Record<string, unknown>>
        assert.equal(totals[name], of(name).length, name)
      }
      assert.equal(figures.totals.path_enrolments, all.length)
      assert.equal(figures.totals.path_completions, of('path_completions').length)
    })

    test('each month of enrolment is measured after 30, 60 and 90 days, and only once it is that old', async () => {
      const { cohorts } = await listOf(everybody)
      assert.deepEqual(
        cohorts.map(({ windowDays }) => windowDays),
        [30, 60, 90],
      )
      let seen = 0
      for (const { windowDays, rows } of cohorts) {
        for (const row of rows) {
          const within = ({ day }: SkilljarEvent) => `${day.slice(0, 7)}-01` === row.month
          const expected = [
            of('path_enrolments_completed_in_time', within, windowDays).length,
            of('path_enrolments_mature', within, windowDays).length,
          ]
          assert.deepEqual([row.path_completion_rate_numerator, row.path_completion_rate_denominator], expected)
          if (expected[1] === 0) assert.equal(row.path_completion_rate, null)
          else seen += 1
        }
      }
      assert.ok(seen > 3)
    })

    for (const by of ['domain', 'tag', 'student_group'] as const) {
      test(`rates are told apart by ${by}, and whoever is in two of them is in both`, async () => {
        const { division, divided } = await listOf(everybody, address({ by }))
        assert.equal(division, by)
        assert.ok(divided.length > 1)
        for (const { key, enrolments, of: denominator } of divided) {
          const own = (event: SkilljarEvent) => event[by].includes(key)
          assert.equal(enrolments, of('path_enrolments', own).length, `${by} ${key}`)
          assert.equal(denominator, of('path_enrolments_mature', own).length, `${by} ${key}`)
        }
      })
    }

    test('a way of telling apart that nobody knows is refused', () => {
      assert.equal(readDivision(new URLSearchParams()), 'domain')
      assert.throws(() => readDivision(new URLSearchParams('by=planet')), InvalidFilter)
    })

    test('access that ends is counted once per student and path, in the band of its last end', async () => {
      const { ending, endingInAll } = await listOf(everybody)
      for (const [place, days] of [30, 60, 90].entries()) {
        for (const { key, bands } of ending) {
          const own = of(`path_access_ending_${days}`, ({ content }) => content === key)
          assert.equal(bands[place], own.length, `${key} within ${days}`)
        }
      }
      const sum = (numbers: readonly (number | null)[]) =>
        numbers.reduce<number>((all, number) => all + Number(number), 0)
      assert.ok(Number(endingInAll) > 0)
      assert.equal(endingInAll, sum(ending.flatMap(({ bands }) => bands)))
      const page = await pathOf(everybody, 'P0')
      const [row] = ending.filter(({ key }) => key === 'skilljar/path/P0')
      assert.ok(row?.all)
      assert.equal(sum(page?.ending.map(({ all }) => all) ?? []), row.all, 'by domain')
      const earlier = await listOf(everybody, address({ from: mirrorsFrom, to: addDays(mirrorsFrom, 9) }))
      assert.equal(earlier.endingInAll, endingInAll, 'whatever the period')
    })

    test('the page about a path shows the numbers of its row, and its teams’ totals are the same', async () => {
      const { table } = await listOf(everybody)
      for (const row of table.answer.rows.filter(({ content }) => content !== 'skilljar/path/')) {
        const id = String(row['content']).split('/')[2] ?? ''
        const page = await pathOf(everybody, id)
        assert.ok(page, id)
        const figures: Readonly<Record<string, unknown>> = page.figures.totals
        const totals = page.table.answer.totals as Readonly<Record<string, unknown>>
        for (const name of reportOf('path').table.metrics) {
          assert.equal(totals[name], row[name], `${name} of ${id} by team`)
          if (name in figures) assert.equal(figures[name], row[name], `${name} of ${id}`)
        }
        assert.ok(page.items.every(({ begun }) => begun === row['path_enrolments']))
        assert.equal(page.items.length, row['path_enrolments'] === 0 ? 0 : page.described.items)
        assert.equal(new Set(page.publications.map(({ domain }) => domain)).size, page.described.domains)
        assert.ok(page.stuck?.every(({ path }) => path === id))
      }
    })

    test('courses of a path stand in its order under their own names', async () => {
      const page = await pathOf(everybody, 'P1')
      const items = raw.path_item
        .filter(({ path_id }) => path_id === 'P1')
        .toSorted(
          (one, other) => Number(one.order) - Number(other.order) || (one.path_item_id < other.path_item_id ? -1 : 1),
        )
      assert.deepEqual(
        page?.items.map(({ step_name }) => step_name),
        items.map(
          ({ course_id }) =>
            raw.course.find((course) => course.course_id === course_id)?.title ?? `Unknown course ${course_id}`,
        ),
      )
    })

    test('a manager gets the own teams only: enrolments on days in them, and stuck people of them', async () => {
      const { rows: members } = await database.pool.query(
        `select person_key, joined::text, "left"::text, joined <= $1 and $1 < "left" as is_now
         from mart.person_team join mart.person using (person_id) where team_id = 12`,
        [loaded],
      )
      const isMember = ({ person, day }: SkilljarEvent) =>
        members.some(
          (row) =>
            row.person_key === person &&
            (row.joined === '-infinity' || row.joined <= day) &&
            (row.left === 'infinity' || day < row.left),
        )
      const { table, figures } = await listOf(ownTeams(12))
      assert.ok(of('path_enrolments', isMember).length > 0)
      assert.equal(figures.totals.path_enrolments, of('path_enrolments', isMember).length)
      for (const row of table.answer.rows) {
        const own = of('path_enrolments', (event) => isMember(event) && event.content === row['content'])
        assert.equal(row['path_enrolments'], own.length)
      }
      const { rows: people } = await database.pool.query('select person_id, person_key from mart.person')
      const keys = new Map(people.map((row) => [Number(row.person_id), row.person_key]))
      const now = new Set(members.filter(({ is_now }) => is_now).map(({ person_key }) => person_key))
      for (const id of ['P0', 'P1', 'P2']) {
        const page = await pathOf(ownTeams(12), id)
        for (const row of page?.stuck ?? []) assert.ok(now.has(keys.get(Number(row['person']))))
        assert.ok(page?.table.answer.rows.every(({ team }) => team === 12))
      }
    })

    test('whoever sees aggregates only gets no names, and no number of fewer than five people', async () => {
      const people = (list: readonly SkilljarEvent[]) => new Set(list.map(({ person }) => person)).size
      const { table, ending } = await listOf(aggregatesOnly)
      for (const row of table.answer.rows) {
        const own = of('path_enrolments', ({ content }) => content === row['content'])
        if (typeof row['path_enrolments'] === 'number' && row['path_enrolments'] > 0) assert.ok(people(own) >= 5)
      }
      for (const { key, bands } of ending) {
        const own = of('path_access_ending_30', ({ content }) => content === key)
        if ((bands[0] ?? 0) > 0) assert.ok(people(own) >= 5)
      }
      const page = await pathOf(aggregatesOnly, 'P0')
      assert.equal(page?.stuck, null)
      for (const row of page?.publications ?? []) {
        if (typeof row['enrolments'] === 'number') assert.ok(row['enrolments'] === 0 || row['enrolments'] >= 5)
      }
    })

    test('a path that nobody knows has no page, and one that progress alone knows only for those who see everybody’s', async () => {
      await database.pool.query(
        `insert into skilljar.student_path_progress (student_path_progress_id, student_id, path_id) values ('alone', 's0', 'P7')`,
      )
      assert.equal((await pathOf(everybody, 'P7'))?.described.title, 'Unknown path P7')
      assert.equal(await pathOf(ownTeams(12), 'P7'), null)
      for (const unknown of ['P99', '', 'P0/x', "P0'"]) assert.equal(await pathOf(everybody, unknown), null, unknown)
      assert.equal((await pathOf(everybody, 'P0'))?.described.title, 'Path 0')
    })
  })
})
