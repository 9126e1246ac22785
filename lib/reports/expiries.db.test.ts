/** The expiry calendar and its list against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { expiries } from '@/lib/analyses/activity/expiries'
import { managerOf } from '@/lib/analyses/testing/both-fences'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { ask } from '@/lib/metrics/ask'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { fillDatacamp } from '@/lib/testing/random-datacamp'
import { fillMirrors } from '@/lib/testing/random-mirrors'
import { fillSkilljar } from '@/lib/testing/random-skilljar'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { readQuestion } from './question'
import { expiriesCards, readExpiries, readLines, readWhen } from './read-expiries'
import { reportOf } from './reports'
import { endings, endingTraps, momentsOfTest as asOf } from './testing/plain-expiries'

let database: TestDatabase

const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>, moments: ScopedReader['asOf'] = asOf) =>
  readAs(database.warehouse, scope, read, moments)
const question = (reader: ScopedReader, search = '') =>
  readQuestion(reportOf('expiries'), new URLSearchParams(search), { alsoKnown: ['when', 'lines'], asOf: reader.asOf })

const totalsOf = (scope: Scope, search = '', moments?: ScopedReader['asOf']) =>
  as(scope, async (reader) => (await readExpiries(reader, question(reader, search))).figures.totals, moments)
const listOf = (scope: Scope, when: string, search = '') =>
  as(scope, (reader) => expiries.rows(reader, { filters: question(reader, search).inside, parameters: { when } }))

const within = { ended: [-30, 0], '30': [0, 30], '60': [30, 60], '90': [60, 90], ahead: [0, 90] } as const
const spans = Object.keys(within) as (keyof typeof within)[]
const lie = (when: keyof typeof within) => `days_left >= ${within[when][0]} and days_left < ${within[when][1]}`
const written = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

describe('the expiry calendar', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded nothing ends, and no card fails', async () => {
    const none = { datacamp: null, skilljar: null }
    assert.equal((await totalsOf(everybody, '', none)).expiries_ahead, 0)
    for (const read of Object.values(expiriesCards))
      await as<unknown>(everybody, (reader) => read(reader, question(reader)), none)
    assert.deepEqual(
      await as(everybody, (reader) => expiries.rows(reader, { filters: question(reader).inside }), none),
      [],
    )
  })

  describe('with data', () => {
    before(async () => {
      await fillMirrors(database.pool, 83)
      await fillDatacamp(database.pool, 84)
      await fillSkilljar(database.pool, 85)
      await database.pool.query(endingTraps)
      await publishBoth(database.pool)
      await database.pool.query(`create schema if not exists oracle; create table oracle.ending as ${endings}`)
    })

    test('every span lists each learner and thing once, as plain SQL finds them', async () => {
      const kinds = new Set<unknown>()
      for (const when of spans) {
        const order = when === 'ended' ? 'desc' : 'asc'
        const known = await raw<Record<string, unknown>>(
          `select person, kind, content, ${written('ends_at')} as ends_at from oracle.ending where ${lie(when)}
           order by oracle.ending.ends_at ${order}, person, kind, content`,
        )
        const listed = await listOf(everybody, when)
        const ofInterest = listed.map(({ person, kind, content, ends_at }) => ({ person, kind, content, ends_at }))
        assert.deepEqual(ofInterest.map(atAll).sort(), known.map(atAll).sort(), when)
        assert.deepEqual(
          ofInterest.map((row) => row.ends_at),
          known.map((row) => row['ends_at']),
          `${when}: in order`,
        )
        for (const { kind } of listed) kinds.add(kind)
      }
      assert.equal(kinds.size, 6, [...kinds].join())
    })

    test('of several about the same thing the longest counts, and what is renewed, completed or switched off is left out', async () => {
      const ofTraps = async (when: string) =>
        (await listOf(everybody, when))
          .filter(({ email }) => String(email).endsWith('@traps.example'))
          .map(
            ({ email, kind, content, ends_at }) =>
              `${String(email).slice(0, 2)} ${kind} ${content} ${String(ends_at).slice(0, 16)}`,
          )
          .sort()
      assert.deepEqual(await ofTraps('30'), [
        'z1 Course access skilljar/course/zp1 2025-03-10T00:00',
        'z6 Certificate skilljar/course/zp1 2025-03-02T00:00',
        'z6 Certificate skilljar/course/zp3 2025-03-03T00:00',
        'z7 Course access skilljar/course/zp1 2025-02-20T06:30',
        'z8 Path skilljar/path/zpath 2025-03-04T23:00',
        'z9 Domain membership skilljar/domain/d1 2025-03-04T00:00',
      ])
      assert.deepEqual(await ofTraps('ended'), ['z4 Course access skilljar/course/zp3 2025-02-10T00:00'])
      const later = (await ofTraps('60')).filter((line) => line.startsWith('z7'))
      assert.equal(later.length, 1, 'exactly 30 days later is not within 30 days')
    })

    test('figures, calendar, weeks and the table add up to the list, by day, by kind and by team', async () => {
      const totals = await totalsOf(everybody)
      for (const [when, metric] of [
        ['ended', 'expiries_ended'],
        ['30', 'expiries_ahead_30'],
        ['60', 'expiries_ahead_60'],
        ['90', 'expiries_ahead_90'],
        ['ahead', 'expiries_ahead'],
      ] as const) {
        const [known] = await raw<{ n: number }>(`select count(*)::int as n from oracle.ending where ${lie(when)}`)
        assert.ok(known && known.n > 5)
        assert.equal(totals[metric], known.n, when)
      }
      const other = await totalsOf(everybody, 'from=2020-01-01&to=2020-02-01&compare=last_year')
      assert.deepEqual(other, totals, 'whatever period somebody comes with')
      const days = await as(everybody, (reader) => expiriesCards.days(reader, question(reader)))
      const byDay = await raw<{ day: string; n: number }>(
        `select ends_at::date::text as day, count(*)::int as n from oracle.ending where days_left >= -30 and days_left < 90 group by 1 order by 1`,
      )
      assert.deepEqual(
        days.rows
          .map((row) => ({ day: row.day, n: (row.expiries_ended ?? 0) + (row.expiries_ahead ?? 0) }))
          .filter(({ n }) => n > 0),
        byDay,
      )
      const weeks = await as(everybody, (reader) => expiriesCards.weeks(reader, question(reader)))
      const byWeek = await raw<{ key: string; n: number }>(
        `select date_trunc('week', ends_at)::date || ' ' || kind as key, count(*)::int as n from oracle.ending
         where days_left >= -30 and days_left < 90 group by 1`,
      )
      assert.deepEqual(
        new Map(
          weeks.rows
            .map(
              (row) =>
                [`${row.week} ${row.expiry_kind}`, (row.expiries_ended ?? 0) + (row.expiries_ahead ?? 0)] as const,
            )
            .filter(([, n]) => n > 0)
            .sort(),
        ),
        new Map(byWeek.map(({ key, n }) => [key, n] as const).sort()),
      )
      const teams = await as(everybody, (reader) => expiriesCards.teams(reader, question(reader)))
      const byTeam = await raw<{ team: number; n: number }>(
        `select team_id::int as team, count(*)::int as n from oracle.ending join lateral (
           select distinct team_id from mart.person_team m where m.person_id = person and joined <= ends_at::date and ends_at::date < "left") t on true
         where ${lie('ahead')} group by 1`,
      )
      assert.ok(byTeam.length > 2)
      for (const { team, n } of byTeam)
        assert.equal(teams.rows.find((row) => row.team === team)?.expiries_ahead, n, `team ${team}`)
    })

    test('a day or days that somebody clicked on list what the charts count there', async () => {
      const [most] = await raw<{ day: string; n: number }>(
        `select ends_at::date::text as day, count(*)::int as n from oracle.ending where ${lie('ahead')} and ends_at::date > '2025-03-02' group by 1 order by 2 desc, 1 limit 1`,
      )
      assert.ok(most && most.n > 1)
      const people = await as(everybody, (reader) => expiriesCards.people(reader, question(reader, `when=${most.day}`)))
      assert.deepEqual([people?.rows.length, people?.ofDays], [Math.min(25, most.n), most.n])
      const week = await listOf(everybody, '2025-03-03..2025-03-09')
      assert.ok(week.every(({ ends_at }) => String(ends_at) >= '2025-03-03' && String(ends_at) < '2025-03-10'))
      for (const wrong of ['31', '2025-02-30', '2025-03-09..2025-03-03', 'a..b']) {
        assert.throws(() => readWhen(new URLSearchParams({ when: wrong })), /is not known/, wrong)
      }
      assert.throws(() => readLines(new URLSearchParams({ lines: '0' })), /no number of a page/)
    })

    test('one kind, one source or one team narrows figures and list alike', async () => {
      for (const [search, where] of [
        ['expiry_kind=Certificate,Path', `kind in ('Certificate', 'Path')`],
        ['source=datacamp', `source = 'datacamp'`],
        [
          'team=12',
          `exists (select from mart.person_team m where m.person_id = person and team_id = 12 and joined <= ends_at::date and ends_at::date < "left")`,
        ],
      ] as const) {
        const [known] = await raw<{ n: number }>(
          `select count(*)::int as n from oracle.ending where ${lie('ahead')} and ${where}`,
        )
        assert.ok(known && known.n > 0, search)
        assert.equal((await totalsOf(everybody, search)).expiries_ahead, known.n, search)
        assert.equal((await listOf(everybody, 'ahead', search)).length, known.n, search)
      }
    })

    test('without one of the platforms the other’s things stand as before', async () => {
      const whole = await listOf(everybody, 'ahead')
      for (const source of ['datacamp', 'skilljar'] as const) {
        const alone = { datacamp: null, skilljar: null, [source]: asOf[source] }
        const own = whole.filter((row) => row['source'] === source).length
        assert.ok(own > 0)
        assert.equal((await totalsOf(everybody, '', alone)).expiries_ahead, own, source)
      }
    })

    test('a manager gets what ends for people while they are in the own teams, from both fences', async () => {
      const mine = `exists (select from mart.person_team m where m.person_id = person and team_id in (11, 12) and joined <= ends_at::date and ends_at::date < "left")`
      const [known] = await raw<{ n: number }>(
        `select count(*)::int as n from oracle.ending where ${lie('ahead')} and ${mine}`,
      )
      assert.ok(known && known.n > 0)
      assert.equal((await listOf(ownTeams(11, 12), 'ahead')).length, known.n)
      assert.equal((await totalsOf(ownTeams(11, 12))).expiries_ahead, known.n)
      for (const source of ['datacamp', 'skilljar'] as const)
        await database.pool.query('insert into app.publication (connector_id, run_id, as_of) values ($1, 1, $2)', [
          source,
          asOf[source],
        ])
      const both = await managerOf(database, [11, 12], asOf)
      const seen = await both('list', (reader) =>
        expiries.rows(reader, { filters: question(reader).inside, parameters: { when: 'ahead' } }),
      )
      assert.equal(seen, known.n)
      await both('weeks', async (reader) => (await expiriesCards.weeks(reader, question(reader))).rows)
      await both('table', async (reader) => (await expiriesCards.table(reader, question(reader))).answer.rows)
    })

    test('a reader of aggregates gets no names and no count that fewer than five people stand behind', async () => {
      assert.equal(await as(aggregatesOnly, (reader) => expiriesCards.people(reader, question(reader))), null)
      await assert.rejects(listOf(aggregatesOnly, 'ahead'), /not shown to your role/)
      const people = new Map(
        (
          await raw<{ key: string; n: number }>(
            `select date_trunc('week', ends_at)::date || ' ' || kind as key, count(distinct person)::int as n from oracle.ending
             where ${lie('ahead')} group by 1`,
          )
        ).map(({ key, n }) => [key, n]),
      )
      const { rows } = await as(aggregatesOnly, (reader) => expiriesCards.weeks(reader, question(reader)))
      for (const row of rows) {
        if (!row.expiries_ahead) continue
        assert.ok((people.get(`${row.week} ${row.expiry_kind}`) ?? 0) >= 5)
      }
      assert.ok(rows.some((row) => row.expiries_ahead === null))
    })

    test('paths and memberships that end are as many as on the pages about them', async () => {
      const of = (kind: string) =>
        as(everybody, async (reader) => {
          const { inside } = question(reader, `expiry_kind=${kind}`)
          return (
            await ask(reader, {
              metrics: ['expiries_ahead_30', 'expiries_ahead_60', 'expiries_ahead_90'],
              filters: inside,
            })
          ).totals
        })
      // Those pages count what names no student; here it ends for nobody.
      for (const table of ['domain_membership', 'published_path_enrollment'])
        await database.pool.query(`delete from skilljar.${table} where student_id is null`)
      const [paths, memberships] = [await of('Path'), await of('Domain membership')]
      const { totals } = await as(everybody, (reader) =>
        ask(reader, { metrics: onTheirPages, filters: question(reader).inside }),
      )
      for (const days of [30, 60, 90] as const) {
        assert.ok(Number(paths[`expiries_ahead_${days}`]) > 0)
        assert.equal(paths[`expiries_ahead_${days}`], totals[`path_access_ending_${days}`], `paths, ${days}`)
        assert.ok(Number(memberships[`expiries_ahead_${days}`]) > 0)
        assert.equal(
          memberships[`expiries_ahead_${days}`],
          totals[`memberships_expiring_${days}`],
          `memberships, ${days}`,
        )
      }
    })
  })
})

const onTheirPages = [
  'path_access_ending_30',
  'path_access_ending_60',
  'path_access_ending_90',
  'memberships_expiring_30',
  'memberships_expiring_60',
  'memberships_expiring_90',
] as const

const atAll = (row: Record<string, unknown>) => [row['person'], row['kind'], row['content'], row['ends_at']].join(' ')
