/** Analyses of Skilljar's courses against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { NotForThisReader } from '@/lib/metrics/query'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import type { AnalysisRow } from '../analysis'
import { skilljarAnalyses } from './skilljar-analyses'

const names = [
  'lesson_use',
  'lesson_types',
  'lesson_hours_by_weekday',
  'course_score_distribution',
  'skilljar_expiring',
  'skilljar_course',
  'skilljar_course_learners',
] as const
type Name = (typeof names)[number]

const loaded = addDays(mirrorsFrom, mirrorsDays - 30)
const asOf = { datacamp: `${loaded}T12:00:00.000Z`, skilljar: `${loaded}T12:00:00.000Z` }
const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const inPeriod = (moment: string) => `(${moment})::date between '${filters.from}' and '${filters.to}'`
const number = (text: string) =>
  `(case when trim(${text}) ~ '^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?$' then trim(${text})::numeric end)`

let database: TestDatabase
const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
const rowsOf = (
  name: Name,
  scope: Scope = everybody,
  parameters: Record<string, string> = {},
  some: Partial<Filters> = {},
) =>
  readAs<readonly AnalysisRow[]>(
    database.warehouse,
    scope,
    (reader) => skilljarAnalyses[name].rows(reader, { filters: { ...filters, ...some }, parameters, today: loaded }),
    asOf,
  )

/** Time in lessons that people did open, some of it theirs twice over and some of others: random rows alone hardly ever meet. */
const spent = `
  insert into skilljar.student_lesson_session_time_hourly
    (student_lesson_session_time_hourly_id, student_id, published_course_id, student_lesson_progress_id, hour_starts_at, session_time_seconds)
  select 'own' || row_number() over (), enrollment.student_id, enrollment.published_course_id, own.student_lesson_progress_id,
    own.created_at, case when row_number() over () % 7 = 0 then 'N/A' else (60 * (1 + row_number() over () % 50))::text end
  from skilljar.enrollment join skilljar.student_lesson_progress as own using (student_course_progress_id)
  where enrollment.student_id is not null and enrollment.published_course_id is not null and own.created_at is not null`

/** Everybody is enrolled a second time, later, in the same course and with the same progress and certificate. */
const again = `
  insert into skilljar.enrollment (enrollment_id, student_id, published_course_id, student_course_progress_id, certificate_id,
    enrolled_at, expires_at, is_active, channel)
  select 'zz' || enrollment_id, student_id, published_course_id, student_course_progress_id, certificate_id,
    enrolled_at + interval '900 days', expires_at, is_active, 'again'
  from skilljar.enrollment`

test('without data every analysis of Skilljar’s courses is empty, and what runs out is nothing', async () => {
  database = await testDatabase()
  try {
    for (const name of names) {
      const rows = await rowsOf(name)
      if (name === 'skilljar_expiring') assert.deepEqual([...new Set(rows.map(({ expiring }) => expiring))], [0])
      else assert.deepEqual(rows, [], name)
    }
  } finally {
    await database.drop()
  }
})

describe('analyses of Skilljar’s courses', () => {
  before(async () => {
    ;({ database } = await skilljarDatabase(41))
    await database.pool.query(spent)
    await publishBoth(database.pool)
  })
  after(() => database?.drop())

  /** One row per student who started a published course in the period, and lesson of it that is no section. */
  const taken = `(
    select pair.person_id, pair.course_id as whole, lesson.lesson_id as lesson, lesson."order", lesson.title, lesson.type,
      lesson.is_optional is true as is_optional, own.*
    from mart.course_progress as pair
    join skilljar.published_course as published on published.published_course_id = pair.course_id
    join skilljar.lesson on lesson.course_id = published.course_id and lesson.is_section is not true
    cross join lateral (
      select count(*) > 0 as opened, coalesce(bool_or(progress.completed_at is not null), false) as completed,
        coalesce(sum(greatest(progress.view_count, 0)), 0) as views,
        (select sum(${number('session_time_seconds')}) from skilljar.student_lesson_session_time_hourly as hour
          where hour.student_lesson_progress_id = any(array_agg(progress.student_lesson_progress_id))
            and coalesce(hour.student_id, '') = pair.learner_id and coalesce(hour.published_course_id, pair.course_id) = pair.course_id
            and hour.hour_starts_at >= '${filters.from}' and ${number('session_time_seconds')} > 0) as seconds
      from skilljar.student_lesson_progress as progress
      where progress.lesson_id = lesson.lesson_id and progress.student_course_progress_id in (
        select student_course_progress_id from skilljar.enrollment
        where coalesce(student_id, '') = pair.learner_id and published_course_id = pair.course_id)
    ) as own
    where pair.source = 'skilljar' and ${inPeriod('pair.started_at')}) as taken`

  const lessons = () =>
    raw<AnalysisRow>(`
      select whole, lesson, title as lesson_name, is_optional, count(*)::int as begun, (count(*) filter (where opened))::int as opened,
        (count(*) filter (where completed))::int as completed, sum(views)::float8 as views,
        (coalesce(sum(seconds), 0) / 3600)::float8 as hours, percentile_cont(0.5) within group (order by seconds::float8) as median_seconds
      from ${taken} group by whole, lesson, "order", title, is_optional`)

  test('each lesson has the views, completions and time of those who started its course, and no section is a lesson', async () => {
    const expected = new Map((await lessons()).map((row) => [`${row['whole']} ${row['lesson']}`, row]))
    const rows = await rowsOf('lesson_use')
    assert.ok(rows.length > 10 && rows.length === expected.size)
    assert.ok(rows.some(({ hours }) => Number(hours) > 0) && rows.some(({ views }) => Number(views) > 0))
    for (const row of rows) {
      const { hours, ...known } = expected.get(`${row['whole']} ${row['lesson']}`) ?? {}
      assert.deepEqual(Object.fromEntries(Object.keys(known).map((name) => [name, row[name]])), known)
      assert.ok(Math.abs(Number(row['hours']) - Number(hours)) < 1e-9)
    }
    const [{ sections } = { sections: 0 }] = await raw<{ sections: number }>(
      'select count(*)::int as sections from skilljar.lesson where is_section',
    )
    assert.ok(sections > 0)
  })

  test('lesson types add up what their lessons say, and a lesson on two domains is one lesson', async () => {
    const rows = await rowsOf('lesson_types')
    const known = await raw<AnalysisRow>(`
      select nullif(upper(trim(type)), '') as type, count(distinct lesson)::int as lessons,
        (count(*) filter (where opened))::int as opened, (count(*) filter (where completed))::int as completed,
        sum(views)::float8 as views, round(coalesce(sum(seconds), 0) / 3600, 6)::float8 as hours
      from ${taken} group by 1`)
    const byType = (list: readonly AnalysisRow[]) =>
      list
        .map(({ suppressed: _, ...row }): AnalysisRow => ({
          ...row,
          hours: Math.round(Number(row['hours']) * 1e6) / 1e6,
        }))
        .toSorted((one, other) => (String(one['type']) < String(other['type']) ? -1 : 1))
    assert.deepEqual(byType(rows), byType(known))
    assert.ok(rows.some(({ type }) => type === null) && rows.filter(({ type }) => type === 'QUIZ').length === 1)
  })

  test('hours stand under the weekday and hour in UTC in which they were spent, and all 168 are there', async () => {
    const rows = await rowsOf('lesson_hours_by_weekday')
    const known = await raw<{ weekday: number; hour: number; hours: number }>(`
      select extract(isodow from hour_starts_at)::int as weekday, extract(hour from hour_starts_at)::int as hour,
        (sum(${number('session_time_seconds')}) / 3600)::float8 as hours
      from skilljar.student_lesson_session_time_hourly
      where ${inPeriod('hour_starts_at')} and ${number('session_time_seconds')} > 0 group by 1, 2`)
    assert.equal(rows.length, 168)
    assert.ok(known.length > 20)
    for (const row of rows) {
      const hours = known.find(({ weekday, hour }) => weekday === row['weekday'] && hour === row['hour'])?.hours ?? 0
      assert.ok(Math.abs(Number(row['hours']) - hours) < 1e-9, JSON.stringify(row))
    }
  })

  test('scores stand in steps of ten per cent, each student and progress once, and a full score in the last', async () => {
    const rows = await rowsOf('course_score_distribution')
    const known = await raw<{ step: number; scored: number }>(`
      select least(floor(score::numeric / score_max * 10), 9)::int as step, count(*)::int as scored
      from (select distinct student_id, student_course_progress_id from skilljar.enrollment) as owner
      join skilljar.student_course_progress as progress using (student_course_progress_id)
      where score_max > 0 and score is not null and ${inPeriod('coalesce(completed_at, latest_activity_at)')} group by 1`)
    assert.deepEqual(
      rows.map(({ scored }) => scored),
      Array.from({ length: 10 }, (_, at) => known.find(({ step }) => step === at)?.scored ?? 0),
    )
    assert.ok(Number(rows[9]?.['scored']) > 0)
  })

  test('certificates and access run out in the step of 30 days that their end lies in', async () => {
    const from = `timestamp '${asOf.skilljar.slice(0, 19)}'`
    const step = (end: string) => `floor(extract(epoch from ${end} - ${from}) / 2592000)::int`
    const known = await raw<{ kind: string; step: number; expiring: number }>(`
      select 'certificate' as kind, ${step('expires_at')} as step, count(*)::int as expiring
      from skilljar.certificate
      left join (select distinct certificate_id, student_id from skilljar.enrollment where certificate_id is not null) as owner
        using (certificate_id)
      where expires_at >= ${from} group by 2
      union all
      select 'access', ${step('ends')}, count(*)::int
      from (
        select max(expires_at) as ends from skilljar.enrollment where is_active
        group by student_id, published_course_id having count(*) = count(expires_at)) as held
      where ends >= ${from} group by 2`)
    const rows = await rowsOf('skilljar_expiring')
    assert.deepEqual(
      rows.map(({ kind, from, to }) => [kind, from, to]),
      ['certificate', 'access'].flatMap((kind) => [0, 30, 60].map((day) => [kind, day, day + 30])),
    )
    for (const { kind, from: day, expiring } of rows) {
      const own = known.find((row) => row.kind === kind && row.step === Number(day) / 30)
      assert.equal(expiring, own?.expiring ?? 0, `${kind} from day ${day}`)
    }
    assert.ok(rows.reduce((sum, { expiring }) => sum + Number(expiring), 0) > 5)
  })

  test('every published course is described once, with its tags and what it is made of', async () => {
    const known = await raw<AnalysisRow>(`
      select 'skilljar/course/' || p.published_course_id as content, d.name as domain, p.is_live, p.is_visible,
        (select string_agg(distinct coalesce(t.name, 'Unknown tag ' || pt.tag_id), ', ') from skilljar.published_course_tag pt
          left join skilljar.tag t on t.tag_id = pt.tag_id where pt.published_course_id = p.published_course_id) as tags,
        (select count(*) from skilljar.lesson l where l.course_id = p.course_id and l.is_section)::int as sections,
        (select count(*) from skilljar.lesson l where l.course_id = p.course_id and l.is_section is not true
          and l.is_optional)::int as optional_lessons,
        (select count(*) from skilljar.lesson l where l.course_id = p.course_id and l.is_section is not true
          and l.is_optional is not true)::int as lessons
      from skilljar.published_course p left join skilljar.domain d on d.domain_id = p.domain_id`)
    assert.ok(known.length > 4)
    for (const row of known) {
      const id = String(row['content']).replace('skilljar/course/', '')
      const [own, ...others] = await rowsOf('skilljar_course', aggregatesOnly, { id })
      assert.deepEqual(Object.fromEntries(Object.keys(row).map((name) => [name, own?.[name]])), row)
      assert.deepEqual(others, [])
    }
  })

  test('learners stand in the list once per course, with how far they are, their time and their access', async () => {
    const rows = await rowsOf('skilljar_course_learners')
    const ofPair = `coalesce(e.student_id, '') = pair.learner_id and coalesce(e.published_course_id, '') = pair.course_id`
    const known = await raw<AnalysisRow>(`
      select pair.person_id::float8 as person, 'skilljar/course/' || pair.course_id as content,
        case when completed_at is not null then 'completed' when started_at is not null then 'in_progress' else 'not_started' end as state,
        enrolled_at::date::text as enrolled_on,
        (select count(distinct l.lesson_id) from skilljar.enrollment e join skilljar.student_lesson_progress p using (student_course_progress_id)
          join skilljar.lesson l using (lesson_id) join skilljar.published_course c on c.course_id = l.course_id
          where ${ofPair} and c.published_course_id = pair.course_id and p.completed_at is not null
            and not coalesce(l.is_section, false) and not coalesce(l.is_optional, false))::int as lessons_completed,
        round(coalesce((select sum(${number('session_time_seconds')}) from skilljar.student_lesson_session_time_hourly e
          where ${ofPair} and ${number('session_time_seconds')} > 0), 0) / 3600, 6)::float8 as hours,
        exists (select from skilljar.enrollment e where ${ofPair} and e.is_active
          and (e.expires_at is null or e.expires_at > timestamp '${asOf.skilljar.slice(0, 19)}')) as has_access
      from mart.course_progress as pair where source = 'skilljar' and ${inPeriod('enrolled_at')}`)
    const sorted = (list: readonly AnalysisRow[]) =>
      list.map((row) => JSON.stringify(Object.keys(known[0] ?? {}).map((name) => row[name]))).toSorted()
    const rounded = rows.map((row): AnalysisRow => ({ ...row, hours: Math.round(Number(row['hours']) * 1e6) / 1e6 }))
    assert.ok(known.length > 30)
    assert.deepEqual(sorted(rounded), sorted(known))
    const done = await rowsOf('skilljar_course_learners', everybody, { state: 'completed' })
    assert.equal(done.length, known.filter(({ state }) => state === 'completed').length)
  })

  test('readers of aggregates get no learners, and nothing that fewer than five people stand behind', async () => {
    await assert.rejects(rowsOf('skilljar_course_learners', aggregatesOnly), NotForThisReader)
    const behind = new Map(
      (
        await raw<{ key: string; people: number; opened: number }>(`
          select whole || ' ' || lesson as key, count(distinct person_id)::int as people,
            (count(distinct person_id) filter (where opened))::int as opened
          from ${taken} group by whole, lesson`)
      ).map(({ key, ...row }) => [key, row]),
    )
    const isFew = (count: number) => count > 0 && count < 5
    let hidden = 0
    for (const row of await rowsOf('lesson_use', aggregatesOnly)) {
      const { people = 0, opened = 0 } = behind.get(`${row['whole']} ${row['lesson']}`) ?? {}
      if (!isFew(opened) && !isFew(people - opened) && !isFew(people)) continue
      hidden++
      assert.deepEqual([row['opened'], row['views'], row['hours'], row['median_seconds']], [null, null, null, null])
    }
    assert.ok(hidden > 5)
    for (const name of [
      'lesson_types',
      'lesson_hours_by_weekday',
      'course_score_distribution',
      'skilljar_expiring',
    ] as const) {
      assert.ok(
        (await rowsOf(name, aggregatesOnly, {}, { to: addDays(filters.from, 10) })).some(
          ({ suppressed }) => suppressed === true,
        ),
        `${name} hides something`,
      )
    }
  })

  test('whoever is enrolled twice with the same progress multiplies nothing', async () => {
    const read = async () => Promise.all(names.map(async (name) => [name, await rowsOf(name)] as const))
    const former = await read()
    await database.pool.query(again)
    await publishBoth(database.pool)
    for (const [index, [name, rows]] of (await read()).entries()) assert.deepEqual(rows, former[index]?.[1], name)
  })
})
