/** A person's Skilljar lists equal plain SQL over the mirrors, with every fan-out in them, and a manager sees the own teams' days alone. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import type { TestDatabase } from '@/lib/testing/database'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import type { Analysis, AnalysisRow } from '../analysis'
import { personAnalyses } from './person-analyses'
import { skilljarTruth, type TruthList } from './testing/skilljar-truth'

const loaded = `${addDays(mirrorsFrom, mirrorsDays - 20)}T12:00:00.000Z`
const asOf = { datacamp: loaded, skilljar: loaded }
const ever: Filters = { ...defaultFilters('2026-01-01'), from: '2000-01-01', to: '2100-01-01', compare: 'none' }
const before2025: Filters = { ...ever, to: '2024-12-31' }
const spring: Filters = { ...ever, from: addDays(mirrorsFrom, 30), to: addDays(mirrorsFrom, 60) }

let database: TestDatabase
let people: readonly number[]

const read = (name: keyof typeof personAnalyses, person: number, filters = ever, scope: Scope = everybody) =>
  readAs(
    database.warehouse,
    scope,
    (reader) =>
      (personAnalyses[name] as Analysis).rows(reader, {
        filters,
        parameters: { person: String(person), most: '10000' },
      }),
    asOf,
  )

const raw = async (text: string, values: unknown[] = []) => (await database.pool.query(text, values)).rows

/** As text, so that rows compare whatever their order: numbers to nine places. */
const written = (rows: readonly AnalysisRow[], columns: readonly string[]) =>
  rows.map((row) => JSON.stringify(columns.map((name) => plain(row[name])))).sort()
const plain = (value: unknown) => (typeof value === 'number' ? Number(value.toFixed(9)) : (value ?? null))

describe('one person on Skilljar', () => {
  before(async () => {
    ;({ database } = await skilljarDatabase(61))
    people = (
      await raw(`
        select distinct person_id from mart.identity as own where source = 'skilljar'
          and not exists (select from mart.identity where identity.person_id = own.person_id and source_id = '')
        order by 1`)
    ).map(({ person_id }) => Number(person_id))
  })
  after(() => database?.drop())

  for (const [name, { columns, text, shows }] of Object.entries(skilljarTruth) as [
    TruthList,
    (typeof skilljarTruth)[TruthList],
  ][]) {
    test(`${name}: each thing once, as plain SQL has it`, async () => {
      const truth = text.replaceAll(':loaded', `'${loaded}'`)
      const expected = Map.groupBy(await raw(truth), ({ person }) => Number(person))
      let rows = 0
      for (const person of people) {
        const list = await read(name, person)
        assert.deepEqual(written(list, columns), written(expected.get(person) ?? [], columns), `${name} of ${person}`)
        rows += list.length
      }
      assert.ok(rows >= 10, `${name} has ${rows} rows`)
      // What the test would not tell if it were missing.
      assert.ok((await raw(`select 1 from (${truth}) as truth where ${shows} limit 1`)).length > 0, shows)
    })
  }

  test('an enrolment that ended is listed in the periods of its events alone, one with access always', async () => {
    const seen = { open: 0, left: 0 }
    for (const person of people) {
      const all = await read('person_enrolments', person)
      const found = await read('person_enrolments', person, before2025)
      assert.deepEqual(
        found.map(({ content }) => content).sort(),
        all.flatMap(({ access, content }) => (access === 'open' ? [content] : [])).sort(),
      )
      seen.open += found.length
      seen.left += all.length - found.length
    }
    assert.ok(seen.open > 0 && seen.left > 0)
  })

  test('a period shows what happened in it and what stands now, and of that what it shows of all days', async () => {
    const inside = (value: unknown) =>
      typeof value === 'string' && spring.from <= value.slice(0, 10) && value.slice(0, 10) <= spring.to
    for (const name of ['person_quiz_attempts', 'person_scorm', 'person_purchases'] as const) {
      const moments = personAnalyses[name].columns.filter(({ kind }) => kind === 'time').map((column) => column.name)
      let some = 0
      for (const person of people) {
        const names = personAnalyses[name].columns.map((column) => column.name)
        const expected = (await read(name, person)).filter((row) => moments.some((moment) => inside(row[moment])))
        const found = await read(name, person, spring)
        // An attempt before the newest is in the period, too.
        const missing = written(expected, names).filter((row) => !written(found, names).includes(row))
        assert.deepEqual(missing, [], `${name} of ${person}`)
        some += found.length
      }
      assert.ok(some > 0, name)
    }
    for (const name of ['person_domains', 'person_groups', 'person_signup', 'person_credits'] as const) {
      for (const person of people) {
        const names = personAnalyses[name].columns.map((column) => column.name)
        assert.deepEqual(
          written(await read(name, person, spring), names),
          written(await read(name, person), names),
          name,
        )
      }
    }
  })

  test('a lesson completed again after enrolling again is one completed lesson of the course', async () => {
    const done = `select person_id::int as person, 'skilljar/course/' || published_course_id as content, count(distinct lesson_id)::int as parts,
        count(*) as rows
      from skilljar.enrollment
      join skilljar.student_lesson_progress using (student_course_progress_id)
      join skilljar.lesson using (lesson_id)
      join mart.identity on source = 'skilljar' and source_id = student_id
      where completed_at is not null and is_section is not true and is_optional is not true group by 1, 2`
    const truth = await raw(done)
    assert.ok(truth.some(({ rows, parts }) => rows > parts))
    for (const person of people) {
      const own = (await read('person_courses', person)).filter(
        (row) => Number(row['parts']) > 0 && row['source'] === 'skilljar',
      )
      const expected = truth.filter((row) => row.person === person)
      assert.deepEqual(written(own, ['content', 'parts']), written(expected, ['content', 'parts']), `person ${person}`)
    }
  })

  test('lessons of a day, SCORM attempts and ends of access are in the timeline as plain SQL counts them', async () => {
    const truth = await raw(
      `select person_id::int as person, 'lessons_completed' as event, sum(lessons)::int as amount from (
         select identity.person_id, owner.published_course_id, progress.completed_at::date, count(distinct (owner.student_id, lesson_id)) as lessons
         from skilljar.student_lesson_progress as progress
         join (select distinct on (student_course_progress_id, student_id) * from skilljar.enrollment where student_course_progress_id is not null
           order by student_course_progress_id, student_id, enrolled_at, enrollment_id collate "C") as owner using (student_course_progress_id)
         left join skilljar.lesson using (lesson_id)
         join mart.identity on source = 'skilljar' and source_id = owner.student_id
         where progress.completed_at is not null and progress.lesson_id is not null and lesson.is_section is not true
         group by 1, 2, 3) as day group by 1
       union all
       select identity.person_id::int, 'scorm_attempted', count(*)::int
       from (select distinct student_course_progress_id, student_id from skilljar.enrollment) as owner
       join skilljar.student_lesson_progress using (student_course_progress_id)
       join skilljar.student_sco_progress as attempt using (student_lesson_progress_id)
       join mart.identity on source = 'skilljar' and source_id = owner.student_id
       where coalesce(attempt.attempted_at, attempt.created_at) is not null group by 1`,
    )
    for (const person of people) {
      const events = await read('person_timeline', person)
      const of = (event: string) => events.filter((row) => row['event'] === event)
      const lessons = of('lessons_completed').reduce((sum, { amount }) => sum + Number(amount), 0)
      const expected = (event: string) => truth.find((row) => row.person === person && row.event === event)?.amount ?? 0
      assert.equal(lessons, expected('lessons_completed'), `lessons of ${person}`)
      assert.equal(of('scorm_attempted').length, expected('scorm_attempted'), `attempts of ${person}`)
      for (const [event, list] of [
        ['course_access_ends', 'person_enrolments'],
        ['domain_access_ends', 'person_domains'],
        ['path_access_ends', 'person_paths'],
      ] as const) {
        const ends = (await read(list, person)).filter((row) => row['access_ends_at'] !== null)
        assert.deepEqual(
          of(event)
            .map(({ at, content }) => `${at} ${content}`)
            .sort(),
          ends.map((row) => `${row['access_ends_at']} ${row['content']}`).sort(),
          `${event} of ${person}`,
        )
      }
    }
  })

  test('a manager’s lists tell no moment at which the person was in none of the own teams', async () => {
    const spans = await raw(
      `select person_id::int as person, joined::text, "left"::text from mart.person_team where team_id in (11, 12)`,
    )
    let shown = 0
    for (const person of people) {
      const own = spans.filter((row) => row.person === person)
      const inside = (day: string) =>
        own.some(({ joined, left }) => (joined === '-infinity' || joined <= day) && (left === 'infinity' || day < left))
      for (const name of Object.keys(skilljarTruth) as TruthList[]) {
        const moments = personAnalyses[name].columns.filter(
          ({ kind, name: id }) => kind === 'time' && !standing.includes(id),
        )
        for (const row of await read(name, person, ever, ownTeams(11, 12))) {
          for (const { name: moment } of moments) {
            const at = row[moment]
            if (typeof at !== 'string') continue
            assert.ok(inside(at.slice(0, 10)), `${name}.${moment} of ${person}: ${at}`)
            shown += 1
          }
        }
      }
    }
    assert.ok(shown > 50)
  })
})

/** How it stands when the data was loaded, not when something happened. */
const standing = ['access_ends_at', 'since', 'expires_at', 'ends_at']
