/** What the Overview says of Skilljar, and what ends, against the raw rows and plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { createOracle } from '@/lib/testing/oracle'
import { fillDatacamp } from '@/lib/testing/random-datacamp'
import { fillMirrors, mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { fillSkilljar } from '@/lib/testing/random-skilljar'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { skilljarEvents } from '@/lib/testing/skilljar-oracle'
import { rawSkilljar } from '@/lib/testing/skilljar-rows'
import { readQuestion } from './question'
import { overviewCards } from './read-overview'
import { reportOf } from './reports'

const last = addDays(mirrorsFrom, mirrorsDays - 1)
const asOf = { datacamp: `${last}T12:00:00.000Z`, skilljar: `${last}T12:00:00.000Z` }
const days = mirrorsDays / 2
const period = { from: addDays(last, 1 - days), to: last }
const former = { from: addDays(period.from, -days), to: addDays(period.from, -1) }

let database: TestDatabase

type Card = keyof typeof overviewCards
type Data<Name extends Card> = Awaited<ReturnType<(typeof overviewCards)[Name]>>

const asked = (reader: ScopedReader, more: Record<string, string> = {}) =>
  readQuestion(reportOf('overview'), new URLSearchParams({ ...period, ...more }), { alsoKnown: [], asOf: reader.asOf })

function card<Name extends Card>(
  scope: Scope,
  name: Name,
  more: Record<string, string> = {},
  moments: ScopedReader['asOf'] = asOf,
): Promise<Data<Name>> {
  // Safe: it is the card's own function.
  const read = overviewCards[name] as (...input: Parameters<(typeof overviewCards)[Card]>) => Promise<Data<Name>>
  return readAs(database.warehouse, scope, (reader) => read(reader, asked(reader, more)), moments)
}

const raw = async <R>(text: string, values: readonly unknown[] = []) =>
  (await database.pool.query(text, [...values])).rows as R[]
const near = (one: number | null | undefined, other: number | string) =>
  assert.ok(Math.abs(Number(one) - Number(other)) < 1e-5, `${one} is not ${other}`)

describe('the Overview with Skilljar', () => {
  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 61)
    await fillDatacamp(database.pool, 62)
    await fillSkilljar(database.pool, 63)
    await publishBoth(database.pool)
    await createOracle(database.pool)
  })
  after(() => database?.drop())

  test('on Skilljar people enrolled, got certificates, passed, attended and completed as the raw rows say', async () => {
    const data = await card(everybody, 'onSkilljar')
    assert.ok(data)
    const totals: Readonly<Record<string, unknown>> = data.totals
    const context = { asOf: asOf.skilljar.slice(0, 19), to: period.to, windowDays: 30 }
    const events = skilljarEvents(await rawSkilljar(database.pool), context)
    const count = (metric: string) =>
      (events[metric] ?? [])
        .filter(({ day }) => day >= period.from && day <= period.to)
        .reduce((sum, { value }) => sum + value, 0)
    const expected = {
      certificates_issued: 'certificates_issued',
      path_completions: 'path_completions',
      quiz_pass_rate_numerator: 'quizzes_passed_first',
      quiz_pass_rate_denominator: 'quizzes_graded',
      vilt_attendance_rate_numerator: 'vilt_attended',
      vilt_attendance_rate_denominator: 'vilt_marked',
      scorm_completion_rate_numerator: 'scorm_completed',
      scorm_completion_rate_denominator: 'scorm_modules',
    }
    for (const [column, metric] of Object.entries(expected)) {
      assert.ok(count(metric) > 0, metric)
      assert.equal(totals[column], count(metric), metric)
    }
    const [enrolled] = await raw<{ count: number }>(
      `select count(*)::int as count from (
         select min(enrolled_at)::date as day from skilljar.enrollment group by coalesce(student_id, ''), coalesce(published_course_id, '')
       ) pair where day between $1 and $2`,
      [period.from, period.to],
    )
    assert.equal(totals['enrolments'], enrolled?.count)
    assert.ok(data.former)
  })

  test('Skilljar’s courses that moved most are those whose hours changed most', async () => {
    const data = await card(everybody, 'courseMovers')
    const hours = ({ from, to }: typeof period) =>
      raw<{ key: string; hours: string }>(
        `select course_id as key, sum(amount) / 3600 as hours
         from oracle.event join skilljar.published_course on published_course_id = content_id
         where course_id is not null and metric = 'learning_hours' and source = 'skilljar' and day between $1 and $2 group by 1`,
        [from, to],
      )
    const [now, before] = [await hours(period), await hours(former)]
    const of = (rows: typeof now, key: string) => rows.find((row) => row.key === key)?.hours ?? 0
    const moved = [...(data?.movers?.rises ?? []), ...(data?.movers?.falls ?? [])]
    assert.ok(moved.length > 2)
    for (const mover of moved) {
      near(mover.now, of(now, mover.key))
      near(mover.before, of(before, mover.key))
      assert.ok((data?.people.get(mover.key) ?? 0) > 0 || mover.now === 0)
    }
  })

  test('certificates, access, paths and memberships that end are those of the expiry calendar', async () => {
    const { ending, sessions } = await card(everybody, 'attention')
    const list = await readAs(
      database.warehouse,
      everybody,
      (reader) => analyses.expiries.rows(reader, { filters: asked(reader).inside, parameters: { when: '30' } }),
      asOf,
    )
    const byKind = new Map<string, number>()
    for (const { kind } of list) byKind.set(String(kind), (byKind.get(String(kind)) ?? 0) + 1)
    assert.ok(byKind.size > 3)
    assert.deepEqual(new Map([...ending].filter(([, count]) => count !== 0).sort()), new Map([...byKind].sort()))
    const begun = await raw<{ id: string }>(
      `select distinct 'skilljar/session/' || vilt_session_id as id
       from skilljar.vilt_session_event e join skilljar.vilt_session s using (vilt_session_id)
       where cancelled_at is null and coalesce(ends_at, starts_at) > $1 and starts_at < $1::timestamp + interval '7 days' order by 1`,
      [asOf.skilljar.slice(0, 19)],
    )
    assert.deepEqual([...sessions.keys()].sort(), begun.map(({ id }) => id).sort())
  })

  test('with one platform alone no card fails, and what is Skilljar’s is said where Skilljar is asked about', async () => {
    const only = (source: keyof typeof asOf) => ({ datacamp: null, skilljar: null, [source]: asOf[source] })
    for (const source of ['datacamp', 'skilljar'] as const) {
      for (const name of Object.keys(overviewCards) as Card[]) await card(everybody, name, {}, only(source))
      const { ending, overdue } = await card(everybody, 'attention', {}, only(source))
      assert.equal(overdue.count === 0, source === 'skilljar')
      const onSkilljar = ['Course access', 'Certificate', 'Path', 'Domain membership'] as const
      assert.equal(
        onSkilljar.some((kind) => (ending.get(kind) ?? 0) > 0),
        source === 'skilljar',
      )
    }
    assert.equal(await card(everybody, 'onSkilljar', {}, only('datacamp')), null)
    assert.ok(await card(everybody, 'onSkilljar', {}, only('skilljar')))
    for (const without of [{ source: 'datacamp' }, { technology: 'SQL' }]) {
      assert.equal(await card(everybody, 'onSkilljar', without), null)
      assert.equal(await card(everybody, 'courseMovers', without), null)
    }
  })

  test('a reader of aggregates gets no count that fewer than five people stand behind', async () => {
    const { ending } = await card(aggregatesOnly, 'attention', { team: '12' })
    const { ending: all } = await card(everybody, 'attention', { team: '12' })
    for (const count of ending.values()) assert.ok(count === null || count === 0 || count >= 5)
    assert.ok(
      [...all].some(([kind, count]) => count !== 0 && ending.get(kind) === null),
      'some are hidden',
    )
    const moved = await card(aggregatesOnly, 'courseMovers')
    for (const count of moved?.people.values() ?? []) assert.ok(count === null || count >= 5)
  })
})
