/** The Overview against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { fillDatacampMirrors } from '@/lib/testing/datacamp-database'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { readQuestion } from './question'
import { overviewCards, readOverviewStart } from './read-overview'
import { reportOf } from './reports'

const middle = addDays(mirrorsFrom, Math.floor(mirrorsDays / 2))
const last = addDays(mirrorsFrom, mirrorsDays - 1)
const asOf = { datacamp: `${last}T12:00:00.000Z`, skilljar: `${last}T12:00:00.000Z` }
const period = { from: addDays(middle, 1), to: last }
const length = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000 + 1
const former = { from: addDays(period.from, -length), to: middle }

let database: TestDatabase

type Card = keyof typeof overviewCards
type Data<Name extends Card> = Awaited<ReturnType<(typeof overviewCards)[Name]>>

const asked = (reader: ScopedReader, more: Record<string, string> = {}) =>
  readQuestion(reportOf('overview'), new URLSearchParams({ ...period, ...more }), { alsoKnown: [], asOf: reader.asOf })

function card<Name extends Card>(
  scope: Scope,
  name: Name,
  more: Record<string, string> = {},
  hasRollups?: boolean,
): Promise<Data<Name>> {
  // Safe: it is the card's own function.
  const read = overviewCards[name] as (...input: Parameters<(typeof overviewCards)[Card]>) => Promise<Data<Name>>
  return readAs(
    database.warehouse,
    scope,
    (reader) => read(hasRollups === undefined ? reader : { ...reader, hasRollups }, asked(reader, more)),
    asOf,
  )
}

const raw = async <R>(text: string, values: readonly unknown[] = []) =>
  (await database.pool.query(text, [...values])).rows as R[]
const near = (one: number | null | undefined, other: number | string) =>
  assert.ok(Math.abs(Number(one) - Number(other)) < 1e-5, `${one} is not ${other}`)

describe('Overview', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded every card is empty, and none fails', async () => {
    const cards = Object.keys(overviewCards) as Card[]
    for (const name of cards) await card(everybody, name)
    const teams = await card(everybody, 'teams')
    assert.deepEqual([teams.ranked, teams.count, teams.movers], [[], 0, { rises: [], falls: [] }])
    assert.deepEqual((await card(everybody, 'retention')).cells, [])
    assert.deepEqual((await card(everybody, 'quiet')).people, [])
  })

  describe('with data', () => {
    before(async () => {
      await fillDatacampMirrors(database.pool, 61)
    })

    const hoursOf = (by: string, { from, to } = period) =>
      raw<{ key: string; hours: string }>(
        `select ${by} as key, sum(amount) / 3600 as hours from oracle.event
         where metric = 'learning_hours' and day between $1 and $2 group by 1`,
        [from, to],
      )
    const teamHours = ({ from, to } = period) =>
      raw<{ team: number; hours: string; people: number }>(
        `select team_id::int as team, sum(amount) filter (where metric = 'learning_hours') / 3600 as hours,
           (count(distinct person) filter (where metric = 'active_learners'))::int as people
         from oracle.event cross join lateral (
           select distinct team_id from oracle.member
           where member.person = event.person and coalesce(joined <= day, true) and coalesce(day < left_on, true)) as own
         where metric in ('learning_hours', 'active_learners') and day between $1 and $2
         group by 1 order by 2 desc nulls last`,
        [from, to],
      )

    test('hours by technology, by platform and by content are those of the mirrors', async () => {
      const { lines } = await card(everybody, 'technologies')
      const technologies = await hoursOf('technology')
      assert.equal(
        lines.filter(({ points }) => points.some((point) => point.learning_hours)).length,
        technologies.length,
      )
      for (const { key, hours } of technologies) {
        const line = lines.find((candidate) => candidate.key === key)
        near(
          line?.points.reduce((sum, point) => sum + (point.learning_hours ?? 0), 0),
          hours,
        )
      }
      const { whole } = await card(everybody, 'sources')
      for (const { key, hours } of await hoursOf('source')) {
        near(whole.rows.find(({ source }) => source === key)?.learning_hours, hours)
      }
      const mix = await card(everybody, 'mix')
      for (const { key, hours } of await hoursOf(`source || ' ' || content_type`)) {
        near(mix.rows.find((row) => `${row.source} ${row.content_type}` === key)?.learning_hours, hours)
      }
    })

    test('teams are ranked by the hours of their members, with what they had before and how many learned', async () => {
      const { ranked, people, count } = await card(everybody, 'teams')
      const [now, before] = [await teamHours(), await teamHours(former)]
      assert.ok(now.length > 2)
      assert.equal(count, now.length)
      assert.deepEqual(
        ranked.map(({ team }) => team),
        now.map(({ team }) => team).slice(0, ranked.length),
      )
      for (const [index, row] of ranked.entries()) {
        near(row.hours, now[index]?.hours ?? 0)
        assert.notEqual(row.before, null, 'nothing is hidden from everybody')
        near(row.before, before.find(({ team }) => team === row.team)?.hours ?? 0)
        assert.equal(people.get(row.team) ?? 0, now[index]?.people)
      }
    })

    test('what moved most is the difference of both periods, for teams and for technologies', async () => {
      const { movers } = await card(everybody, 'teams')
      const [now, before] = [await teamHours(), await teamHours(former)]
      const teams = [...new Set([...now, ...before].map(({ team }) => team))]
      const hours = (rows: typeof now, of: number) => Number(rows.find(({ team }) => team === of)?.hours ?? 0)
      const changes = teams.map((team) => hours(now, team) - hours(before, team))
      const rises = changes.filter((change) => change > 1e-9).sort((one, other) => other - one)
      const falls = changes.filter((change) => change < -1e-9).sort((one, other) => one - other)
      const changeOf = (mover: { now: number; before: number }) => mover.now - mover.before
      assert.ok(movers && rises.length + falls.length > 1)
      assert.equal(movers.rises.length, Math.min(5, rises.length))
      assert.equal(movers.falls.length, Math.min(5, falls.length))
      movers.rises.forEach((mover, index) => near(changeOf(mover), rises[index] ?? 0))
      movers.falls.forEach((mover, index) => near(changeOf(mover), falls[index] ?? 0))

      const technologies = await card(everybody, 'technologyMovers')
      const [current, previous] = [await hoursOf('technology'), await hoursOf('technology', former)]
      for (const { key, now, before } of [
        ...(technologies.movers?.rises ?? []),
        ...(technologies.movers?.falls ?? []),
      ]) {
        near(now, current.find((row) => row.key === key)?.hours ?? 0)
        near(before, previous.find((row) => row.key === key)?.hours ?? 0)
      }
      assert.equal((await card(everybody, 'teams', { compare: 'none' })).movers, null)
    })

    test('every day of the calendar counts its people, also before the period', async () => {
      const { rows, from, to } = await card(everybody, 'calendar')
      assert.equal(to, period.to)
      const days = await raw<{ day: string; people: number }>(
        `select day::text as day, count(distinct person)::int as people from oracle.event
         where metric = 'active_learners' and day between $1 and $2 group by 1 order by 1`,
        [from, to],
      )
      assert.ok(days.some(({ day }) => day < period.from))
      assert.deepEqual(
        rows.map(({ day, active_learners: people }) => ({ day, people })),
        days,
      )
    })

    test('learners of a day, a week and a month stand beside their share, for the period and each bucket', async () => {
      const { whole, buckets } = await card(everybody, 'regularity')
      assert.deepEqual([whole?.['from'], whole?.['to']], [period.from, period.to])
      const [{ mean } = { mean: '0' }] = await raw<{ mean: string }>(
        `select count(distinct (person, day)) / $3::numeric as mean from oracle.event
         where metric = 'active_learners' and day between $1 and $2`,
        [period.from, period.to, length],
      )
      near(Number(whole?.['active_day']), mean)
      assert.equal(
        buckets.reduce((sum, row) => sum + Number(row['days']), 0),
        length,
      )
    })

    test('what needs attention is of today: another period changes nothing', async () => {
      const now = await card(everybody, 'attention')
      assert.deepEqual(await card(everybody, 'attention', { from: mirrorsFrom, to: mirrorsFrom }), now)
      const [overdue] = await raw<{ count: number }>(
        `select count(*)::int as count from (
           select distinct group_id, user_id, assignment_id, nullif(trim(completion_status), '') as status, assigned_at, due_at,
             completed_at, reminder_sent_at
           from datacamp.assignment_fact where completed_at is null and due_at < $1
         ) given left join datacamp.assignment_dim d using (assignment_id)
         where d.deleted_at is null and coalesce(lower(trim(d.assignment_status)), '') <> 'archived'`,
        [asOf.datacamp],
      )
      assert.ok(overdue && overdue.count > 0)
      assert.equal(now.overdue.count, overdue.count)
      const [inside] = await raw<{ outside: number }>(
        `select count(*)::int as outside from datacamp.assignment_fact
         where completed_at is null and due_at < $1 and assigned_at::date not between $2 and $3`,
        [asOf.datacamp, now.overdue.during.from, now.overdue.during.to],
      )
      assert.equal(inside?.outside, 0, 'the period of its link holds every one of them')
      assert.deepEqual(
        await card(everybody, 'quiet', { from: mirrorsFrom, to: mirrorsFrom }),
        await card(everybody, 'quiet'),
      )
    })

    test('a manager sees the own teams, and nobody else went quiet', async () => {
      const own = (await card(everybody, 'teams')).ranked.slice(0, 2).map(({ team }) => team)
      const { ranked, movers } = await card(ownTeams(...own), 'teams')
      assert.deepEqual(ranked.map(({ team }) => team).sort(), own.toSorted())
      for (const { key } of [...(movers?.rises ?? []), ...(movers?.falls ?? [])]) assert.ok(own.includes(key))
      const quiet = await card(ownTeams(...own), 'quiet')
      for (const { team } of quiet.teams) assert.ok(own.includes(Number(team)))
    })

    test('a reader of aggregates gets no names and no count of fewer than five people', async () => {
      const quiet = await card(aggregatesOnly, 'quiet')
      assert.equal(quiet.people, null)
      for (const { people } of quiet.teams) assert.ok(people === null || people === 0 || Number(people) >= 5)
      const { people } = await card(aggregatesOnly, 'teams')
      for (const count of people.values()) assert.ok(count === null || count === 0 || count >= 5)
      const { rows } = await card(aggregatesOnly, 'calendar')
      for (const { active_learners: count } of rows) assert.ok(count === null || count === 0 || count >= 5)
      const { buckets } = await card(aggregatesOnly, 'regularity', { grain: 'day' })
      for (const row of buckets)
        assert.ok(row['active_day'] === null || row['active_day'] === 0 || Number(row['active_day']) >= 5)
      const shown = await readAs(
        database.warehouse,
        aggregatesOnly,
        (reader) => readOverviewStart(reader, asked(reader)),
        asOf,
      )
      assert.ok(shown.figures.totals.active_learners)
    })
  })
})
