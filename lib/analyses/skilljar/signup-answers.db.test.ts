/** Answers given at sign-up as segments against plain loops over the raw rows, with people who answered twice. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import type { TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows } from '@/lib/testing/mirrors'
import { near } from '@/lib/testing/near'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { plainNumber, rawSkilljar, type RawTables } from '@/lib/testing/skilljar-rows'
import { skilljarWorld, type World } from '@/lib/testing/skilljar-world'
import type { Analysis } from '../analysis'
import { signupFields } from './signup-fields'
import { signupSegments } from './signup-segments'

const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const inPeriod = (moment: string | null) =>
  moment !== null && filters.from <= moment.slice(0, 10) && moment.slice(0, 10) <= filters.to
const distinct = <T>(values: Iterable<T>) => [...new Set(values)]

describe('sign-up answers', () => {
  let database: TestDatabase
  let raw: RawTables
  let world: World

  before(async () => {
    ;({ database } = await skilljarDatabase(41))
    await insertAnswers(database)
    raw = await rawSkilljar(database.pool)
    world = skilljarWorld(raw)
  })
  after(() => database?.drop())

  const rowsOf = (analysis: Analysis, scope: Scope = everybody, some: Partial<Filters> = {}) =>
    readAs(database.warehouse, scope, (reader) => analysis.rows(reader, { filters: { ...filters, ...some } }))
  const personOf = (student: string | null) => world.personOf(student) ?? `nobody ${student}`

  interface Given {
    person: string
    field: string
    value: string
  }
  const given = (): Given[] => {
    const memberships = new Map(raw.domain_membership.map((row) => [row.domain_membership_id, row]))
    return raw.domain_signup_info.flatMap((row) => {
      const membership = memberships.get(row.domain_membership_id ?? '')
      const person = membership && world.personOf(membership.student_id)
      const value = row.value?.trim().toLowerCase() ?? ''
      const isKnown = raw.domain_signup_field.some(
        (field) => field.domain_signup_field_id === row.domain_signup_field_id,
      )
      return person && value !== '' && isKnown ? [{ person, field: String(row.domain_signup_field_id), value }] : []
    })
  }

  test('a question is a segment where at least three people share an answer on average, and no other value is told', async () => {
    const rows = await rowsOf(signupFields)
    const fields = Map.groupBy(given(), ({ field }) => field)
    assert.deepEqual(rows.map(({ field }) => field).toSorted(), [...fields.keys()].toSorted())
    for (const row of rows) {
      const own = fields.get(String(row['field'])) ?? []
      const [people, values] = [
        distinct(own.map(({ person }) => person)).length,
        distinct(own.map(({ value }) => value)).length,
      ]
      assert.deepEqual([row['people'], row['answers']], [people, values])
      assert.equal(row['is_segment'], people >= 5 && people >= 3 * values, `field ${row['field']}`)
    }
    assert.equal(rows.find(({ field }) => field === 'unit')?.['is_segment'], true)
    assert.equal(rows.find(({ field }) => field === 'note')?.['is_segment'], false)
    for (const scope of [everybody, aggregatesOnly]) {
      const told = JSON.stringify([await rowsOf(signupFields, scope), await rowsOf(signupSegments, scope)])
      assert.doesNotMatch(told, /private note/i)
      assert.doesNotMatch(told, /only mine/i, 'an answer of one person')
    }
  })

  test('two answers of a person in two letter cases are one, and nothing of theirs counts twice', async () => {
    const rows = (await rowsOf(signupSegments)).filter(({ field }) => field === 'unit')
    const own = given().filter(({ field }) => field === 'unit')
    const pairs = [...Map.groupBy(raw.enrollment, (row) => `${row.student_id} ${row.published_course_id}`).values()]
    const completed = new Map(
      raw.student_course_progress.map((row) => [row.student_course_progress_id, row.completed_at]),
    )
    const enrolments = (person: string) =>
      pairs.filter(
        (pair) =>
          personOf(pair[0]?.student_id ?? null) === person &&
          inPeriod(pair.flatMap((row) => row.enrolled_at ?? []).toSorted()[0] ?? null),
      ).length
    const completions = (person: string) =>
      pairs.filter(
        (pair) =>
          personOf(pair[0]?.student_id ?? null) === person &&
          inPeriod(
            pair
              .flatMap((row) => completed.get(row.student_course_progress_id ?? '') ?? [])
              .toSorted()
              .at(-1) ?? null,
          ),
      ).length
    const hours = (person: string) =>
      raw.student_lesson_session_time_hourly.reduce(
        (sum, row) =>
          sum +
          (personOf(row.student_id) === person && inPeriod(row.hour_starts_at)
            ? Math.max(0, plainNumber(row.session_time_seconds) ?? 0)
            : 0),
        0,
      ) / 3600
    const alone = (value: string) =>
      distinct(own.filter((one) => one.value === value).map(({ person }) => person)).length < 2
    const groups = Map.groupBy(own, ({ value }) => (alone(value) ? null : value))
    assert.deepEqual(
      rows.map(({ answer }) => answer?.toString().toLowerCase() ?? null).toSorted(),
      [...groups.keys()].toSorted(),
    )
    assert.ok(groups.has(null), 'an answer of one person')
    const sum = (people: readonly string[], value: (person: string) => number) =>
      people.reduce((total, person) => total + value(person), 0)
    for (const row of rows) {
      const people = distinct(
        (groups.get(row['answer'] === null ? null : String(row['answer']).toLowerCase()) ?? []).map(
          ({ person }) => person,
        ),
      )
      assert.deepEqual(
        [row['people'], row['enrolments'], row['completions']],
        [people.length, sum(people, enrolments), sum(people, completions)],
        String(row['answer']),
      )
      near(row['hours'], sum(people, hours), `hours of ${row['answer']}`, 1e-5)
      near(row['hours_each'], sum(people, hours) / people.length, `hours per person of ${row['answer']}`, 1e-5)
    }
    assert.ok(rows.some(({ enrolments }) => Number(enrolments) > 3))
    const repeating = Map.groupBy(own, ({ person, value }) => `${person} ${value}`)
    assert.ok(
      [...repeating.values()].some((answers) => answers.length > 1),
      'somebody answers twice alike',
    )
  })

  test('readers of aggregates see no answer of fewer than five people, nor what gives one away', async () => {
    const all = (await rowsOf(signupSegments)).filter(({ field }) => field === 'unit')
    const seen = (await rowsOf(signupSegments, aggregatesOnly)).filter(({ field }) => field === 'unit')
    const small = all.filter(({ people }) => Number(people) < 5).map(({ answer }) => answer)
    assert.ok(small.some((answer) => answer !== null))
    assert.ok(seen.every(({ answer }) => answer === null || !small.includes(answer)))
    assert.ok(seen.some(({ people }) => people !== null))
    for (const row of seen) assert.ok(row['people'] === null || Number(row['people']) >= 5)
    for (const row of seen) assert.equal(row['hours_each'] === null, row['hours'] === null)
    const hidden = seen.filter(({ people }) => people === null)
    const behind = hidden.reduce(
      (sum, row) => sum + Number(all.find(({ answer }) => answer === row['answer'])?.['people'] ?? 5),
      0,
    )
    assert.ok(hidden.length === 0 || behind >= 5)
  })

  test('a filter makes no segment of what is none, and leaves out who is not asked about', async () => {
    const ofGroup = (await rowsOf(signupSegments, everybody, { where: { student_group: ['g0'] } })).filter(
      ({ field }) => field === 'unit',
    )
    const inGroup = new Set(
      raw.student_group_membership.flatMap((row) =>
        row.student_group_id === 'g0' ? (world.personOf(row.student_id) ?? []) : [],
      ),
    )
    const people = distinct(
      given().flatMap(({ field, person }) => (field === 'unit' && inGroup.has(person) ? person : [])),
    )
    assert.ok(people.length > 0)
    assert.ok(ofGroup.reduce((sum, row) => sum + Number(row['people']), 0) >= people.length)
    assert.ok(
      (await rowsOf(signupSegments, everybody, { where: { student_group: ['g0'] } })).every(
        ({ field }) => field !== 'note',
      ),
    )
  })
})

const units = ['Sales', 'Field Service', 'sales ', 'Finance']

/** Every fourth in Finance is so from the sixteenth on only; the first three are in Legal, and the last alone where nobody else is. */
function unitOf(student: number): string {
  if (student === 25) return 'Only mine'
  if (student < 3) return 'Legal'
  return (student % 4 === 3 && student <= 15 ? units[1] : units[student % 4]) ?? ''
}

/** Eight join twice and answer again, in capitals; to another question everybody answers otherwise. */
async function insertAnswers({ pool }: TestDatabase): Promise<void> {
  const joined = Array.from({ length: 34 }, (_, index) => ({
    membership: `own${index}`,
    student: index % 26,
    again: index > 25,
  }))
  await insertMirrorRows(
    pool,
    'skilljar.domain_membership',
    joined.map(({ membership, student }) => ({
      domain_membership_id: membership,
      domain_id: 'd0',
      student_id: `s${student}`,
    })),
  )
  await insertMirrorRows(pool, 'skilljar.domain_signup_field', [
    { domain_signup_field_id: 'unit', label: 'Business unit', domain_id: 'd0' },
    { domain_signup_field_id: 'note', label: 'Anything else?', domain_id: 'd0' },
  ])
  const answer = (field: string, membership: string, value: string) => ({
    domain_signup_info_id: `${field} ${membership}`,
    domain_membership_id: membership,
    domain_signup_field_id: field,
    value,
  })
  await insertMirrorRows(
    pool,
    'skilljar.domain_signup_info',
    joined.flatMap(({ membership, student, again }) => [
      answer('unit', membership, again ? unitOf(student).toUpperCase() : unitOf(student)),
      answer('note', membership, `Private note ${student}`),
    ]),
  )
}
