/** Drop-offs against plain loops over the raw rows, with a course twice in a series. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import type { TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows } from '@/lib/testing/mirrors'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { near } from '@/lib/testing/near'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { plainNumber, rawSkilljar, type RawTables } from '@/lib/testing/skilljar-rows'
import { pathEnrolmentsOf } from '@/lib/testing/skilljar-world'
import type { AnalysisRow } from '../analysis'
import { lessonDropoff } from './lesson-dropoff'
import { pathDropoff } from './path-dropoff'
import { seriesDropoff } from './series-dropoff'

const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const inPeriod = (day: string) => filters.from <= day && day <= filters.to
const distinct = <T>(values: Iterable<T>) => [...new Set(values)]

describe('drop-offs', () => {
  let database: TestDatabase
  let raw: RawTables

  before(async () => {
    ;({ database } = await skilljarDatabase(21))
    await insertMirrorRows(database.pool, 'skilljar.course_series_published_courses', [
      { course_series_published_course_id: 'twice', course_series_id: 'cs0', published_course_id: 'pc0' },
      { course_series_published_course_id: 'again', course_series_id: 'cs0', published_course_id: 'pc0' },
    ])
    raw = await rawSkilljar(database.pool)
  })
  after(() => database?.drop())

  const dropoffs = { lesson_dropoff: lessonDropoff, path_dropoff: pathDropoff, series_dropoff: seriesDropoff }
  const rowsOf = (name: keyof typeof dropoffs, scope: Scope = everybody, parameters: Record<string, string> = {}) =>
    readAs(database.warehouse, scope, (reader) => dropoffs[name].rows(reader, { filters, parameters }))

  /** `steps` of each whole in order, `taken` by "learner whole step". */
  function assertSteps(
    rows: readonly AnalysisRow[],
    members: readonly { learner: string; whole: string }[],
    stepsOf: (whole: string) => readonly string[],
    taken: ReadonlyMap<string, boolean>,
  ) {
    const wholes = Map.groupBy(members, ({ whole }) => whole)
    assert.equal(
      rows.length,
      [...wholes.keys()].reduce((sum, whole) => sum + stepsOf(whole).length, 0),
    )
    assert.ok(rows.length > 5)
    for (const [whole, own] of wholes) {
      const steps = stepsOf(whole)
      const found = rows.filter((row) => row.whole === whole)
      assert.deepEqual(
        found.map(({ step }) => step),
        steps,
      )
      for (const [index, row] of found.entries()) {
        const reached = own.filter(({ learner }) => taken.has(`${learner} ${whole} ${row.step}`)).length
        const further = own.filter(({ learner }) =>
          steps.slice(index).some((step) => taken.has(`${learner} ${whole} ${step}`)),
        ).length
        const completed = own.filter(({ learner }) => taken.get(`${learner} ${whole} ${row.step}`)).length
        assert.deepEqual(
          [row.begun, row.reached, row.got_this_far, row.completed],
          [own.length, reached, further, completed],
          `${whole} ${row.step}`,
        )
        near(row.reach, reached / own.length, `${whole} ${row.step}`)
        if (index > 0) assert.ok(Number(row.got_this_far) <= Number(found[index - 1]?.got_this_far))
      }
    }
    assert.ok(rows.some(({ reached }) => Number(reached) > 0) && rows.some(({ completed }) => Number(completed) > 0))
  }
  const inOrder = <Row extends { readonly order: number | null }>(rows: readonly Row[], id: (row: Row) => string) =>
    [...rows].sort((one, other) => (one.order ?? 1e9) - (other.order ?? 1e9) || (id(one) < id(other) ? -1 : 1)).map(id)

  test('lesson_dropoff counts who reached each lesson among those who started the course', async () => {
    const members = [
      ...Map.groupBy(raw.enrollment, (row) => `${row.student_id ?? ''} ${row.published_course_id}`),
    ].flatMap(([key, own]) => {
      const [learner = '', whole = ''] = key.split(' ')
      const [first] = own
      const sessions = raw.student_lesson_session_time_hourly.filter(
        (row) =>
          row.student_id === first?.student_id &&
          row.published_course_id === whole &&
          plainNumber(row.session_time_seconds) !== null,
      )
      const progress = new Set<string | null>(
        own.map((row) => row.student_course_progress_id).filter((id) => id !== null),
      )
      const lessons = raw.student_lesson_progress.filter((row) => progress.has(row.student_course_progress_id))
      const started =
        sessions.map((row) => row.hour_starts_at as string).sort()[0] ??
        lessons.map((row) => row.created_at as string).sort()[0]
      return started !== undefined && inPeriod(started.slice(0, 10)) ? [{ learner, whole, lessons }] : []
    })
    const taken = new Map<string, boolean>()
    for (const { learner, whole, lessons } of members) {
      for (const row of lessons) {
        const key = `${learner} ${whole} ${row.lesson_id}`
        taken.set(key, (taken.get(key) ?? false) || row.completed_at !== null)
      }
    }
    const stepsOf = (whole: string) => {
      const course = raw.published_course.find((row) => row.published_course_id === whole)?.course_id
      return inOrder(
        raw.lesson.filter((row) => row.course_id === course && course !== undefined && !row.is_section),
        (row) => row.lesson_id,
      )
    }
    assertSteps(await rowsOf('lesson_dropoff'), members, stepsOf, taken)
    const one = await rowsOf('lesson_dropoff', everybody, { course: 'pc1' })
    assert.ok(one.length > 0 && one.every(({ whole }) => whole === 'pc1'))
  })

  test('path_dropoff counts who reached each course among those who enrolled in the path', async () => {
    const firsts = new Map<string, string>()
    for (const { key, moment } of pathEnrolmentsOf(raw)) if (!firsts.has(key)) firsts.set(key, moment)
    const members = [...firsts].flatMap(([key, moment]) => {
      const [student = '', whole = ''] = key.split(' ')
      return inPeriod(moment.slice(0, 10)) ? [{ learner: student === 'null' ? '' : student, whole }] : []
    })
    const progress = new Map(raw.student_path_progress.map((row) => [row.student_path_progress_id, row]))
    const completed = new Set(
      raw.student_course_progress.filter((row) => row.completed_at).map((row) => row.student_course_progress_id),
    )
    const begun = new Set<string | null>([
      ...completed,
      ...raw.student_lesson_progress.map((row) => row.student_course_progress_id),
    ])
    const own = new Set(raw.enrollment.map((row) => `${row.student_course_progress_id} ${row.student_id}`))
    const taken = new Map<string, boolean>()
    for (const item of raw.student_path_item_progress) {
      const path = progress.get(item.student_path_progress_id ?? '')
      if (!path || item.student_course_progress_id === null || !begun.has(item.student_course_progress_id)) continue
      if (!own.has(`${item.student_course_progress_id} ${path.student_id}`)) continue
      const key = `${path.student_id} ${path.path_id} ${item.path_item_id}`
      taken.set(key, (taken.get(key) ?? false) || completed.has(item.student_course_progress_id))
    }
    const stepsOf = (whole: string) =>
      inOrder(
        raw.path_item.filter((row) => row.path_id === whole),
        (row) => row.path_item_id,
      )
    assertSteps(await rowsOf('path_dropoff'), members, stepsOf, taken)
  })

  test('a series counts whoever began it once, and each of its courses once', async () => {
    const rows = await rowsOf('series_dropoff')
    const sessions = raw.student_lesson_session_time_hourly.filter(
      (row) => plainNumber(row.session_time_seconds) !== null,
    )
    const startsOf = (student: string | null, course: string | null) => {
      const own = raw.enrollment.filter((row) => row.student_id === student && row.published_course_id === course)
      const progress = own.map((row) => row.student_course_progress_id)
      const lessons = raw.student_lesson_progress.filter(
        (row) => row.student_course_progress_id !== null && progress.includes(row.student_course_progress_id),
      )
      const completed = raw.student_course_progress.some(
        (row) => progress.includes(row.student_course_progress_id) && row.completed_at !== null,
      )
      const hours =
        student === null
          ? []
          : sessions.filter((row) => row.student_id === student && row.published_course_id === course && own.length > 0)
      const first =
        hours.flatMap((row) => row.hour_starts_at ?? []).toSorted()[0] ??
        lessons.flatMap((row) => row.created_at ?? []).toSorted()[0] ??
        null
      return { first, taken: hours.length > 0 || lessons.length > 0 || completed, completed }
    }
    const students = distinct(raw.enrollment.map((row) => row.student_id))
    const entries = raw.course_series_published_courses.filter(
      (row) => row.course_series_id !== null && row.published_course_id !== null,
    )
    const series = Map.groupBy(entries, (row) => row.course_series_id)
    assert.ok(
      entries.length > distinct(entries.map((row) => `${row.course_series_id} ${row.published_course_id}`)).length,
      'a course twice',
    )
    let seen = 0
    for (const [id, own] of series) {
      const order = own.toSorted((one, other) =>
        (one.created_at ?? '\uffff') + one.course_series_published_course_id <
        (other.created_at ?? '\uffff') + other.course_series_published_course_id
          ? -1
          : 1,
      )
      const courses = distinct(order.map((row) => row.published_course_id))
      const begun = students.filter((student) =>
        courses.some((course) => inPeriod(startsOf(student, course).first?.slice(0, 10) ?? '')),
      )
      const found = rows.filter(({ whole }) => whole === id)
      assert.deepEqual(
        found.map(({ step }) => step),
        begun.length === 0 ? [] : courses,
        `order of ${id}`,
      )
      for (const row of found) {
        const course = String(row['step'])
        assert.equal(row['begun'], begun.length, `begun ${id}`)
        assert.equal(
          row['reached'],
          begun.filter((student) => startsOf(student, course).taken).length,
          `reached ${id} ${course}`,
        )
        assert.equal(
          row['completed'],
          begun.filter((student) => startsOf(student, course).completed).length,
          `completed ${id} ${course}`,
        )
        seen++
      }
    }
    assert.ok(seen > 4)
  })

  test('readers of aggregates see no step that fewer than five people took', async () => {
    const isTold = (few: number) => few > 0 && few < 5
    let shown = 0
    let few = 0
    for (const name of ['lesson_dropoff', 'path_dropoff', 'series_dropoff'] as const) {
      const rows = await rowsOf(name, aggregatesOnly)
      for (const { begun, reached, completed } of rows) {
        for (const value of [begun, reached, completed]) assert.ok(value === null || !isTold(Number(value)))
        if (reached !== null && completed !== null)
          assert.ok(!isTold(Number(reached) - Number(completed)), `${name}: who reached and did not complete`)
        if (reached !== null) shown++
      }
      few += (await rowsOf(name)).filter(({ reached, completed }) => isTold(Number(reached) - Number(completed))).length
      for (const steps of Map.groupBy(rows, ({ whole }) => whole).values()) {
        const far = steps.flatMap(({ got_this_far: far }) => (far === null ? [] : Number(far)))
        for (const [index, step] of far.slice(1).entries())
          assert.ok(!isTold((far[index] ?? 0) - step), `${name}: who stopped between two steps`)
      }
    }
    assert.ok(shown > 0 && few > 0)
  })
})
