/** The pages about Skilljar's courses and one of them, against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { readQuestion } from './question'
import { readSkilljarCourse, skilljarCourseCards } from './read-skilljar-course'
import { readSkilljarCourses, skilljarCoursesCards } from './read-skilljar-courses'
import { reportOf } from './reports'
import { learnersParam } from './skilljar-learner-state'

const today = addDays(mirrorsFrom, mirrorsDays - 10)
const asOf = { datacamp: `${today}T12:00:00.000Z`, skilljar: `${today}T12:00:00.000Z` }
const period = { from: addDays(mirrorsFrom, 5), to: today }
const inPeriod = (moment: string) => `((${moment})::date between '${period.from}' and '${period.to}')`

let database: TestDatabase
const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, asOf)
const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
const address = (more: Record<string, string>) => new URLSearchParams({ ...period, compare: 'none', ...more })

/** Everything on the list. */
async function listOf(reader: ScopedReader, more: Record<string, string> = {}) {
  const question = readQuestion(reportOf('skilljar-courses'), address(more), { alsoKnown: [], asOf: reader.asOf })
  return {
    ...(await readSkilljarCourses(reader, question)),
    rates: await skilljarCoursesCards.rates(reader, question),
    progress: await skilljarCoursesCards.progress(reader, question),
    days: await skilljarCoursesCards.days(reader, question),
    curves: await skilljarCoursesCards.curves(reader, question),
    hours: await skilljarCoursesCards.hours(reader, question),
    scores: await skilljarCoursesCards.scores(reader, question),
    expiring: await skilljarCoursesCards.expiring(reader, question),
    groups: await skilljarCoursesCards.groups(reader, question),
    types: await skilljarCoursesCards.types(reader, question),
    certificates: await skilljarCoursesCards.certificates(reader, question),
    table: await skilljarCoursesCards.table(reader, question),
  }
}

/** Everything on the page about one course; null: there is none. */
async function courseOf(reader: ScopedReader, id: string, more: Record<string, string> = {}) {
  const fixed = { where: { content: [`skilljar/course/${id}`] } }
  const question = readQuestion(reportOf('skilljar-course'), address(more), {
    alsoKnown: [learnersParam],
    asOf: reader.asOf,
    fixed,
  })
  const start = await readSkilljarCourse(reader, question)
  if (start === null) return null
  return {
    ...start,
    lessons: await skilljarCourseCards.lessons(reader, question),
    types: await skilljarCourseCards.types(reader, question),
    learners: await skilljarCourseCards.learners(reader, question),
    rates: await skilljarCourseCards.rates(reader, question),
    curves: await skilljarCourseCards.curves(reader, question),
    days: await skilljarCourseCards.days(reader, question),
    hours: await skilljarCourseCards.hours(reader, question),
    expiring: await skilljarCourseCards.expiring(reader, question),
    certificates: await skilljarCourseCards.certificates(reader, question),
    table: await skilljarCourseCards.table(reader, question),
  }
}

describe('Skilljar’s courses', () => {
  test('before anything was loaded the list is empty, and no course exists', async () => {
    database = await testDatabase()
    try {
      const list = await as(everybody, (reader) => listOf(reader))
      assert.deepEqual(
        [list.table.answer.rows, list.curves, list.hours, list.scores.steps, list.types, list.days.steps],
        [[], [], [], [], [], []],
      )
      assert.deepEqual([list.groups.channel.rows, list.figures.totals.enrolments], [[], 0])
      assert.equal(await as(everybody, (reader) => courseOf(reader, 'pc1')), null)
    } finally {
      await database.drop()
    }
  })

  describe('with data', () => {
    before(async () => {
      ;({ database } = await skilljarDatabase(51))
    })
    after(() => database?.drop())

    type Counted = 'enrolled' | 'access' | 'starts' | 'completions' | 'old' | 'in_time' | 'certificates' | 'hours'
    const oldEnough = `${inPeriod('enrolled')} and enrolled + interval '30 days' <= timestamp '${asOf.skilljar.slice(0, 19)}'`
    /** Each student and published course once, however often enrolled. */
    const expected = () =>
      raw<{ id: string } & Record<Counted, number>>(`
        with pair as (
          select e.published_course_id as id, coalesce(e.student_id, '') as learner, min(e.enrolled_at) as enrolled,
            coalesce(bool_or(e.is_active), false) as access, max(p.completed_at) as completed
          from skilljar.enrollment e left join skilljar.student_course_progress p using (student_course_progress_id) group by 1, 2
        )
        select published_course_id as id,
          (select count(*) from pair where id = c.published_course_id and ${inPeriod('enrolled')})::int as enrolled,
          (select count(*) from pair where id = c.published_course_id and ${inPeriod('enrolled')} and access)::int as access,
          (select count(*) from mart.course_progress where source = 'skilljar' and course_id = c.published_course_id
            and ${inPeriod('started_at')})::int as starts,
          (select count(*) from pair where id = c.published_course_id and ${inPeriod('completed')})::int as completions,
          (select count(*) from pair where id = c.published_course_id and ${oldEnough})::int as old,
          (select count(*) from pair where id = c.published_course_id and ${oldEnough}
            and completed <= enrolled + interval '30 days')::int as in_time,
          (select count(*) from (
            select distinct on (k.certificate_id, e.student_id) e.published_course_id, k.completed_at
            from skilljar.certificate k join skilljar.enrollment e using (certificate_id)
            order by k.certificate_id, e.student_id, e.enrolled_at, e.enrollment_id collate "C") as issued
            where issued.published_course_id = c.published_course_id and ${inPeriod('completed_at')})::int as certificates,
          coalesce((select sum(mart.parse_number(session_time_seconds)) from skilljar.student_lesson_session_time_hourly h
            where h.published_course_id = c.published_course_id and ${inPeriod('hour_starts_at')}
              and mart.parse_number(session_time_seconds) > 0), 0)::float8 / 3600 as hours
        from skilljar.published_course c order by 1`)

    test('every published course stands in the table with what the mirrors say of it', async () => {
      const { table } = await as(everybody, (reader) => listOf(reader))
      const rows = new Map(table.answer.rows.map((row) => [row['published_course'], row]))
      const known = await expected()
      assert.ok(known.length > 4 && known.some(({ enrolled, access }) => access > 0 && access < enrolled))
      for (const { id, hours, ...numbers } of known) {
        const row = rows.get(id)
        assert.deepEqual(
          {
            enrolled: row?.['enrolments'],
            access: row?.['enrolments_active'],
            starts: row?.['sj_course_starts'],
            completions: row?.['sj_course_completions'],
            old: row?.['sj_course_completion_rate_denominator'],
            in_time: row?.['sj_course_completion_rate_numerator'],
            certificates: row?.['certificates_issued'],
          },
          numbers,
          id,
        )
        assert.ok(Math.abs(Number(row?.['lesson_hours']) - hours) < 1e-5, id)
      }
      assert.equal(table.answer.overlaps, false)
    })

    test('the page of a course says what its row in the list says, and its lessons, states and learners add up', async () => {
      const { table } = await as(everybody, (reader) => listOf(reader))
      for (const { id } of await expected()) {
        const page = await as(everybody, (reader) => courseOf(reader, id))
        const row = table.answer.rows.find((found) => found['published_course'] === id)
        assert.ok(page && row)
        const names = reportOf('skilljar-course').metrics
        assert.deepEqual(
          names.map((name) => page.figures.totals[name]),
          names.map((name) => row[name]),
          id,
        )
        assert.deepEqual(
          new Set(page.lessons.dropoff.map(({ whole }) => whole)),
          new Set(page.lessons.use.length ? [id] : []),
        )
        const { people, progress } = page.learners
        const { enrolments, notStarted, inProgress, completed } = progress
        assert.equal(enrolments, Number(notStarted) + Number(inProgress) + Number(completed))
        assert.equal(people?.length, Math.min(Number(enrolments), 20))
      }
      assert.equal(await as(everybody, (reader) => courseOf(reader, 'nothing')), null)
    })

    test('a lesson opened by so many in the drop-off was opened by so many in the table of lessons', async () => {
      const page = await as(everybody, (reader) => courseOf(reader, 'pc1'))
      assert.ok(page && page.lessons.dropoff.length > 2)
      assert.deepEqual(
        page.lessons.dropoff.map(({ step, reached, completed }) => [step, reached, completed]),
        page.lessons.use.map(({ lesson, opened, completed }) => [lesson, opened, completed]),
      )
    })

    test('every card can be narrowed by each filter of the page, and parts are never more than the whole', async () => {
      const all = await as(everybody, (reader) => listOf(reader))
      const chosen = {
        domain: 'd1',
        course: 'c1',
        published_course: 'pc1',
        tag: 't1',
        student_group: 'g1',
        channel: 'api',
      }
      assert.deepEqual(Object.keys(chosen), [...reportOf('skilljar-courses').filters])
      for (const [name, value] of Object.entries(chosen)) {
        const some = await as(everybody, (reader) => listOf(reader, { [name]: value }))
        const [part, whole] = [some.figures.totals, all.figures.totals]
        for (const metric of ['enrolments', 'sj_course_starts', 'sj_course_completions', 'lesson_hours'] as const)
          assert.ok(Number(part[metric]) > 0 && Number(part[metric]) < Number(whole[metric]), `${metric} by ${name}`)
        assert.equal(some.progress.enrolments, part.enrolments)
      }
      const ofApi = all.groups.channel.rows.find(({ channel }) => channel === chosen.channel)
      const { figures } = await as(everybody, (reader) => listOf(reader, { channel: chosen.channel }))
      assert.equal(figures.totals.enrolments, ofApi?.enrolments)
      for (const filter of reportOf('skilljar-course').filters)
        assert.ok(await as(everybody, (reader) => courseOf(reader, 'pc1', { [filter]: chosen[filter] })))
    })

    test('the rates of 30, 60 and 90 days each name what they divide by', async () => {
      const { rates } = await as(everybody, (reader) => listOf(reader))
      const moment = `timestamp '${asOf.skilljar.slice(0, 19)}'`
      for (const { windowDays, totals } of rates) {
        const [known] = await raw<Record<'enrolled' | 'started', number>>(`
          select (count(*) filter (where ${inPeriod('enrolled_at')} and enrolled_at + interval '${windowDays} days' <= ${moment}))::int as enrolled,
            (count(*) filter (where ${inPeriod('started_at')} and started_at + interval '${windowDays} days' <= ${moment}))::int as started
          from mart.course_progress where source = 'skilljar'`)
        assert.equal(totals.sj_course_completion_rate_denominator, known?.enrolled)
        assert.equal(totals.sj_course_completion_rate_of_started_denominator, known?.started)
      }
      assert.deepEqual(
        rates.map(({ windowDays }) => windowDays),
        [30, 60, 90],
      )
    })

    async function isTakenIn(team: number, course: string): Promise<boolean> {
      const [found] = await raw<{ taken: boolean }>(`
        select count(*) > 0 as taken
        from mart.person_team as member
        join (
          select person_id, enrolled_at::date as day from mart.course_progress where source = 'skilljar' and course_id = '${course}'
          union all select person_id, started_at::date from mart.course_progress where source = 'skilljar' and course_id = '${course}'
          union all select person_id, completed_at::date from mart.course_progress where source = 'skilljar' and course_id = '${course}'
          union all select person_id, day from mart.activity where source = 'skilljar' and content_id = '${course}'
        ) as seen using (person_id)
        where team_id = ${team} and joined <= day and day < "left"`)
      return found?.taken ?? false
    }

    test('a manager sees the courses that the own teams took, and their learners alone, and they alone are counted', async () => {
      const members = new Set(
        (
          await raw<{ person_id: string }>(
            `select distinct pair.person_id from mart.course_progress as pair
             join mart.person_team as member using (person_id)
             where source = 'skilljar' and team_id = 11 and member.joined <= enrolled_at::date and enrolled_at::date < member."left"`,
          )
        ).map(({ person_id: id }) => Number(id)),
      )
      await database.pool.query(
        `insert into skilljar.published_course (published_course_id, course_id, domain_id) values ('untaken', 'c1', 'd1')`,
      )
      assert.ok(await as(everybody, (reader) => courseOf(reader, 'untaken')))
      let seen = 0
      for (const { id } of await expected()) {
        const page = await as(ownTeams(11), (reader) => courseOf(reader, id))
        assert.equal(page !== null, await isTakenIn(11, id), id)
        const people = page?.learners.people ?? []
        assert.equal(people.length, page?.figures.totals.enrolments ?? 0)
        for (const { person } of people) assert.ok(members.has(Number(person)))
        seen += people.length
      }
      assert.ok(seen > 0)
      await database.pool.query(`delete from skilljar.published_course where published_course_id = 'untaken'`)
    })

    test('readers of aggregates get no learners, and where a state is of few, no state is told', async () => {
      for (const { id } of await expected()) {
        const page = await as(aggregatesOnly, (reader) => courseOf(reader, id))
        assert.equal(page?.learners.people, null)
        const { notStarted, inProgress, completed } = page?.learners.progress ?? {}
        const states = [notStarted, inProgress, completed]
        const told = states.filter((count) => count !== null)
        assert.ok(told.length === 0 || states.every((count) => count === 0 || Number(count) >= 5), id)
      }
    })

    test('enrolling everybody once more with the same progress changes nothing on either page', async () => {
      const read = async () => {
        const { table, figures, ...list } = await as(everybody, (reader) => listOf(reader))
        const page = await as(everybody, (reader) => courseOf(reader, 'pc1'))
        return {
          rows: table.answer.rows,
          totals: figures.totals,
          list,
          page: { ...page, table: page?.table.answer.rows },
        }
      }
      const former = await read()
      await database.pool.query(`
        insert into skilljar.enrollment (enrollment_id, student_id, published_course_id, student_course_progress_id, certificate_id,
          enrolled_at, expires_at, is_active, channel)
        select 'zz' || enrollment_id, student_id, published_course_id, student_course_progress_id, certificate_id,
          enrolled_at + interval '900 days', expires_at, is_active, 'again' from skilljar.enrollment`)
      await publishBoth(database.pool)
      assert.deepEqual(await read(), former)
    })
  })
})
