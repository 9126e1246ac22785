/** The page Certifications against plain counting over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { fillDatacampMirrors } from '@/lib/testing/datacamp-database'
import { membersOf } from '@/lib/testing/oracle'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { wholePage } from '@/lib/testing/whole-page'
import { readQuestion } from './question'
import { certificationsCards, readCertifications } from './read-certifications'
import { reportOf } from './reports'

const moment = `${addDays(mirrorsFrom, mirrorsDays - 20)}T12:00:00`
const asOf = { datacamp: `${moment}.000Z`, skilljar: null }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays + 30) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase

const pageOf = (scope: Scope, search = address()) =>
  readAs(
    database.warehouse,
    scope,
    (reader: ScopedReader) =>
      wholePage(
        reader,
        readQuestion(reportOf('certifications'), search, { alsoKnown: [], asOf: reader.asOf }),
        readCertifications,
        certificationsCards,
      ),
    asOf,
  )

interface Attempt {
  readonly who: string
  readonly certification: number
  readonly version: 'v1' | 'v2'
  /** Of the registration, or of the first sign. */
  readonly day: string | null
  readonly granted: string | null
  /** From registration to the certificate. */
  readonly days: number | null
  readonly resolved: boolean
  readonly left: number | null
}

const attempts = async () =>
  (
    await database.pool.query<Attempt>(`
      select oracle.person_of(user_id) as who, certification_id::int as certification, case when certification_id <= 2 then 'v1' else 'v2' end as version,
        coalesce(registered_at, (select min(t) from unnest(array[assessments_passed_at, coding_challenge_passed_at, first_exam_started_at,
          first_exam_completed_at, exam_last_passed_at, case_study_ready_at, first_case_study_submitted_at, last_case_study_submitted_at,
          certificate_granted_at::timestamp, expired_at]) t))::date::text as day,
        certificate_granted_at::text as granted, certificate_granted_at - registered_at::date as days,
        certificate_granted_at is not null or coalesce(expired_at < timestamp '${moment}', false) as resolved,
        extract(epoch from expired_at - timestamp '${moment}')::float8 / 86400 as left
      from datacamp.certification_fact`)
  ).rows

const within = (day: string | null) => day !== null && period.from <= day && day <= period.to
const people = (rows: readonly Attempt[]) => new Set(rows.map(({ who }) => who)).size
const isRunningOut = ({ day, resolved, left }: Attempt) => day !== null && !resolved && left !== null && left <= 30

describe('Certifications', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded the page has nothing to show, for any reader', async () => {
    const page = await pageOf(everybody)
    assert.deepEqual(
      [page.table.answer.rows, page.funnel, page.tries, page.bins, page.success.rows],
      [[], [], [], [], []],
    )
    assert.deepEqual([page.runningOut.people, page.runningOut.teams.rows], [[], []])
    assert.equal((await pageOf(aggregatesOnly)).runningOut.people, null)
  })

  describe('with data', () => {
    before(async () => {
      await fillDatacampMirrors(database.pool, 61)
    })

    test('figures, rows and charts count the attempts of the period, by registration and by certificate', async () => {
      const all = await attempts()
      const registered = all.filter(({ day }) => within(day))
      const granted = all.filter((one) => within(one.granted))
      const resolved = registered.filter((one) => one.resolved)
      const page = await pageOf(everybody)
      const { totals } = page.figures
      assert.ok(registered.length > 50 && granted.length > 10)
      assert.deepEqual(
        [totals.certification_attempts, totals.certifications_granted, totals.certification_attempts_open],
        [registered.length, granted.length, registered.length - resolved.length],
      )
      assert.deepEqual(
        [totals.certification_success_rate_numerator, totals.certification_success_rate_denominator],
        [people(registered.filter((one) => one.granted !== null)), people(resolved)],
      )
      const { rows } = page.table.answer
      assert.equal(rows.length, new Set([...registered, ...granted].map(({ certification }) => certification)).size)
      for (const row of rows) {
        const of = ({ certification }: Attempt) => certification === row['certification']
        assert.deepEqual(
          [row['certification_attempts'], row['certification_attempts_open'], row['certifications_granted']],
          [
            registered.filter(of).length,
            registered.filter((one) => of(one) && !one.resolved).length,
            granted.filter(of).length,
          ],
          String(row['certification_name']),
        )
        const success = page.success.rows.find(({ certification }) => certification === row['certification'])
        assert.equal(success?.certification_success_rate_denominator, people(resolved.filter(of)))
        const line = page.granted.lines.find(({ key }) => key === row['certification'])
        const inAll = line?.points.reduce((sum, point) => sum + (point.certifications_granted ?? 0), 0) ?? 0
        assert.equal(inAll, granted.filter(of).length)
      }
      const sum = (values: readonly unknown[]) => values.reduce<number>((total, value) => total + Number(value), 0)
      assert.equal(
        sum(page.bins.map(({ certificates }) => certificates)),
        granted.filter(({ days }) => (days ?? -1) >= 0).length,
      )
      assert.equal(sum(page.tries.map(({ learners }) => learners)), people(registered))
      for (const [version, segment] of [
        ['v1', 'resolved'],
        ['v2', 'open'],
      ] as const) {
        const first = page.funnel.find(
          (row) => row.version === version && row.segment === segment && row.position === 0,
        )
        const isOf = (one: Attempt) => one.version === version && one.resolved === (segment === 'resolved')
        assert.equal(first?.attempts, registered.filter(isOf).length, `${version} ${segment}`)
      }
    })

    test('what runs out is what is open now, whatever the period, and the list is as long as its total', async () => {
      const all = (await attempts()).filter(isRunningOut)
      assert.ok(all.length > 3)
      for (const search of [address(), address({ from: period.to, to: period.to })]) {
        const { runningOut } = await pageOf(everybody, search)
        assert.equal(runningOut.teams.totals.certification_attempts_running_out, all.length)
        assert.equal(runningOut.people?.length, Math.min(10, all.length))
        const left = runningOut.people?.map((row) => Number(row.days_left)) ?? []
        assert.deepEqual(
          left,
          left.toSorted((one, other) => one - other),
        )
        assert.ok(left.every((days) => days >= 0 && days <= 30))
      }
    })

    test('a certification in the address narrows everything to it', async () => {
      const page = await pageOf(everybody, address({ certification: '3' }))
      const own = (await attempts()).filter(({ certification }) => certification === 3)
      assert.equal(page.figures.totals.certification_attempts, own.filter(({ day }) => within(day)).length)
      assert.deepEqual(
        page.table.answer.rows.map((row) => row['certification']),
        [3],
      )
      assert.deepEqual([...new Set(page.funnel.map(({ version }) => version))], ['v2'])
      assert.equal(page.runningOut.teams.totals.certification_attempts_running_out, own.filter(isRunningOut).length)
    })

    test('a manager sees attempts that people registered while they were in the own team, and no one else’s', async () => {
      const isMember = await membersOf(database.pool, 12)
      const mine = (await attempts()).filter(({ who, day }) => isMember(who, day))
      const page = await pageOf(ownTeams(12))
      const registered = mine.filter(({ day }) => within(day))
      assert.ok(registered.length > 3)
      assert.equal(page.figures.totals.certification_attempts, registered.length)
      assert.equal(page.runningOut.people?.length, Math.min(10, mine.filter(isRunningOut).length))
    })

    test('whoever sees aggregates only gets teams instead of people, and no number of fewer than five', async () => {
      const page = await pageOf(aggregatesOnly)
      assert.equal(page.runningOut.people, null)
      const counts = [
        ...page.runningOut.teams.rows.map((row) => row.certification_attempts_running_out),
        ...page.table.answer.rows.map((row) => row['certification_success_rate_numerator']),
        ...page.tries.map(({ learners }) => learners),
        ...page.funnel.map(({ attempts: count }) => count),
      ]
      assert.ok(counts.some((count) => count === null) && counts.some((count) => Number(count) >= 5))
      for (const count of counts) assert.ok(count === null || count === 0 || Number(count) >= 5, String(count))
    })
  })
})
