/** Drop-offs against plain loops over the raw rows. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import type { TestDatabase } from '@/lib/testing/database'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { near } from '@/lib/testing/near'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { plainNumber, type RawTables } from '@/lib/testing/skilljar-rows'
import { pathEnrolmentsOf } from '@/lib/testing/skilljar-world'
import type { AnalysisRow } from '../analysis'
import { lessonDropoff } from './lesson-dropoff'
import { pathDropoff } from './path-dropoff'

const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const inPeriod = (day: string) => filters.from <= day && day <= filters.to

describe('drop-offs', () => {
  let database: TestDatabase
  let raw: RawTables

  before(async () => {
    ;({ database, raw } = await skilljarDatabase(21))
  })
  after(() => database?.drop())

  const dropoffs = { lesson_dropoff: lessonDropoff, path_dropoff: pathDropoff }
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

  test('readers of aggregates see no step that fewer than five people took', async () => {
    let shown = 0
    for (const name of ['lesson_dropoff', 'path_dropoff'] as const) {
      for (const { begun, reached, completed } of await rowsOf(name, aggregatesOnly)) {
        for (const value of [begun, reached, completed]) assert.ok(value === null || value === 0 || Number(value) >= 5)
        if (reached !== null) shown++
      }
    }
    assert.ok(shown > 0)
  })
})
