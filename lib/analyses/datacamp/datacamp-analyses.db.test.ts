/** Curves, funnels, grids and lists against naive counting over the raw rows. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { bucketStart } from '@/lib/filters/buckets'
import { addDays, addMonths } from '@/lib/filters/days'
import { defaultFilters, sources, type Filters } from '@/lib/filters/filters'
import { NotForThisReader } from '@/lib/metrics/query'
import type { Scope } from '@/lib/authz/scope'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishMarts } from '@/lib/testing/mirrors'
import { createOracle } from '@/lib/testing/oracle'
import { createDatacampOracle } from '@/lib/testing/oracle-datacamp'
import { fillDatacamp } from '@/lib/testing/random-datacamp'
import { fillMirrors, mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { analyses, type AnalysisName } from '../analyses'
import type { Analysis, AnalysisRow } from '../analysis'

const today = addDays(mirrorsFrom, mirrorsDays - 20)
const asOf = `${today}T12:00:00.000Z`
const loaded = Date.parse(asOf) / 1000
const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays + 30)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const inPeriod = (day: string | null) => day !== null && filters.from <= day && day <= filters.to
const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10)
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length / 2
  if (sorted.length === 0) return null
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] ?? null
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

const near = (actual: unknown, expected: number | null, what: string) =>
  expected === null
    ? assert.equal(actual, null, what)
    : assert.ok(
        typeof actual === 'number' && Math.abs(actual - expected) < 1e-4,
        `${what}: ${actual} is not ${expected}`,
      )

describe('analyses of DataCamp', () => {
  let database: TestDatabase

  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 21)
    await fillDatacamp(database.pool, 22)
    await database.pool.query(`
      update datacamp.user_dim set deleted_at = timestamp '${mirrorsFrom}' + user_id * interval '3 days' where user_id % 6 = 0;
      update skilljar.enrollment set is_active = enrollment_id not like '%3',
        expires_at = case when enrollment_id like '%4' then timestamp '${mirrorsFrom}' + interval '60 days' end`)
    for (const connectorId of sources) {
      const tables = new Set(tablesOf(connectorId).map(({ name }) => name))
      await publishMarts(database.pool, { connectorId, tables, days: 'all' })
    }
    await createOracle(database.pool)
    await createDatacampOracle(database.pool)
  })
  after(() => database?.drop())

  const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
  const read = (name: AnalysisName, parameters: Record<string, string> = {}, scope: Scope = everybody, own = filters) =>
    readAs(
      database.warehouse,
      scope,
      (reader) => (analyses[name] as Analysis).rows(reader, { filters: own, parameters }),
      { datacamp: asOf, skilljar: asOf },
    )

  /** Whoever the person is, the same text for all accounts. */
  const person = (column: string) => `oracle.person_of(${column})`
  const names = async () =>
    new Map(
      (await raw<{ id: number; key: string }>('select person_id as id, person_key as key from mart.person')).map(
        ({ id, key }) => [id, key.replace(/^[A-Z]+:/, (start) => `${start.slice(0, -1).toLowerCase()} `)],
      ),
    )
  const nameOf = (known: Map<number, string>, row: AnalysisRow) =>
    known.get(Number(row.person)) ?? `datacamp ${-Number(row.person)}`

  interface Pair {
    who: string
    learner: string
    course: string
    started: number
    completed: number | null
  }
  const coursePairs = async (source: string) =>
    (
      await raw<Pair>(`
        select coalesce((select person from oracle.account a where a.source = pair.source and id = learner), pair.source || ' ' || learner) as who,
          learner, content_id as course, extract(epoch from started)::float8 as started, extract(epoch from completed)::float8 as completed
        from oracle.pair where source = '${source}' and started is not null`)
    ).filter(({ started }) => inPeriod(dayOf(started)))

  for (const platform of sources) {
    test(`the curve of ${platform} courses still open is the product limit, with open ones as far as they were seen`, async () => {
      const times = (await coursePairs(platform))
        .map(({ started, completed }) => ({
          time: ((completed ?? loaded) - started) / 86_400,
          done: completed !== null,
        }))
        .filter(({ time }) => time >= 0)
      const events = [...new Set(times.filter(({ done }) => done).map(({ time }) => time))].sort((a, b) => a - b)
      const survival = (at: number) =>
        events
          .filter((time) => time <= at)
          .reduce((share, time) => {
            const atRisk = times.filter((row) => row.time >= time).length
            return share * (1 - times.filter((row) => row.done && row.time === time).length / atRisk)
          }, 1)
      const curve = await read('course_time_to_complete_curve', { platform })
      assert.ok(curve.length > 20)
      for (const { day, still_open } of curve) near(still_open, survival(Number(day)), `after ${day} days`)
      const sum = (column: string) => curve.reduce((total, row) => total + Number(row[column]), 0)
      assert.equal(sum('completed') + sum('censored'), times.length)

      const [row = {}] = await read('course_time_to_complete_survival', { platform })
      assert.deepEqual([row.starts, row.completed], [times.length, times.filter(({ done }) => done).length])
      for (const [column, share] of [
        ['median', 0.5],
        ['first_quartile', 0.75],
        ['third_quartile', 0.25],
      ] as const) {
        near(row[column], events.find((time) => survival(time) <= share) ?? null, column)
      }
    })
  }

  for (const platform of sources) {
    test(`every completed course of ${platform} stands in one step of days, the longest in the last, open ones in none`, async () => {
      const days = (await coursePairs(platform)).flatMap(({ started, completed }) =>
        completed !== null && completed >= started ? [(completed - started) / 86_400] : [],
      )
      const rows = await read('course_time_to_complete_distribution', { platform, width: '7', steps: '4' })
      const ends = [7, 14, 21, 28, null]
      assert.ok(days.some((day) => day >= 28))
      assert.deepEqual(
        rows.map(({ from, to, completed }) => [from, to, completed]),
        ends.map((to, index) => [
          index * 7,
          to,
          days.filter((day) => index * 7 <= day && day < (to ?? Infinity)).length,
        ]),
      )
      for (const row of rows) near(row.share, Number(row.completed) / days.length, `from ${row.from}`)
    })
  }

  test('chapters of a course stand in the order in which people start them, with everybody who reached them', async () => {
    const starters = await coursePairs('datacamp')
    const chapters = await raw<{ course: string; chapter: string }>(
      `select course_id::text as course, chapter_id::text as chapter from datacamp.chapter_dim, datacamp.course_dim
       where course_slug = course_dim.slug and chapter_id <> -1 and course_id <> -1`,
    )
    const begun = await raw<{ learner: string; chapter: string; at: number; done: boolean }>(
      `select user_id::text as learner, chapter_id::text as chapter, extract(epoch from min(started_at))::float8 as at,
         count(completed_at) > 0 as done
       from datacamp.chapter_fact where chapter_id <> -1 group by 1, 2 having count(started_at) > 0`,
    )
    const rows = await read('chapter_dropoff')
    const courses = [...new Set(rows.map(({ whole }) => String(whole)))]
    assert.ok(courses.length >= 3)
    for (const course of courses) {
      const own = starters.filter((pair) => pair.course === course)
      const inOrder = chapters
        .filter((chapter) => chapter.course === course)
        .map(({ chapter }) => ({
          chapter,
          usual:
            median(
              own.flatMap(({ learner, started }) =>
                begun.filter((row) => row.chapter === chapter && row.learner === learner).map(({ at }) => at - started),
              ),
            ) ?? Infinity,
        }))
        .sort((one, other) => one.usual - other.usual || Number(one.chapter) - Number(other.chapter))
        .map(({ chapter }) => chapter)
      const reachers = (chapter: string) =>
        own.filter(({ learner }) => begun.some((row) => row.chapter === chapter && row.learner === learner))
      const expected = inOrder.map((chapter, index) => {
        const far = own.filter(({ learner }) =>
          inOrder.slice(index).some((later) => begun.some((row) => row.chapter === later && row.learner === learner)),
        )
        const done = own.filter(({ learner }) =>
          begun.some((row) => row.chapter === chapter && row.learner === learner && row.done),
        )
        return [chapter, index + 1, own.length, reachers(chapter).length, far.length, done.length]
      })
      const actual = rows.filter(({ whole }) => whole === course)
      assert.deepEqual(
        actual.map((row) => [row.step, row.position, row.begun, row.reached, row.got_this_far, row.completed]),
        expected,
        `course ${course}`,
      )
      for (const row of actual) near(row.reach, Number(row.reached) / Number(row.begun), 'reach')
    }
  })

  test('friction compares an exercise with those of its chapter and type only', async () => {
    const facts = await raw<{
      exercise: number
      started: number
      time: number | null
      done: boolean
      xp: number
      kind: string
      most: number
    }>(
      `select exercise_id as exercise, extract(epoch from min(started_at))::float8 as started, (sum(time_spent) filter (where time_spent >= 0))::float8 as time,
         count(completed_at) > 0 as done, coalesce(sum(f.xp), 0)::float8 as xp, min(chapter_slug || type) as kind, min(d.xp)::float8 as most
       from datacamp.exercise_fact f join datacamp.exercise_dim d using (exercise_id)
       where course_slug = 'course-1' and exercise_id <> -1 group by user_id, exercise_id having count(started_at) > 0`,
    )
    const worked = facts.filter(({ started }) => inPeriod(dayOf(started)))
    const times = (rows: typeof worked) => median(rows.flatMap(({ time }) => (time === null ? [] : [time])))
    const rows = await read('exercise_friction', { course: '1' })
    assert.deepEqual(rows.map(({ exercise }) => exercise).sort(), ['111', '112', '113', '121', '122'])
    for (const row of rows) {
      const own = worked.filter(({ exercise }) => String(exercise) === row.exercise)
      const [one] = own
      const usual = times(worked.filter(({ kind }) => kind === one?.kind))
      const open = own.filter(({ done }) => !done).length
      const done = own.filter((pair) => pair.done)
      assert.deepEqual([row.started, row.open], [own.length, open])
      near(row.open_share, open / own.length, 'open')
      near(row.median_seconds, times(own), 'median')
      near(row.of_chapter, usual ? (times(own) ?? 0) / usual : null, 'of the chapter')
      const most = done.length * (one?.most ?? 0)
      near(row.xp_share, most === 0 ? null : done.reduce((sum, { xp }) => sum + xp, 0) / most, 'XP')
    }
    await assert.rejects(read('exercise_friction', { course: 'one' }), /is no id of a DataCamp course/)
  })

  interface Attempt {
    who: string
    assessment: number
    technology: string
    at: number
    score: number | null
    score_group: string
  }
  const attempts = async () => {
    const rows = await raw<Attempt & { key: string }>(
      `select user_id || '/' || assessment_id || '/' || coalesce(started_at::text, '') as key, ${person('user_id')} as who, assessment_id as assessment,
         oracle.said(technology) as technology, extract(epoch from completed_at)::float8 as at, score::float8 as score, oracle.said(score_group) as score_group
       from datacamp.assessment_fact left join datacamp.assessment_dim using (assessment_id)
       where completed_at is not null and assessment_id <> -1 order by completed_at, date_id`,
    )
    return [...new Map(rows.map((row) => [row.key, row])).values()].filter(({ at }) => dayOf(at) <= filters.to)
  }

  test('the distribution of scores has every attempt in one step, and no gaps', async () => {
    const scored = (await attempts()).filter(({ at, score }) => inPeriod(dayOf(at)) && score !== null)
    const scores = scored.map(({ score }) => Number(score))
    const rows = await read('assessment_score_distribution', { width: '25' })
    for (const { from, score_group: usual } of rows) {
      const own = scored.filter(({ score }) => Math.floor(Number(score) / 25) * 25 === from)
      const times = (group: unknown) => own.filter(({ score_group }) => score_group === (group ?? 'Not set')).length
      const groups = [...new Set(own.map(({ score_group }) => score_group))].filter((group) => group !== 'Not set')
      if (usual !== null || groups.length > 0) assert.equal(times(usual), Math.max(...groups.map(times)), `${from}`)
    }
    const first = Math.floor(Math.min(...scores) / 25) * 25
    assert.deepEqual(
      rows.map(({ from, to, attempts: count }) => [from, to, count]),
      rows.map((_, index) => {
        const from = first + index * 25
        return [from, from + 25, scores.filter((score) => from <= score && score < from + 25).length]
      }),
    )
    assert.equal(
      rows.reduce((sum, row) => sum + Number(row.attempts), 0),
      scores.length,
    )
    near(
      rows.reduce((sum, row) => sum + Number(row.share), 0),
      1,
      'shares',
    )
    await assert.rejects(
      read('assessment_score_distribution', { width: '0' }),
      /width: "0" is no whole number from 1 to 100/,
    )
  })

  test('the skill matrix has the last attempt of each person and technology, and its age', async () => {
    const last = new Map<string, Attempt>()
    for (const attempt of (await attempts()).sort((one, other) => one.at - other.at)) {
      last.set(`${attempt.who} ${attempt.technology}`, attempt)
    }
    const known = await names()
    const rows = await read('skill_matrix')
    assert.equal(rows.length, last.size)
    for (const row of rows) {
      const expected = last.get(`${nameOf(known, row)} ${row.technology}`)
      assert.deepEqual([row.score_group, row.score], [expected?.score_group, expected?.score])
      near(row.age_days, (loaded - (expected?.at ?? 0)) / 86_400, 'age')
    }
    assert.ok(
      [...last.values()].some(({ at }) => dayOf(at) < filters.from),
      'what was shown before the period stands',
    )

    const counts = Map.groupBy([...last.values()], ({ who }) => who)
    const few = await read('skill_matrix', { people: '3' })
    const most = [...counts.values()].map((own) => own.length).sort((one, other) => other - one)
    assert.deepEqual(
      [...Map.groupBy(few, ({ person }) => person).values()].map((own) => own.length).sort((one, other) => other - one),
      most.slice(0, 3),
    )
  })

  test('stale skills are the levels of more than 180 days ago, the oldest first', async () => {
    const long = Date.parse(asOf) / 1000 + 150 * 86_400
    const readLater = (parameters: Record<string, string>) =>
      readAs(
        database.warehouse,
        everybody,
        (reader) => (analyses.stale_skills as Analysis).rows(reader, { filters, parameters }),
        { datacamp: new Date(long * 1000).toISOString(), skilljar: null },
      )
    const last = new Map<string, Attempt>()
    for (const attempt of (await attempts()).sort((one, other) => one.at - other.at)) {
      last.set(`${attempt.who} ${attempt.technology}`, attempt)
    }
    const expected = [...last.values()].filter(({ at }) => long - at > 180 * 86_400).map(({ at }) => at)
    assert.ok(expected.length > 5 && expected.length < last.size)
    const rows = await readLater({})
    assert.deepEqual(
      rows.map((row) => Math.round(Number(row.age_days) * 86_400)),
      expected.sort((one, other) => one - other).map((at) => Math.round(long - at)),
    )
    assert.deepEqual(await readLater({ most: '4' }), rows.slice(0, 4))
    assert.deepEqual(await read('stale_skills'), [], 'nothing was that old when the data was loaded')
  })

  test('days to the certificate lie in one step each, from the first to the last without gaps', async () => {
    const days = (
      await raw<{ granted: string; days: number }>(
        `select certificate_granted_at::text as granted, certificate_granted_at - registered_at::date as days
         from datacamp.certification_fact where certificate_granted_at >= registered_at::date`,
      )
    ).flatMap((row) => (inPeriod(row.granted) ? [row.days] : []))
    const rows = await read('days_to_grant_distribution', { width: '7' })
    const first = Math.floor(Math.min(...days) / 7) * 7
    assert.ok(days.length > 5 && rows.length > 3)
    assert.deepEqual(
      rows.map(({ from, to, certificates }) => [from, to, certificates]),
      rows.map((_, index) => {
        const from = first + index * 7
        return [from, from + 7, days.filter((day) => from <= day && day < from + 7).length]
      }),
    )
    assert.equal(Math.floor(Math.max(...days) / 7) * 7 + 7, rows.at(-1)?.to)
  })

  const registrations = () =>
    raw<{ id: number; who: string; day: string; open: boolean; left: number | null }>(
      `select user_certification_id::float8 as id, ${person('user_id')} as who,
         coalesce(registered_at, (select min(t) from unnest(array[assessments_passed_at, coding_challenge_passed_at, first_exam_started_at,
           first_exam_completed_at, exam_last_passed_at, case_study_ready_at, first_case_study_submitted_at, last_case_study_submitted_at,
           certificate_granted_at::timestamp, expired_at]) t))::date::text as day,
         certificate_granted_at is null and coalesce(expired_at >= timestamp '${asOf.slice(0, 19)}', true) as open,
         (extract(epoch from expired_at - timestamp '${asOf.slice(0, 19)}') / 86400)::float8 as left
       from datacamp.certification_fact`,
    )

  test('people stand with the number of attempts that they registered in the period, 5 and more together', async () => {
    const own = (await registrations()).filter(({ day }) => inPeriod(day))
    const tried = [...Map.groupBy(own, ({ who }) => who).values()].map((attempts) => Math.min(5, attempts.length))
    const rows = await read('certification_attempts_per_person')
    assert.deepEqual(
      rows.map(({ times, learners }) => [times, learners]),
      rows.map((_, index) => [index + 1, tried.filter((count) => count === index + 1).length]),
    )
    assert.equal(rows.length, Math.max(...tried))
    near(
      rows.reduce((sum, row) => sum + Number(row.share), 0),
      1,
      'shares',
    )
  })

  test('registrations running out are the open attempts with up to 30 days left, whenever they were registered', async () => {
    const known = await names()
    const expected = (await registrations())
      .filter(({ day, open, left }) => day !== null && open && left !== null && left <= 30)
      .sort((one, other) => (one.left ?? 0) - (other.left ?? 0))
    const rows = await read('registrations_running_out', {}, everybody, { ...filters, from: today, to: today })
    assert.ok(expected.length > 3)
    assert.deepEqual(rows.map((row) => nameOf(known, row)).sort(), expected.map(({ who }) => who).sort())
    for (const [index, row] of rows.entries()) near(row.days_left, expected[index]?.left ?? null, 'days left')
    assert.deepEqual(await read('registrations_running_out', { most: '2' }), rows.slice(0, 2))
  })

  test('the funnel counts the furthest stage of each attempt, resolved and open ones apart, and never rises', async () => {
    const facts = await raw<Record<string, string | boolean | number | null>>(
      `select *, ${person('user_id')} as who, (expired_at < timestamp '${asOf.slice(0, 19)}') as is_expired,
         coalesce(registered_at, (select min(t) from unnest(array[assessments_passed_at, coding_challenge_passed_at, first_exam_started_at,
           first_exam_completed_at, exam_last_passed_at, case_study_ready_at, first_case_study_submitted_at, last_case_study_submitted_at,
           certificate_granted_at::timestamp, expired_at]) t))::date::text as day from datacamp.certification_fact`,
    )
    const practical = [
      ['case_study_ready_at'],
      ['first_case_study_submitted_at', 'last_case_study_submitted_at'],
      ['certificate_granted_at'],
    ]
    const signs = {
      v1: [
        ['day'],
        ['assessments_passed_at', 'is_passed_assessments'],
        ['coding_challenge_passed_at', 'is_passed_challenges'],
        ...practical,
      ],
      v2: [
        ['day'],
        ['first_exam_started_at'],
        ['first_exam_completed_at'],
        ['exam_last_passed_at', 'is_passed_exams'],
        ...practical,
      ],
    }
    const rows = await read('certification_funnel')
    assert.equal(rows.length, 2 * (6 + 7))
    for (const row of rows) {
      const version = row.version as keyof typeof signs
      const own = facts.filter(
        (fact) =>
          inPeriod(fact.day as string | null) &&
          (Number(fact.certification_id) <= 2 ? 'v1' : 'v2') === version &&
          (fact.certificate_granted_at !== null || fact.is_expired === true ? 'resolved' : 'open') === row.segment,
      )
      const reached = own.filter((fact) =>
        signs[version].slice(Number(row.position)).some((columns) => columns.some((column) => fact[column])),
      )
      assert.equal(row.attempts, reached.length, `${row.version} ${row.segment} ${row.stage}`)
      near(row.share, reached.length / own.length, 'share')
    }
    for (const [index, row] of rows.entries()) {
      const next = rows[index + 1]
      if (next && next.position !== 0) assert.ok(Number(next.attempts) <= Number(row.attempts))
    }
  })

  interface Evidence {
    who: string
    day: string
    source: string
  }
  const evidence = () =>
    raw<Evidence>(
      `select distinct person as who, day::text as day, source from oracle.event where metric = 'active_learners'`,
    )

  for (const cohort of ['month', 'week'] as const) {
    test(`retention by ${cohort} counts who of a cohort is active, of those whose accounts were not all deleted`, async () => {
      const all = await evidence()
      const gone = new Map(
        (
          await raw<{ who: string; gone: string | null }>(
            `select person as who, case when bool_and(deleted_at is not null) then max(deleted_at)::text end as gone
             from oracle.account a left join datacamp.user_dim on source = 'datacamp' and user_id::text = a.id group by 1`,
          )
        ).map(({ who, gone }) => [who, gone]),
      )
      const first = new Map<string, string>()
      for (const { who, day } of all) first.set(who, [first.get(who) ?? day, day].sort()[0] ?? day)
      const cohorts = Map.groupBy(
        [...first].filter(([, day]) => inPeriod(day) && day <= today),
        ([, day]) => bucketStart(cohort, day),
      )
      const rows = await read('retention', { cohort })
      const expected = [...cohorts].flatMap(([start, members]) => {
        const cells: unknown[] = []
        for (let at = start; at <= today; at = cohort === 'month' ? addMonths(at, 1) : addDays(at, 7)) {
          const isActive = ([who]: [string, string]) =>
            all.some((row) => row.who === who && inPeriod(row.day) && bucketStart(cohort, row.day) === at)
          const observed = members.filter((member) => isActive(member) || !((gone.get(member[0]) ?? '9') <= at))
          cells.push([start, at, observed.length, members.filter(isActive).length])
        }
        return cells
      })
      const actual = rows.map((row) => [row.cohort, row.start, row.members, row.active])
      assert.deepEqual(actual.map(String).sort(), expected.map(String).sort())
      const fromFacts = await readAs(
        database.warehouse,
        everybody,
        (reader) => analyses.retention.rows({ ...reader, hasRollups: false }, { filters, parameters: { cohort } }),
        { datacamp: asOf, skilljar: asOf },
      )
      assert.deepEqual(fromFacts, rows, 'while the rollups are being built')
      assert.ok(rows.filter(({ number }) => number === 0).every(({ retention }) => retention === 1))
      assert.ok(rows.every(({ active, members }) => Number(active) <= Number(members)))
      assert.deepEqual(
        [...new Set(rows.filter((row) => row.is_unfinished).map(({ start }) => start))],
        [bucketStart(cohort, today)],
      )
    })
  }

  const quietSince = async (days: number) => {
    const last = new Map<string, string>()
    for (const { who, day } of await evidence()) {
      if (day <= today && day > (last.get(who) ?? '')) last.set(who, day)
    }
    return (who: string) => daysBetween(last.get(who) ?? '1970-01-01', today) >= days
  }

  test('inactive are members of today without any evidence in the last days, never a deleted account', async () => {
    const isQuiet = await quietSince(3)
    const members = await raw<{ who: string; team: number }>(
      `select distinct person as who, team_id as team from oracle.member
       where coalesce(joined <= '${today}', true) and coalesce('${today}' < left_on, true)
         and not exists (select from oracle.account a left join datacamp.user_dim on user_id::text = a.id
           where a.source = 'datacamp' and a.person = member.person having bool_and(coalesce(deleted_at::date <= '${today}', false)))`,
    )
    const known = await names()
    const rows = await read('inactive_learners', { days: '3' })
    const expected = [...new Set(members.map(({ who }) => who).filter(isQuiet))].sort()
    assert.ok(expected.length > 2 && expected.length < new Set(members.map(({ who }) => who)).size)
    assert.deepEqual(rows.map((row) => nameOf(known, row)).sort(), expected)

    const teams = await read('inactive_learners_by_team', { days: '3' })
    for (const row of teams) {
      const own = members.filter(({ team }) => row.team === null || team === row.team).map(({ who }) => who)
      assert.deepEqual(
        [row.members, row.people],
        [new Set(own).size, new Set(own.filter(isQuiet)).size],
        String(row.team_name),
      )
    }
    assert.equal((await read('inactive_learners', { days: '3', most: '2' })).length, 2)

    const lately = rows.filter((row) => Number(row.days_quiet) < 6 && row.days_quiet !== null)
    assert.ok(lately.length > 0 && lately.length < rows.length)
    assert.deepEqual(await read('inactive_learners', { days: '3', lately: 'yes' }), lately)
    const [all] = await read('inactive_learners_by_team', { days: '3', lately: 'yes' })
    assert.equal(all?.people, lately.length)
  })

  test('at risk is who has something open, access to it, and no evidence in the last days', async () => {
    const isQuiet = await quietSince(5)
    const open = await raw<{ who: string; key: string }>(`
      select ${person('learner::bigint')} as who, source || learner || content_id as key from oracle.pair
      where source = 'datacamp' and started::date <= '${today}' and completed is null
        and not exists (select from datacamp.user_dim where user_id::text = learner and deleted_at <= '${asOf.slice(0, 19)}')
      union all
      select coalesce((select person from oracle.account a where a.source = 'skilljar' and id = learner), 'skilljar ' || learner), source || learner || content_id from oracle.pair
      where source = 'skilljar' and started::date <= '${today}' and completed is null
        and exists (select from skilljar.enrollment e where e.student_id = learner and e.published_course_id = content_id
          and is_active and (expires_at is null or expires_at > '${asOf.slice(0, 19)}'))
      union all
      select ${person('user_id')}, 'project' || user_id || '/' || project_id from datacamp.project_fact
      where project_id <> -1 and not exists (select from datacamp.user_dim u where u.user_id = project_fact.user_id and deleted_at <= '${asOf.slice(0, 19)}')
      group by user_id, project_id having count(completed_at) = 0 and min(started_at)::date <= '${today}'`)
    const known = await names()
    const rows = await read('at_risk', { days: '5' })
    const counts = new Map<string, number>()
    for (const { who } of open.filter(({ who }) => isQuiet(who))) counts.set(who, (counts.get(who) ?? 0) + 1)
    assert.ok(counts.size > 3)
    assert.deepEqual(
      rows.map((row) => `${nameOf(known, row)} ${row.open}`).sort(),
      [...counts].map(([who, count]) => `${who} ${count}`).sort(),
    )
    const current = await raw<{ who: string; team: number }>(
      `select distinct person as who, team_id as team from oracle.member
       where coalesce(joined <= '${today}', true) and coalesce('${today}' < left_on, true)`,
    )
    const withOpen = new Set(open.map(({ who }) => who)).size
    assert.deepEqual(await read('at_risk_total', { days: '5' }), [
      { people: withOpen, at_risk: counts.size, share: counts.size / withOpen, suppressed: false },
    ])
    const teams = await read('at_risk_by_team', { days: '5' })
    assert.ok(teams.some(({ people }) => Number(people) > 0))
    for (const row of teams) {
      // Deleted accounts are no members; all others at risk are found in each of their teams.
      const own = new Set(current.filter(({ team }) => row.team === null || team === row.team).map(({ who }) => who))
      const deleted = await raw<{ who: string }>(
        `select person as who from oracle.account left join datacamp.user_dim u on u.user_id::text = account.id
         where source = 'datacamp' group by 1 having bool_and(coalesce(deleted_at::date <= '${today}', false))`,
      )
      for (const { who } of deleted) own.delete(who)
      assert.deepEqual(
        [row.members, row.people],
        [own.size, [...own].filter((who) => counts.has(who)).length],
        String(row.team_name),
      )
    }
  })

  test('lists of learners are refused to whoever sees aggregates only', async () => {
    for (const name of [
      'skill_matrix',
      'stale_skills',
      'registrations_running_out',
      'inactive_learners',
      'at_risk',
    ] as const) {
      assert.equal((analyses[name] as Analysis).learnerRows, true)
      await assert.rejects(read(name, {}, aggregatesOnly), NotForThisReader)
    }
  })

  test('whoever sees aggregates only sees no cell of fewer than five people, and none that the others give away', async () => {
    const known = {
      certification_funnel: ['version', 'segment', 'position'],
      assessment_score_distribution: ['from'],
      certification_attempts_per_person: ['times'],
      course_time_to_complete_distribution: ['from'],
      retention: ['cohort', 'start'],
      inactive_learners_by_team: ['team'],
      at_risk_by_team: ['team'],
    } as const
    for (const [name, keys] of Object.entries(known) as [keyof typeof known, readonly string[]][]) {
      const all = await read(name)
      const some = await read(name, {}, aggregatesOnly)
      const keyOf = (row: AnalysisRow) => keys.map((key) => row[key]).join()
      assert.deepEqual(some.map(keyOf), all.map(keyOf), name)
      assert.ok(some.some(({ suppressed }) => suppressed) && some.some(({ suppressed }) => !suppressed), name)
      for (const [index, row] of some.entries()) {
        const counts = ['attempts', 'completed', 'members', 'active', 'people'].filter(
          (column) => typeof row[column] === 'number',
        )
        for (const column of counts) {
          assert.equal(row[column], all[index]?.[column])
          assert.ok(row[column] === 0 || Number(row[column]) >= 5, `${name}: ${column} of ${keyOf(row)}`)
        }
      }
    }
    const bins = await read('assessment_score_distribution', { width: '5' }, aggregatesOnly)
    assert.notEqual(bins.filter(({ suppressed }) => suppressed).length, 1)
  })

  test('in a curve for whoever sees aggregates only no step is made by fewer than five', async () => {
    const all = await read('course_time_to_complete_curve')
    const curve = await read('course_time_to_complete_curve', {}, aggregatesOnly)
    assert.ok(curve.length > 3 && curve.length < all.length)
    const sum = (rows: readonly AnalysisRow[]) =>
      rows.reduce((total, row) => total + Number(row.completed) + Number(row.censored), 0)
    assert.equal(sum(curve), sum(all))
    assert.ok(curve.every((row) => sum([row]) >= 5))
    const known = new Map(all.map((row) => [row.day, row.still_open]))
    for (const row of curve) assert.equal(row.still_open, known.get(row.day ?? null), `after ${row.day} days`)
  })

  test('managers see attempts of the days on which the person was in their team, and no others', async () => {
    const known = await names()
    const mine = await read('skill_matrix', {}, ownTeams(12))
    const memberships = await raw<{ who: string; joined: string | null; left: string | null }>(
      `select person as who, joined::text as joined, left_on::text as left from oracle.member where team_id = 12`,
    )
    assert.ok(mine.length > 0)
    for (const row of mine) {
      const day = String(row.completed_on)
      assert.ok(
        memberships.some(
          ({ who, joined, left }) =>
            who === nameOf(known, row) && (joined === null || joined <= day) && (left === null || day < left),
        ),
        `${row.name} on ${day}`,
      )
    }
  })
})
