/** People observed against plain SQL that looks at every day of every person. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buckets, type Grain } from '@/lib/filters/buckets'
import { defaultFilters, memberships, noTeam, type Filters } from '@/lib/filters/filters'
import { managerOf } from '@/lib/analyses/testing/both-fences'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { createOracle } from '@/lib/testing/oracle'
import { fillMirrors } from '@/lib/testing/random-mirrors'
import { everybody, readAs } from '@/lib/testing/reader'
import { ask } from '../ask'

const period = { from: '2025-01-20', to: '2025-03-25' }
const today = '2025-03-01'
const filters: Filters = { ...defaultFilters(period.to), ...period, compare: 'none' }

let database: TestDatabase

before(async () => {
  database = await testDatabase()
  await fillMirrors(database.pool, 77)
  // Accounts end and begin within the period, and some before it.
  await database.pool.query(`
    update datacamp.user_dim set deleted_at = timestamp '2025-01-10' + user_id * interval '3 days' where user_id % 3 = 0;
    update datacamp.user_dim set registered_at = timestamp '2025-01-01' + user_id * interval '2 days' where user_id % 2 = 0`)
  await publishBoth(database.pool)
  await createOracle(database.pool)
})
after(() => database?.drop())

/** One row per person and day on which they are known, with the teams of that day. */
const known = `
  with named as (
    select source, coalesce(learner, '') as id from oracle.learning
    union select 'datacamp', coalesce(user_id::text, '') from datacamp.user_team_bridge
    union select 'skilljar', coalesce(student_id, '') from skilljar.enrollment
    union select source, id from oracle.account
  ), everyone as (
    select source, id, coalesce(known.person, source || ' ' || id) as person from named left join oracle.account known using (source, id)
  ), account as (
    select a.person, min(coalesce(u.registered_at::date, s.created_at::date, '-infinity')) as since,
      max(case when a.source = 'datacamp' then coalesce(u.deleted_at::date, 'infinity') else 'infinity' end) as until
    from everyone a
    left join datacamp.user_dim u on a.source = 'datacamp' and u.user_id::text = a.id
    left join skilljar.student s on a.source = 'skilljar' and s.student_id = a.id
    group by a.person
  ), seen as (
    select (select person from everyone a where a.source = l.source and a.id = coalesce(l.learner, '')) as person, min(day) as first, max(day) as last
    from oracle.learning l where evidence group by 1
  )
  select account.person, day::date as day from account left join seen using (person),
    generate_series(timestamp '${period.from}', timestamp '${period.to}', '1 day') as day
  where day >= least(since, first) and day <= greatest(until, last)`

const holds = {
  at_time: `(m.joined is null or m.joined <= k.day) and (m.left_on is null or k.day < m.left_on)`,
  current: `(m.joined is null or m.joined <= '${today}') and (m.left_on is null or '${today}' < m.left_on)`,
  ever: 'true',
}

async function expected(membership: Filters['membership'], grain?: Grain) {
  const bucket = grain === undefined ? `''` : `date_trunc('${grain}', k.day)::date::text`
  const { rows } = await database.pool.query(`
    with known as (${known})
    select ${bucket} as bucket, m.team_id::int as team, count(distinct k.person)::int as people
    from known k left join oracle.member m on m.person = k.person and ${holds[membership]}
    group by 1, 2`)
  return new Map(rows.map(({ bucket, team, people }) => [`${bucket} ${team}`, people]))
}

const asked = (by: readonly Grain[], membership: Filters['membership'], more: Partial<Filters> = {}) =>
  readAs(database.warehouse, everybody, (reader) =>
    ask(reader, {
      metrics: ['members_observed'],
      by: [...by, 'team'],
      filters: { ...filters, ...more, membership },
      today,
    }),
  )

test('people observed are those known on some day of the period, by each membership rule, and in no team the others', async () => {
  for (const membership of memberships) {
    const { rows, totals } = await asked([], membership)
    const people = await expected(membership)
    assert.ok(people.size > 3 && people.has(' null'))
    assert.deepEqual(new Map(rows.map((row) => [` ${row.team}`, row.members_observed])), people, membership)
    const { rows: all } = await database.pool.query(
      `select count(distinct person)::int as people from (${known}) as known`,
    )
    assert.equal(totals.members_observed, all[0].people)
  }
})

test('each bucket counts who was there in it, whatever it is cut into', async () => {
  for (const grain of ['day', 'week', 'month'] as const) {
    const { rows } = await asked([grain], 'at_time')
    const people = await expected('at_time', grain)
    assert.deepEqual(
      new Map(rows.map((row) => [`${(row as Record<string, unknown>)[grain]} ${row.team}`, row.members_observed])),
      people,
      grain,
    )
  }
})

test('a comparison is cut where the current buckets lie', async () => {
  const compared = { from: '2025-02-26', to: '2025-03-25', compare: 'previous' as const }
  const { comparison } = await asked(['week'], 'at_time', compared)
  assert.ok(comparison)
  for (const row of comparison.rows) {
    const bucket = buckets(compared, 'week').find(({ start }) => start === row.week)
    assert.ok(bucket)
    const shifted = (day: string) => `date '${day}' - 28`
    const { rows } = await database.pool.query(`
      with known as (${known})
      select count(distinct k.person)::int as people
      from known k left join oracle.member m on m.person = k.person and ${holds.at_time}
      where k.day between ${shifted(bucket.from)} and ${shifted(bucket.to)} and m.team_id is not distinct from ${row.team}`)
    assert.equal(row.members_observed, rows[0].people, `${row.week} ${row.team}`)
  }
})

test('filters of source, technology and content leave people observed alone, and the active are among them', async () => {
  await readAs(database.warehouse, everybody, async (reader) => {
    const read = (more: Partial<Filters>) =>
      ask(reader, {
        metrics: ['members_observed', 'active_learners', 'active_share'],
        by: ['team'],
        filters: { ...filters, ...more },
        today,
      })
    const { rows } = await read({})
    const narrow = await read({
      technology: ['Python'],
      source: ['datacamp'],
      contentType: ['course'],
      where: { topic: ['Reporting'] },
    })
    const observed = ({ rows: found }: typeof narrow) => found.map((row) => [row.team, row.members_observed])
    assert.deepEqual(observed(narrow), observed({ ...narrow, rows }))
    assert.ok(rows.some((row) => (row.active_learners ?? 0) > 0))
    for (const row of rows.filter(({ team }) => team !== null && team !== noTeam)) {
      assert.ok((row.active_learners ?? 0) <= (row.members_observed ?? 0), String(row.team))
      assert.equal(row.active_share_numerator, row.active_learners)
    }
  })
})

test('behind the fence a manager counts the same people', async () => {
  const both = await managerOf(database, [11, 12])
  for (const membership of memberships) {
    const seen = await both(membership, async (reader) => {
      const { rows } = await ask(reader, {
        metrics: ['members_observed', 'active_share', 'hours_per_learner'],
        by: ['month', 'team'],
        filters: { ...filters, membership },
        today,
      })
      return rows
    })
    assert.ok(seen > 2)
  }
})
