/** The pages Courses and Course against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays } from '@/lib/filters/days'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { fillDatacampMirrors } from '@/lib/testing/datacamp-database'
import { inTeam } from '@/lib/testing/oracle'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { readQuestion } from './question'
import { courseCards, readCourse } from './read-course'
import { coursesCards, readCourses } from './read-courses'
import { reportOf } from './reports'

/** Late enough for some to be quiet. */
const today = addDays(mirrorsFrom, mirrorsDays + 8)
const asOf = { datacamp: `${today}T12:00:00.000Z`, skilljar: null }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays + 8) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase

async function listOf(reader: ScopedReader, search = address()) {
  const question = readQuestion(reportOf('courses'), search, { alsoKnown: [], asOf: reader.asOf })
  const { lines } = await coursesCards.technologies(reader, question)
  const { top, stalled } = await coursesCards.contents(reader, question)
  return {
    ...(await readCourses(reader, question)),
    lines,
    top,
    stalled,
    days: (await coursesCards.days(reader, question)).steps,
    teams: (await coursesCards.teams(reader, question)).top,
    effort: await coursesCards.effort(reader, question),
    table: await coursesCards.table(reader, question),
  }
}

async function courseOf(reader: ScopedReader, id: string) {
  const fixed = { where: { content: [`datacamp/course/${id}`] } }
  const question = readQuestion(reportOf('course'), address(), { alsoKnown: [], asOf: reader.asOf, fixed })
  const start = await readCourse(reader, question)
  if (start === null) return null
  const { total, people } = await courseCards.stuck(reader, question)
  return {
    ...start,
    lines: await courseCards.lines(reader, question),
    stuckInAll: total,
    stuck: people,
    chapters: await courseCards.chapters(reader, question),
    exercises: await courseCards.exercises(reader, question),
    table: await courseCards.table(reader, question),
  }
}

const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, asOf)

describe('Courses', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded both pages have nothing to show, and no course exists', async () => {
    const list = await as(everybody, (reader) => listOf(reader))
    assert.deepEqual([list.table.answer.rows, list.lines, list.days, list.effort], [[], [], [], []])
    assert.deepEqual([list.top, list.stalled, list.teams], [[], [], []])
    assert.equal(list.figures.totals.course_starts, 0)
    assert.equal(await as(everybody, (reader) => courseOf(reader, '1')), null)
  })

  describe('with data', () => {
    before(async () => {
      await fillDatacampMirrors(database.pool, 31)
    })

    const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
    const inPeriod = (moment: string) => `(${moment}::date between '${period.from}' and '${period.to}')`
    const oldEnough = `${inPeriod('started')} and started + interval '30 days' <= timestamp '${asOf.datacamp.slice(0, 19)}'`
    const person = `coalesce((select person from oracle.account a where a.source = 'datacamp' and a.id = learner), 'datacamp ' || learner)`
    const pairs = `(select *, ${person} as who from oracle.pair where source = 'datacamp') as pair`

    interface Expected {
      id: string
      starts: number
      /** Behind the median. */
      done: number
      people: number
      completions: number
      old: number
      in_time: number
      stalled: number
      median: number | null
    }
    const expected = (where = 'true') =>
      raw<Expected>(`
        select content_id as id, count(*) filter (where ${inPeriod('started')})::int as starts,
          count(distinct who) filter (where ${inPeriod('started')})::int as people,
          count(*) filter (where ${inPeriod('started')} and completed >= started)::int as done,
          count(*) filter (where ${inPeriod('completed')})::int as completions, count(*) filter (where ${oldEnough})::int as old,
          count(*) filter (where ${oldEnough} and completed <= started + interval '30 days')::int as in_time,
          count(*) filter (where ${oldEnough} and completed is null)::int as stalled,
          (percentile_cont(0.5) within group (order by extract(epoch from completed - started) / 86400)
            filter (where ${inPeriod('started')} and completed >= started))::float8 as median
        from ${pairs} where ${where} group by 1`)

    test('every course stands in the table with what the mirrors say of it', async () => {
      const { table } = await as(everybody, (reader) => listOf(reader))
      const rows = new Map(table.answer.rows.map((row) => [row['content'], row]))
      const known = await expected()
      assert.ok(known.length > 6)
      assert.ok(known.some(({ done, completions }) => done > 0 && done !== completions))
      for (const { id, starts, done, completions, old, in_time, median } of known) {
        const row = rows.get(`datacamp/course/${id}`)
        assert.deepEqual(
          [
            row?.['course_starts'],
            row?.['course_completions'],
            row?.['course_starts_completed'],
            row?.['course_completion_rate_denominator'],
            row?.['course_completion_rate_numerator'],
          ],
          [starts, completions, done, old, in_time],
          `course ${id}`,
        )
        const days = row?.['course_time_to_complete']
        if (median === null) assert.equal(days, null)
        else
          assert.ok(typeof days === 'number' && Math.abs(days - median) < 1e-6, `course ${id}: ${days}, not ${median}`)
      }
    })

    test('the median of completed courses stands beside the one with those still open, which are never sooner', async () => {
      const known = await expected()
      const { totals, survival } = await as(everybody, (reader) => {
        const question = readQuestion(reportOf('courses'), address(), { alsoKnown: [], asOf: reader.asOf })
        return coursesCards.days(reader, question)
      })
      assert.equal(
        survival?.['completed'],
        known.reduce((sum, { done }) => sum + done, 0),
      )
      assert.ok(Number(survival?.['open']) > 0)
      const [completed, withOpen] = [totals.course_time_to_complete, survival?.['median']]
      assert.ok(completed !== null && (withOpen === null || Number(withOpen) >= completed))
    })

    test('narrowed to people in no team, the page ranks no team', async () => {
      const all = await as(everybody, (reader) => listOf(reader))
      const none = await as(everybody, (reader) => listOf(reader, address({ team: 'none' })))
      assert.ok(all.teams.length > 0)
      assert.deepEqual(none.teams, [])
    })

    test('the page about a course shows the numbers of its row, and its teams’ totals are the same', async () => {
      const { table } = await as(everybody, (reader) => listOf(reader))
      for (const row of table.answer.rows.filter(({ content }) => content !== 'deleted')) {
        const course = await as(everybody, (reader) => courseOf(reader, String(row['content']).split('/')[2] ?? ''))
        assert.ok(course)
        const figures: Readonly<Record<string, unknown>> = course.figures.totals
        const totals = course.table.answer.totals as Readonly<Record<string, unknown>>
        for (const name of reportOf('course').table.metrics) {
          assert.equal(totals[name], row[name], `${name} of ${row['content']} by team`)
          if (name in figures) assert.equal(figures[name], row[name], `${name} of ${row['content']}`)
        }
        assert.equal(course.course.title, row['content_name'])
      }
    })

    test('a course stalls where five starts are old enough and half of them are open, the most open first', async () => {
      const { stalled } = await as(everybody, (reader) => listOf(reader))
      const stuck = (await expected()).filter(({ old, stalled: open }) => old >= 5 && open >= old / 2)
      assert.ok(stuck.length > 1)
      assert.deepEqual(
        stalled.map((row) => [row.course_stalled_share_numerator, row.course_stalled_share_denominator]),
        stuck
          .sort((one, other) => other.stalled - one.stalled || other.stalled / other.old - one.stalled / one.old)
          .slice(0, stalled.length)
          .map(({ stalled: open, old }) => [open, old]),
      )
    })

    test('chapters and exercises of a course are those of the people who started it in the period', async () => {
      const course = await as(everybody, (reader) => courseOf(reader, '1'))
      const [starts = 0] = (await expected()).filter(({ id }) => id === '1').map((row) => row.starts)
      assert.ok(starts > 0 && (course?.chapters.length ?? 0) > 1)
      for (const { begun } of course?.chapters ?? []) assert.equal(begun, starts)
      const known = await raw<{ exercise: string; started: number }>(`
        select exercise_id::text as exercise, count(*)::int as started from (
          select user_id, exercise_id, min(started_at) as started from datacamp.exercise_fact join datacamp.exercise_dim d using (exercise_id)
          where d.course_slug = 'course-1' and exercise_id <> -1 group by 1, 2) as pair
        where ${inPeriod('started')} group by 1`)
      assert.ok(known.length > 3)
      const shown = new Map(course?.exercises.map(({ exercise, started }) => [exercise, started]))
      assert.deepEqual(
        shown,
        new Map(known.map(({ exercise, started }) => [exercise, started]).sort() as [string, number][]),
      )
    })

    test('stuck in a course is who has it open and learned nothing anywhere for 14 days', async () => {
      let seen = 0
      for (const { id } of await expected()) {
        const open = await raw<{ name: string | null; is_quiet: boolean }>(`
          select distinct on (who) who as name, coalesce((
            select max(day) from oracle.learning l left join oracle.account a on a.source = l.source and a.id = l.learner
            where evidence and coalesce(a.person, l.source || ' ' || l.learner) = who and day <= '${today}'), '-infinity')
              <= date '${today}' - 14 as is_quiet
          from ${pairs} where content_id = '${id}' and started::date <= '${today}' and completed is null`)
        const course = await as(everybody, (reader) => courseOf(reader, id))
        const quiet = open.filter(({ is_quiet }) => is_quiet)
        assert.deepEqual(
          [course?.stuckInAll?.['people'], course?.stuckInAll?.['at_risk']],
          [open.length, quiet.length],
          id,
        )
        assert.equal(course?.stuck?.length, Math.min(20, quiet.length))
        seen += quiet.length
      }
      assert.ok(seen > 5)
    })

    test('a manager gets the own teams only: starts on days in them, rows of them, stuck people of them', async () => {
      const member = inTeam(12, 'who', 'started::date')
      const known = (await expected(member)).filter(({ starts }) => starts > 0)
      const { table } = await as(ownTeams(12), (reader) => listOf(reader))
      assert.ok(known.length > 2)
      const names = await raw<{ id: number }>(
        `select person_id as id from mart.person_team where team_id = 12 and joined <= '${today}' and '${today}' < "left"`,
      )
      const own = new Set(names.map((row) => Number(row.id)))
      let stuck = 0
      for (const { id, starts } of known) {
        const row = table.answer.rows.find(({ content }) => content === `datacamp/course/${id}`)
        assert.equal(row?.['course_starts'], starts, `course ${id}`)
        const course = await as(ownTeams(12), (reader) => courseOf(reader, id))
        assert.deepEqual([...new Set(course?.table.answer.rows.map(({ team }) => team))], [12])
        for (const row of course?.stuck ?? [])
          assert.ok(own.has(Number(row['person'])), `${row['name']} is in it today`)
        stuck += course?.stuck?.length ?? 0
      }
      assert.ok(stuck > 0)
    })

    test('to a manager a course that nobody of the own teams took while in them does not exist', async () => {
      const mine = await raw<{ id: string }>(`
        select distinct content_id as id from (
          select who, content_id, started::date as day from ${pairs} union all select who, content_id, completed::date from ${pairs}
          union all
          select coalesce((select person from oracle.account a where a.source = 'datacamp' and a.id = l.learner), 'datacamp ' || l.learner), content_id, day
          from oracle.learning l where source = 'datacamp' and content_type = 'course' and content_id <> '-1') as taken
        where day is not null and ${inTeam(15, 'who', 'day')}`)
      const own = new Set(mine.map(({ id }) => id))
      const all = await raw<{ id: string }>(
        'select course_id::text as id from datacamp.course_dim where course_id <> -1',
      )
      for (const { id } of all) {
        const course = await as(ownTeams(15), (reader) => courseOf(reader, id))
        assert.equal(course !== null, own.has(id), `course ${id}`)
      }
      await database.pool.query(`insert into datacamp.course_dim (course_id, title) values (4711, 'Secret')`)
      assert.equal(await as(ownTeams(15), (reader) => courseOf(reader, '4711')), null)
      assert.equal((await as(everybody, (reader) => courseOf(reader, '4711')))?.course.title, 'Secret')
    })

    test('whoever sees aggregates only gets no names, and no count of starts by fewer than five people', async () => {
      const { table, teams, top } = await as(aggregatesOnly, (reader) => listOf(reader, address({ team: '12' })))
      assert.ok([...teams, ...top].every(({ course_completions }) => course_completions !== 0))
      const rows = table.answer.rows.filter(({ course_starts }) => course_starts !== 0)
      assert.ok(rows.length > 0)
      const member = inTeam(12, 'who', 'started::date')
      const people = new Map((await expected(member)).map((row) => [`datacamp/course/${row.id}`, row.people]))
      for (const row of rows) {
        if (typeof row['course_starts'] === 'number') assert.ok((people.get(String(row['content'])) ?? 0) >= 5)
      }
      assert.ok(rows.some(({ course_starts }) => course_starts === null))
      const course = await as(aggregatesOnly, (reader) => courseOf(reader, '1'))
      assert.equal(course?.stuck, null)
    })

    test('a course that facts alone know has a page, and one that nobody knows has none', async () => {
      const [{ id } = { id: '' }] = await raw<{ id: string }>(
        `select content_id as id from oracle.pair where source = 'datacamp' and content_id::bigint not in (select course_id from datacamp.course_dim) limit 1`,
      )
      const course = await as(everybody, (reader) => courseOf(reader, id))
      assert.equal(course?.course.title, `Unknown course ${id}`)
      for (const unknown of ['777', '-1', 'one', '1/2', '01']) {
        assert.equal(await as(everybody, (reader) => courseOf(reader, unknown)), null, unknown)
      }
    })
  })
})
