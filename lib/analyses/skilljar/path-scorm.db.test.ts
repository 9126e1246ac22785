/** Progress, publications and quiet people of paths, and what SCORM modules reported, against plain loops over the raw rows. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays, daysBetween } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { NotForThisReader } from '@/lib/metrics/query'
import type { TestDatabase } from '@/lib/testing/database'
import { near } from '@/lib/testing/near'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { completedItems } from '@/lib/testing/skilljar-paths'
import { groupsOf, plainNumber, type RawTables } from '@/lib/testing/skilljar-rows'
import {
  pathEnrolmentsOf,
  placedPathEnrolments,
  scormAttemptsOf,
  skilljarWorld,
  writtenTime,
} from '@/lib/testing/skilljar-world'
import type { Analysis, AnalysisRow } from '../analysis'
import { skilljarAnalyses } from './skilljar-analyses'

const today = addDays(mirrorsFrom, mirrorsDays - 20)
const asOf = `${today}T12:00:00.000Z`
const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const inPeriod = (day: string) => filters.from <= day && day <= filters.to
const distinct = (values: readonly unknown[]) => new Set(values).size

describe('analyses of paths and SCORM', () => {
  let database: TestDatabase
  let raw: RawTables

  before(async () => {
    ;({ database, raw } = await skilljarDatabase(51))
  })
  after(() => database?.drop())

  const read = (
    name: keyof typeof skilljarAnalyses,
    { scope = everybody, some = {}, parameters = {} }: Asked = {},
  ): Promise<readonly AnalysisRow[]> => {
    const analysis: Analysis = skilljarAnalyses[name]
    const query = { filters: { ...filters, ...some }, parameters, today }
    return readAs(database.warehouse, scope, (reader) => analysis.rows(reader, query), {
      datacamp: asOf,
      skilljar: asOf,
    })
  }
  interface Asked {
    scope?: Scope
    some?: Partial<Filters>
    parameters?: Readonly<Record<string, string>>
  }

  /** Every student and path once, whenever and however often they enrolled. */
  const firstEnrolments = () => groupsOf(pathEnrolmentsOf(raw), ({ key }) => key).map(([first]) => first as Placed)
  type Placed = ReturnType<typeof pathEnrolmentsOf>[number]
  const enrolledInPeriod = () => firstEnrolments().filter(({ moment }) => inPeriod(moment.slice(0, 10)))

  test('path_progress_distribution puts every first enrolment of the period in one band', async () => {
    const done = completedItems(raw)
    const bands = enrolledInPeriod().map(({ row, path }) => {
      const items = raw.path_item.filter((item) => item.path_id === path)
      if (items.length === 0) return 6
      const completed = items.filter((item) => done.has(`${row.student_id} ${path} ${item.path_item_id}`)).length
      if (completed === items.length) return 5
      return completed === 0 ? 0 : 1 + Math.floor((completed / items.length) * 4)
    })
    assert.ok(distinct(bands) > 3)
    const rows = await read('path_progress_distribution')
    for (const row of rows) {
      const expected = bands.filter((band) => band === row['position']).length
      assert.equal(row['enrolments'], expected, String(row['band']))
      near(row['share'], expected / bands.length, String(row['band']))
    }
    assert.equal(
      rows.reduce((sum, row) => sum + Number(row['enrolments']), 0),
      bands.length,
    )
  })

  test('path_publications lists every publication, and counts an enrolment where it was made first', async () => {
    const rows = await read('path_publications')
    assert.deepEqual(
      rows.map((row) => row['publication']).toSorted(),
      raw.published_path.map((row) => row.published_path_id).toSorted(),
    )
    const enrolled = enrolledInPeriod()
    for (const row of rows) {
      const own = enrolled.filter((entry) => entry.row.published_path_id === row['publication'])
      assert.equal(row['enrolments'], own.length)
      const tags = raw.published_path_tags.filter((tag) => tag.published_path_id === row['publication'])
      const known = distinct(tags.map(({ tag_id }) => raw.tag.find((tag) => tag.tag_id === tag_id)?.name ?? 'Unknown'))
      assert.equal(row['tags'] === null ? 0 : String(row['tags']).split(', ').length, known)
    }
    assert.ok(rows.some((row) => Number(row['enrolments']) > 0))
    const [one] = await read('path_publications', { parameters: { path: 'P0' }, some: { where: { domain: ['d0'] } } })
    assert.equal(one?.['path'], 'P0')
  })

  /** Open paths by person and path, each with the day on which something was done in it last. */
  function openPaths() {
    const world = skilljarWorld(raw)
    const completed = new Set(
      raw.student_path_progress.filter((row) => row.completed_at).map((row) => `${row.student_id} ${row.path_id}`),
    )
    const open = new Set(
      placedPathEnrolments(raw)
        .filter(({ row }) => row.is_active === true && (writtenTime(row.expires_at) ?? asOf) >= asOf)
        .map(({ key }) => key),
    )
    const own = new Set(raw.enrollment.map((row) => `${row.student_course_progress_id} ${row.student_id}`))
    return firstEnrolments()
      .filter(({ key, moment }) => open.has(key) && !completed.has(key) && moment.slice(0, 10) <= today)
      .map(({ row, path, key, moment }) => {
        const paths = raw.student_path_progress
          .filter((progress) => `${progress.student_id} ${progress.path_id}` === key)
          .map((progress) => progress.student_path_progress_id)
        const courses = raw.student_path_item_progress
          .filter((item) => item.student_path_progress_id !== null && paths.includes(item.student_path_progress_id))
          .map((item) => item.student_course_progress_id)
          .filter((id) => own.has(`${id} ${row.student_id}`))
        const seen = [
          ...raw.student_course_progress
            .filter((progress) => courses.includes(progress.student_course_progress_id))
            .flatMap((progress) => [progress.latest_activity_at, progress.completed_at]),
          ...raw.student_lesson_progress
            .filter(
              (lesson) =>
                lesson.student_course_progress_id !== null &&
                courses.includes(lesson.student_course_progress_id) &&
                raw.student_course_progress.some(
                  (progress) => progress.student_course_progress_id === lesson.student_course_progress_id,
                ),
            )
            .flatMap((lesson) => [lesson.created_at, lesson.last_viewed_at, lesson.completed_at]),
        ].filter((time) => time !== null)
        const last =
          [moment, ...seen]
            .map((time) => time.slice(0, 10))
            .toSorted()
            .at(-1) ?? ''
        return { student: row.student_id, person: world.personOf(row.student_id), path, last }
      })
  }

  for (const days of [14, 21]) {
    test(`stuck is who has a path open and did nothing in it for ${days} days, enrolled once or again`, async () => {
      const open = openPaths()
      const quiet = open.filter(({ last }) => daysBetween(last, today) >= days)
      assert.ok(quiet.length > 2 && quiet.length < open.length, `${quiet.length} of ${open.length}`)
      const { rows: people } = await database.pool.query('select person_id, person_key from mart.person')
      const keys = new Map(people.map((row) => [Number(row.person_id), row.person_key]))
      const parameters = { days: String(days) }
      const listed = await read('path_stuck', { parameters })
      const lineOf = (...line: readonly unknown[]) => line.join(' ')
      assert.deepEqual(
        listed
          .map((row) =>
            lineOf(keys.get(Number(row['person'])) ?? null, row['path'], row['last_day'], row['days_quiet']),
          )
          .toSorted(),
        quiet.map(({ person, path, last }) => lineOf(person, path, last, daysBetween(last, today))).toSorted(),
      )
      const [total] = await read('path_stuck_total', { parameters })
      const named = (rows: typeof open) =>
        distinct(rows.map(({ person }) => person).filter((person) => person !== null))
      assert.deepEqual([total?.['people'], total?.['stuck']], [named(open), named(quiet)])
      const one = await read('path_stuck', { parameters, some: { where: { content: ['skilljar/path/P1'] } } })
      assert.equal(one.length, quiet.filter(({ path }) => path === 'P1').length)
    })
  }

  test('stuck people stand with the next course that they did not complete, in the order of the path', async () => {
    const done = completedItems(raw)
    const open = new Map(openPaths().map((entry) => [`${entry.person} ${entry.path} ${entry.last}`, entry]))
    const { rows: people } = await database.pool.query('select person_id, person_key from mart.person')
    const keys = new Map(people.map((row) => [Number(row.person_id), row.person_key]))
    let seen = 0
    for (const row of await read('path_stuck')) {
      const entry = open.get(`${keys.get(Number(row['person'])) ?? null} ${row['path']} ${row['last_day']}`)
      if (entry === undefined) continue
      const items = raw.path_item
        .filter((item) => item.path_id === entry.path)
        .toSorted((a, b) => (a.order ?? 1e9) - (b.order ?? 1e9) || (a.path_item_id < b.path_item_id ? -1 : 1))
      const next = items.find((item) => !done.has(`${entry.student} ${entry.path} ${item.path_item_id}`))
      const title = raw.course.find((course) => course.course_id === next?.course_id)?.title
      assert.equal(row['next_course'], next === undefined ? null : (title ?? `Unknown course ${next.course_id}`))
      assert.equal(
        row['items_completed'],
        items.filter((item) => done.has(`${entry.student} ${entry.path} ${item.path_item_id}`)).length,
      )
      seen += 1
    }
    assert.ok(seen > 3)
  })

  const modules = () =>
    groupsOf(scormAttemptsOf(raw), ({ unit }) => unit)
      .map((attempts) => ({ first: attempts[0]?.row, latest: attempts.at(-1)?.row, at: attempts.at(-1)?.at ?? '' }))
      .filter(({ at }) => inPeriod(at.slice(0, 10)))

  test('scorm_statuses counts each module by its first and its latest attempt, unknown words as they stand', async () => {
    const all = modules()
    const statusOf = (status: string | null | undefined) =>
      (status ?? '')
        .trim()
        .toLowerCase()
        .replace(/[ _-]+/g, '_') || 'Not set'
    const rows = await read('scorm_statuses')
    for (const row of rows) {
      assert.deepEqual(
        [row['first'], row['latest']],
        [
          all.filter(({ first }) => statusOf(first?.status) === row['status']).length,
          all.filter(({ latest }) => statusOf(latest?.status) === row['status']).length,
        ],
        String(row['status']),
      )
    }
    for (const name of ['first', 'latest']) {
      assert.equal(
        rows.reduce((sum, row) => sum + Number(row[name]), 0),
        all.length,
      )
    }
    assert.ok(rows.length > 4)
  })

  test('scorm_score_distribution puts scores on their own scale into ten steps, and nothing else', async () => {
    const scoreOf = (row: (typeof raw.student_sco_progress)[number] | undefined) => {
      const [achieved, lowest, highest] = [row?.score_raw, row?.score_min, row?.score_max].map((text) =>
        plainNumber(text ?? null),
      ) as [number | null, number | null, number | null]
      if (achieved === null || lowest === null || highest === null || highest <= lowest) return null
      const score = (achieved - lowest) / (highest - lowest)
      return score < 0 || score > 1 ? null : Math.min(9, Math.floor(score * 10))
    }
    const rows = await read('scorm_score_distribution')
    assert.equal(rows.length, 10)
    const all = modules()
    for (const [step, row] of rows.entries()) {
      near(row['from'], step / 10, 'from')
      assert.deepEqual(
        [row['first'], row['latest']],
        [
          all.filter(({ first }) => scoreOf(first) === step).length,
          all.filter(({ latest }) => scoreOf(latest) === step).length,
        ],
      )
    }
    assert.ok(rows.some((row) => Number(row['latest']) > 0))
  })

  test('scorm_packages lists what was uploaded, taken or not', async () => {
    const rows = await read('scorm_packages')
    assert.deepEqual(
      rows.map((row) => [row['package'], row['resources'], row['lessons']]).toSorted(),
      raw.web_package
        .map(({ web_package_id: id }) => [
          id,
          raw.scorm_resource.filter((row) => row.web_package_id === id).length,
          raw.lesson.filter((row) => row.web_package_id === id).length,
        ])
        .toSorted(),
    )
  })

  test('readers of aggregates get no list of people and no number of fewer than five', async () => {
    await assert.rejects(() => read('path_stuck', { scope: aggregatesOnly }), NotForThisReader)
    const late = { from: addDays(mirrorsFrom, 60), to: addDays(mirrorsFrom, 90) }
    let hidden = 0
    for (const [name, columns] of [
      ['path_progress_distribution', ['enrolments']],
      ['path_publications', ['enrolments']],
      ['path_stuck_total', ['people', 'stuck']],
      ['scorm_statuses', ['first', 'latest']],
      ['scorm_score_distribution', ['first', 'latest']],
    ] as const) {
      for (const row of await read(name, { scope: aggregatesOnly, some: late })) {
        if (row['suppressed'] === true) hidden += 1
        for (const column of columns) {
          const value = row[column]
          assert.ok(value === null || value === 0 || Number(value) >= 5, `${name}: ${String(value)}`)
        }
      }
    }
    assert.ok(hidden > 3)
  })
})
