/** One person's page: its events are those that the metrics count, and a manager sees those of the days in the own teams. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { MetricName } from '@/lib/metrics/names'
import { NotForThisReader } from '@/lib/metrics/query'
import type { Scope } from '@/lib/authz/scope'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth, recordPublications } from '@/lib/testing/mirrors'
import { fillDatacamp } from '@/lib/testing/random-datacamp'
import { fillMirrors, mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { fillSkilljar } from '@/lib/testing/random-skilljar'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { analyses } from '../analyses'
import type { Analysis, AnalysisRow } from '../analysis'
import { managerOf } from '../testing/both-fences'
import { personAnalyses } from './person-analyses'

const today = addDays(mirrorsFrom, mirrorsDays - 20)
const asOf = { datacamp: `${today}T12:00:00.000Z`, skilljar: `${today}T12:00:00.000Z` }
const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays + 30)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const ever: Filters = { ...filters, from: '2000-01-01', to: '2100-01-01' }

/** Events by kind, and the metric that counts them. */
const counted: Readonly<Record<string, { metric: MetricName; source?: string }>> = {
  course_enrolled: { metric: 'enrolments' },
  'datacamp course_started': { metric: 'course_starts' },
  'skilljar course_started': { metric: 'sj_course_starts' },
  'datacamp course_completed': { metric: 'course_completions' },
  'skilljar course_completed': { metric: 'sj_course_completions' },
  project_started: { metric: 'project_starts' },
  project_completed: { metric: 'project_completions' },
  assessment_completed: { metric: 'assessments_completed' },
  assignment_assigned: { metric: 'assignments' },
  'certification_stage Granted': { metric: 'certifications_granted' },
  track_enrolled: { metric: 'track_enrolments' },
  track_completed: { metric: 'track_completions' },
  workspace_created: { metric: 'workspaces_created' },
  workspace_published: { metric: 'workspaces_published' },
  live_session: { metric: 'vilt_registrations' },
  'live_session attended': { metric: 'vilt_attended' },
  'live_session missed': { metric: 'vilt_no_shows' },
  path_enrolled: { metric: 'path_enrolments' },
  path_completed: { metric: 'path_completions' },
  certificate_issued: { metric: 'certificates_issued' },
  domain_joined: { metric: 'memberships_new' },
  purchased: { metric: 'purchases' },
  refunded: { metric: 'purchases_refunded' },
}
const metrics = Object.values(counted).map(({ metric }) => metric)

describe('one person', () => {
  let database: TestDatabase
  let people: readonly number[]
  /** Whoever was ever in one of the manager's teams. */
  let members: readonly number[]

  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 51)
    await fillDatacamp(database.pool, 52)
    await fillSkilljar(database.pool, 53)
    await publishBoth(database.pool)
    await recordPublications(database.pool, asOf.skilljar)
    // What names no learner is somebody's in the sums, and nobody's history.
    const { rows } = await database.pool.query(`
      select person_id from mart.person as learner
      where not exists (select from mart.identity where identity.person_id = learner.person_id and source_id = '')
      order by person_id`)
    people = rows.map(({ person_id }) => Number(person_id))
    const own = await raw('select distinct person_id::int as person from mart.person_team where team_id in (11, 12)')
    members = people.filter((person) => own.some((row) => row.person === person))
  })
  after(() => database?.drop())

  /** Several tests look at the same rows, which do not change. */
  const known = new Map<string, Promise<readonly AnalysisRow[]>>()
  function read(name: keyof typeof personAnalyses, person: number, own = filters, scope: Scope = everybody) {
    const key = JSON.stringify([name, person, own, scope])
    const rows =
      known.get(key) ??
      readAs(
        database.warehouse,
        scope,
        (reader) =>
          (analyses[name] as Analysis).rows(reader, {
            filters: own,
            parameters: { person: String(person), most: '10000' },
          }),
        asOf,
      )
    known.set(key, rows)
    return rows
  }
  const raw = async (text: string, values: unknown[] = []) => (await database.pool.query(text, values)).rows

  test('the timeline has as many events of each kind as the metrics count of the same person and filters', async () => {
    const seen = new Map<string, number>()
    const third = (start: number) => people.filter((_, index) => index % 3 === start)
    const questions = [
      { own: filters, scope: everybody, of: people },
      { own: ever, scope: ownTeams(11, 12), of: members },
      { own: { ...ever, technology: ['SQL', 'Python', 'Not set'] }, scope: everybody, of: third(0) },
      { own: { ...filters, team: [11] }, scope: everybody, of: third(1) },
      { own: { ...ever, archived: true }, scope: everybody, of: third(2) },
    ]
    for (const { own, scope, of } of questions) {
      const { rows } = await readAs(
        database.warehouse,
        scope,
        (reader) => ask<MetricName, 'person'>(reader, { metrics, by: ['person'], filters: own }),
        asOf,
      )
      const counts = new Map(rows.map((row) => [row.person, row]))
      for (const person of of) {
        const events = await read('person_timeline', person, own, scope)
        for (const [kind, { metric }] of Object.entries(counted)) {
          const here = events.filter(({ source, event, detail }) =>
            [event, `${source} ${event}`, `${event} ${detail}`].includes(kind),
          ).length
          assert.equal(here, counts.get(person)?.[metric] ?? 0, `${kind} of ${person} ${JSON.stringify(own)}`)
          seen.set(kind, (seen.get(kind) ?? 0) + here)
        }
      }
    }
    for (const kind of Object.keys(counted)) assert.ok((seen.get(kind) ?? 0) > 0, `no ${kind} in the data`)
  })

  test('asked about one person, a metric says what it says of that person among all', async () => {
    const names = [
      'assessments_completed',
      'certifications_granted',
      'certificates_issued',
      'skill_gain_pairs',
    ] as const
    const { rows } = await readAs(
      database.warehouse,
      everybody,
      (reader) => ask(reader, { metrics: names, by: ['person'], filters }),
      asOf,
    )
    const everybodys = await raw('select person_id::int as person from mart.person')
    for (const { person } of everybodys) {
      const { totals } = await readAs(
        database.warehouse,
        everybody,
        (reader) => ask(reader, { metrics: names, filters, person }),
        asOf,
      )
      const row = rows.find((one) => one.person === person)
      for (const name of names) assert.equal(totals[name], row?.[name] ?? 0, `${name} of ${person}`)
    }
  })

  test('chapters of a day and course, and courses with their time and parts, are those of plain SQL', async () => {
    const chapters = await raw(
      `select identity.person_id::int as person, chapter.day::text, chapter.course_slug, count(*)::int as chapters
       from (
         select fact.user_id, described.chapter_id, described.course_slug, max(fact.completed_at)::date as day
         from datacamp.chapter_fact fact join datacamp.chapter_dim described using (chapter_id)
         where fact.completed_at is not null and described.chapter_id <> -1
         group by 1, 2, 3
       ) chapter
       join mart.identity on source = 'datacamp' and source_id = chapter.user_id::text
       where chapter.day between $1 and $2 and chapter.course_slug is not null
       group by 1, 2, 3`,
      [filters.from, filters.to],
    )
    const courses = await raw(
      `select identity.person_id::int as person, 'datacamp/course/' || fact.course_id as content,
         to_char(min(fact.started_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as started_at,
         to_char(max(fact.completed_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as completed_at,
         coalesce(sum(greatest(fact.time_spent, 0)) filter (where fact.date_id in (select to_char(day, 'YYYYMMDD')::bigint from generate_series($1::date, $2::date, interval '1 day') day)), 0)::int as seconds
       from datacamp.course_fact fact
       join mart.identity on source = 'datacamp' and source_id = fact.user_id::text
       where fact.course_id <> -1 and (select count(*) from mart.identity one where one.person_id = identity.person_id and one.source = 'datacamp') = 1
       group by 1, 2
       having bool_or(fact.date_id in (select to_char(day, 'YYYYMMDD')::bigint from generate_series($1::date, $2::date, interval '1 day') day) and (fact.time_spent > 0 or fact.xp > 0))
         or min(fact.started_at)::date between $1 and $2 or max(fact.completed_at)::date between $1 and $2`,
      [filters.from, filters.to],
    )
    assert.ok(chapters.length > 20 && courses.length > 50)
    for (const person of people) {
      const events = await read('person_timeline', person)
      const found = events.filter(({ event }) => event === 'chapters_completed')
      const expected = chapters.filter((row) => row.person === person)
      const sum = (rows: readonly AnalysisRow[]) => rows.reduce((total, { amount }) => total + Number(amount), 0)
      assert.ok(sum(found) >= expected.reduce((total, { chapters: some }) => total + some, 0), `chapters of ${person}`)
      const list = await read('person_courses', person)
      for (const { content, started_at, completed_at, seconds } of courses.filter((row) => row.person === person)) {
        const row = list.find((one) => one['content'] === content)
        assert.ok(row, `${content} of ${person}`)
        assert.deepEqual([row['started_at'], row['completed_at']], [started_at, completed_at])
        assert.ok(Math.abs(Number(row['hours']) - seconds / 3600) < 1e-5, `hours of ${content} of ${person}`)
      }
    }
  })

  test('a manager sees what happened while the person was in one of the own teams, and nothing else', async () => {
    const days = await raw(
      `select person_id::int as person, joined::text, "left"::text from mart.person_team where team_id in (11, 12)`,
    )
    let [shown, hidden] = [0, 0]
    const strangers = people.filter((person) => !members.includes(person)).slice(0, 3)
    assert.ok(strangers.length > 0)
    for (const person of [...members, ...strangers]) {
      const spans = days.filter((row) => row.person === person)
      const inside = (day: unknown) =>
        spans.some(
          ({ joined, left }) =>
            (joined === '-infinity' || joined <= String(day)) && (left === 'infinity' || String(day) < left),
        )
      const all = await read('person_timeline', person, ever)
      const own = await read('person_timeline', person, ever, ownTeams(11, 12))
      const what = ({ events: _, ...row }: AnalysisRow) => JSON.stringify(row)
      assert.deepEqual(
        own.map(what).sort(),
        all
          .filter(({ day }) => inside(day))
          .map(what)
          .sort(),
        `person ${person}`,
      )
      for (const { started_at, completed_at } of await read('person_courses', person, ever, ownTeams(11, 12))) {
        for (const moment of [started_at, completed_at]) {
          assert.ok(moment === null || inside(String(moment).slice(0, 10)), `${moment} of ${person}`)
        }
      }
      shown += own.length
      hidden += all.length - own.length
    }
    assert.ok(shown > 100 && hidden > 100)
  })

  test('behind the fence a manager gets the same lists as without it', async () => {
    let seen = 0
    const both = await managerOf(database, [11, 12], asOf)
    for (const membership of ['at_time', 'ever'] as const) {
      for (const person of members.slice(0, 3)) {
        for (const [name, analysis] of Object.entries<Analysis>(personAnalyses)) {
          const asked = {
            filters: { ...ever, membership },
            today: '2025-03-01',
            parameters: { person: String(person) },
          }
          seen += await both(`${name} of ${person}`, (reader) => analysis.rows(reader, asked))
        }
      }
    }
    assert.ok(seen > 100)
  })

  test('readers of aggregates see none of it, and a number that is nobody’s gives empty lists', async () => {
    for (const name of Object.keys(personAnalyses) as (keyof typeof personAnalyses)[]) {
      await assert.rejects(read(name, people[0] ?? 1, ever, aggregatesOnly), NotForThisReader)
      assert.deepEqual(await read(name, 99_999_999, ever), [])
    }
  })
})
