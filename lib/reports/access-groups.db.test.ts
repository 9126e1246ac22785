/** The pages Access & groups and Student group against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishBoth } from '@/lib/testing/mirrors'
import { near } from '@/lib/testing/near'
import { fillMirrors, mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { fillSkilljar } from '@/lib/testing/random-skilljar'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { readQuestion } from './question'
import { accessGroupsCards, readAccessGroups } from './read-access-groups'
import { readStudentGroup, studentGroupCards } from './read-student-group'
import { reportOf } from './reports'

const loaded = addDays(mirrorsFrom, mirrorsDays - 10)
const asOf = { datacamp: null, skilljar: `${loaded}T12:00:00.000Z` }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase

async function pageOf(reader: ScopedReader, search = address()) {
  const question = readQuestion(reportOf('access-groups'), search, { alsoKnown: [], asOf: reader.asOf })
  const cards = accessGroupsCards
  return {
    ...(await readAccessGroups(reader, question)),
    ...(await cards.domains(reader, question)),
    ...(await cards.pools(reader, question)),
    ...(await cards.visibility(reader, question)),
    ...(await cards.series(reader, question)),
    ...(await cards.segments(reader, question)),
    ...(await cards.table(reader, question)),
  }
}

async function groupOf(reader: ScopedReader, id: string, search = address()) {
  const fixed = { where: { student_group: [id] } }
  const question = readQuestion(reportOf('student-group'), search, { alsoKnown: [], asOf: reader.asOf, fixed })
  const start = await readStudentGroup(reader, question)
  if (start === null) return null
  return {
    ...start,
    ...(await studentGroupCards.people(reader, question)),
    ...(await studentGroupCards.visible(reader, question)),
    ...(await studentGroupCards.table(reader, question)),
  }
}

const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, asOf)

describe('Access & groups', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded both pages have nothing to show, and no group exists', async () => {
    const page = await as(everybody, (reader) => pageOf(reader))
    const { states, joined, pools, rules, courses, fields, segments, table } = page
    assert.deepEqual([states.rows, joined.lines, pools, rules], [[], [], [], []])
    assert.deepEqual([courses, fields, segments, table.answer.rows], [[], [], [], []])
    assert.equal(page.figures.totals.memberships_new, 0)
    assert.equal(await as(everybody, (reader) => groupOf(reader, 'g0')), null)
  })

  describe('with data', () => {
    before(async () => {
      await fillMirrors(database.pool, 51)
      await fillSkilljar(database.pool, 52)
      await publishBoth(database.pool)
      await insertMirrorRows(database.pool, 'skilljar.student_group', [{ student_group_id: 'few', name: 'Few' }])
      await insertMirrorRows(
        database.pool,
        'skilljar.student_group_membership',
        ['s0', 's1'].map((student) => ({
          student_group_membership_id: `few ${student}`,
          student_id: student,
          student_group_id: 'few',
        })),
      )
      // Students in the same group twice.
      await database.pool
        .query(`insert into skilljar.student_group_membership (student_group_membership_id, student_id, student_group_id)
        select 'again ' || student_group_membership_id, student_id, student_group_id from skilljar.student_group_membership`)
    })

    const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
    const account = (student: string) =>
      `(select person_id from mart.identity where source = 'skilljar' and source_id = coalesce(${student}, ''))`
    const inPeriod = (moment: string) => `${moment}::date between '${period.from}' and '${period.to}'`

    interface Expected {
      group: string | null
      people: number
      seconds: number
      enrolments: number
      completions: number
    }
    /** Nobody's membership or enrolment is counted more than once: each set is distinct before it is joined. */
    const expected = (where = 'true') =>
      raw<Expected>(`
        with member as (
          select distinct ${account('student_id')} as person, student_group_id as "group" from skilljar.student_group_membership
        ), learner as (
          select distinct person_id as person from mart.identity where source = 'skilljar' and ${where}
        ), enrolled as (
          select ${account('student_id')} as person, student_id, published_course_id, min(enrolled_at) as first,
            max((select max(completed_at) from skilljar.student_course_progress p where p.student_course_progress_id = e.student_course_progress_id)) as done
          from skilljar.enrollment e group by 1, 2, 3
        ), spent as (
          select ${account('student_id')} as person, sum(greatest(0, coalesce(mart.parse_number(session_time_seconds), 0)))::float8 as seconds
          from skilljar.student_lesson_session_time_hourly where ${inPeriod('hour_starts_at')} group by 1
        )
        select member."group", count(*)::int as people, coalesce(sum(spent.seconds), 0) as seconds,
          coalesce(sum((select count(*) from enrolled where enrolled.person = learner.person and ${inPeriod('first')})), 0)::int as enrolments,
          coalesce(sum((select count(*) from enrolled where enrolled.person = learner.person and ${inPeriod('done')})), 0)::int as completions
        from learner
        left join member using (person)
        left join spent using (person)
        group by 1`)

    test('every group stands in the table with what its members did, each member once', async () => {
      const { table } = await as(everybody, (reader) => pageOf(reader))
      const known = await expected()
      assert.ok(known.length > 3)
      assert.equal(table.answer.rows.length, known.length)
      for (const { group, people, seconds, enrolments, completions } of known) {
        const row = table.answer.rows.find((found) => found['student_group'] === group)
        assert.deepEqual(
          [row?.['skilljar_people'], row?.['enrolments'], row?.['sj_course_completions']],
          [people, enrolments, completions],
          `group ${group}`,
        )
        near(row?.['learning_hours'], seconds / 3600, `hours of ${group}`, 1e-5)
      }
      const sum = known.reduce((total, { people }) => total + people, 0)
      assert.ok(sum > Number(table.answer.totals['skilljar_people']), 'somebody is in two groups')
    })

    test('the page about a group says what its row says, lists each member once, and every page and course once', async () => {
      const { table } = await as(everybody, (reader) => pageOf(reader))
      const [things] = await raw<{ n: number }>(
        `select (select count(*) from skilljar.catalog_page)::int + (select count(*) from skilljar.published_course)::int as n`,
      )
      for (const id of ['g0', 'g1', 'g2']) {
        const row = table.answer.rows.find((found) => found['student_group'] === id)
        const group = await as(everybody, (reader) => groupOf(reader, id))
        assert.ok(row && group)
        assert.equal(group.members, row['skilljar_people'])
        for (const name of ['learning_hours', 'enrolments', 'sj_course_completions', 'active_learners'] as const)
          assert.equal(group.figures.totals[name], row[name], `${name} of ${id}`)
        assert.equal(group.people?.rowCount, group.members)
        assert.equal(group.counted.things, things?.n)
        assert.equal(group.things.length, Math.min(15, things?.n ?? 0))
        assert.ok(group.things.every((thing) => thing['group'] === id))
      }
      assert.equal(await as(everybody, (reader) => groupOf(reader, 'g3')), null)
    })

    test('the filters of the page reach its cards: one domain is one domain everywhere', async () => {
      const page = await as(everybody, (reader) => pageOf(reader, address({ domain: 'd1' })))
      assert.deepEqual([...new Set(page.states.rows.map(({ domain }) => domain))], ['d1'])
      assert.ok(page.pools.every(({ domain }) => domain === 'd1') && page.pools.length > 0)
      assert.ok(page.rules.every(({ domain }) => domain === 'd1') && page.rules.length > 0)
      assert.ok(page.fields.every(({ domain }) => domain === 'd1'))
    })

    test('a manager sees the members of the own teams alone, and the rules and pools of everybody', async () => {
      const [all, own] = await Promise.all(
        [everybody, ownTeams(11)].map((scope) => as(scope, (reader) => pageOf(reader))),
      )
      assert.ok(all && own)
      const people = (page: typeof all) => Number(page.table.answer.totals['skilljar_people'])
      const [team] = await raw<{ n: number }>(`
        select count(distinct person_id)::int as n from mart.person_team join mart.identity using (person_id)
        where source = 'skilljar' and team_id = 11 and joined <= '${period.to}' and '${period.to}' < "left"`)
      assert.equal(people(own), team?.n)
      assert.ok(people(own) > 0 && people(own) < people(all))
      assert.deepEqual([own.rules, own.pools], [all.rules, all.pools])
      const group = await as(ownTeams(11), (reader) => groupOf(reader, 'g0'))
      const members = await raw<{ id: number }>(`
        select distinct person_id::int as id from mart.person_team join mart.identity using (person_id)
        join skilljar.student_group_membership on student_id = source_id and student_group_id = 'g0'
        where source = 'skilljar' and team_id = 11 and joined <= '${period.to}' and '${period.to}' < "left"`)
      assert.ok(members.length > 0)
      assert.equal(group?.people?.rowCount, members.length)
      assert.ok(group.people.rows.every(({ person }) => members.some(({ id }) => id === person)))
    })

    test('readers of aggregates see no names and no number of fewer than five people', async () => {
      const group = await as(aggregatesOnly, (reader) => groupOf(reader, 'g0'))
      assert.equal(group?.people, null)
      const { table, states, segments } = await as(aggregatesOnly, (reader) => pageOf(reader))
      const few = table.answer.rows.find((row) => row['student_group'] === 'few')
      assert.ok(few !== undefined && few['skilljar_people'] === null, 'a group of two')
      for (const row of table.answer.rows)
        for (const count of [row['skilljar_people'], row['active_learners']])
          assert.ok(count === null || count === 0 || Number(count) >= 5, `${count} people`)
      for (const { memberships_active: active, memberships_ended: ended } of states.rows)
        for (const count of [active, ended])
          assert.ok(count === null || count === 0 || count >= 5, `${count} memberships`)
      for (const { people } of segments) assert.ok(people === null || Number(people) >= 5)
    })
  })
})
