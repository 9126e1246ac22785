import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { defaultFilters, noTeam, type Filters } from '@/lib/filters/filters'
import { ask, askCompiled } from '@/lib/metrics/ask'
import { filterOptions } from '@/lib/metrics/options'
import { people } from '@/lib/metrics/people'
import { profileOf } from '@/lib/metrics/person'
import { NotForThisReader } from '@/lib/metrics/query'
import { series } from '@/lib/metrics/series'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishMarts } from '@/lib/testing/mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { tablesOf } from '@/lib/catalogue/catalogue'

const filters: Filters = { ...defaultFilters('2026-03-31'), from: '2026-03-02', to: '2026-03-25', compare: 'none' }

/** Team 1: Ada until 15 March, Bob. Team 2: Bob, Cyd. Nobody's: Dan. Six more learn SQL in no team. */
async function fill({ pool }: TestDatabase) {
  const names = ['Ada', 'Bob', 'Cyd', 'Dan', 'Eve', 'Flo', 'Gus', 'Hal', 'Ida', 'Jon']
  await insertMirrorRows(
    pool,
    'datacamp.user_dim',
    names.map((first_name, index) => ({ user_id: index + 1, first_name, email: `${first_name}@example.com` })),
  )
  await insertMirrorRows(pool, 'datacamp.team_dim', [
    { team_id: 1, name: 'Sales' },
    { team_id: 2, name: 'Sales', deleted_date: '2026-03-20' },
  ])
  await insertMirrorRows(pool, 'datacamp.user_team_bridge', [
    { user_id: 1, team_id: 1, joined_team_date: null, left_team_date: '2026-03-15' },
    { user_id: 2, team_id: 1, joined_team_date: '2026-01-01', left_team_date: null },
    { user_id: 2, team_id: 2, joined_team_date: '2026-01-01', left_team_date: null },
    { user_id: 3, team_id: 2, joined_team_date: '2026-01-01', left_team_date: null },
  ])
  await insertMirrorRows(pool, 'datacamp.course_dim', [
    { course_id: 5, title: 'Intro', technology: 'Python' },
    { course_id: 6, title: 'Joins', technology: 'SQL' },
  ])
  const fact = (user_id: number, date_id: number, xp: number, course_id = 5) => ({
    user_id,
    course_id,
    date_id,
    xp,
    time_spent: xp * 36,
  })
  await insertMirrorRows(pool, 'datacamp.course_fact', [
    fact(1, 20260303, 100),
    fact(1, 20260320, 10),
    fact(2, 20260303, 200),
    fact(3, 20260304, 400),
    fact(4, 20260305, 800, 99),
    fact(2, 20260210, 50),
    ...[5, 6, 7, 8, 9, 10].map((user) => fact(user, 20260324, 1, 6)),
    { user_id: 4, course_id: -1, date_id: 20260306, xp: 5, time_spent: null },
  ])
  await publishMarts(pool, {
    connectorId: 'datacamp',
    tables: new Set(tablesOf('datacamp').map(({ name }) => name)),
    days: 'all',
  })
}

describe('an answer', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
    await fill(database)
  })
  after(() => database?.drop())

  const xpByTeam = async (scope = everybody, more: Partial<Filters> = {}) => {
    const answer = await readAs(database.warehouse, scope, (reader) =>
      ask(reader, { metrics: ['xp'], by: ['team'], filters: { ...filters, ...more } }),
    )
    return {
      rows: answer.rows.map((row) => [row.team, row.team_name, row.xp]),
      total: answer.totals.xp,
      overlaps: answer.overlaps,
    }
  }

  test('counts a person in two teams in both rows, once in the total, and says that groups overlap', async () => {
    assert.deepEqual(await xpByTeam(), {
      rows: [
        [1, 'Sales', 300],
        [2, 'Sales (deleted)', 600],
        [null, 'No team', 821],
      ],
      total: 1_521,
      overlaps: true,
    })
    assert.deepEqual(await xpByTeam(everybody, { team: [1, 2] }), {
      rows: [
        [1, 'Sales', 300],
        [2, 'Sales (deleted)', 600],
      ],
      total: 700,
      overlaps: true,
    })
    assert.equal((await xpByTeam(everybody, { team: [noTeam] })).total, 821)
  })

  test('follows the membership rule: of the day, of the as-of day, or any', async () => {
    const team1 = async (membership: Filters['membership']) =>
      (await xpByTeam(everybody, { membership, team: [1] })).total
    assert.deepEqual([await team1('at_time'), await team1('current'), await team1('ever')], [300, 200, 310])
  })

  test('gives a manager the own teams only, and nothing about the other teams of the same people', async () => {
    assert.deepEqual(await xpByTeam(ownTeams(1)), { rows: [[1, 'Sales', 300]], total: 300, overlaps: true })
    assert.equal((await xpByTeam(ownTeams(1), { team: [2] })).total, 0)
    assert.equal((await xpByTeam(ownTeams())).total, 0)
    const options = await readAs(database.warehouse, ownTeams(2), filterOptions)
    assert.deepEqual(options.teams, [{ id: 2, name: 'Sales', deleted: true }])
  })

  test('names unknown and deleted content instead of dropping its facts', async () => {
    const { rows } = await readAs(database.warehouse, everybody, (reader) =>
      ask(reader, { metrics: ['xp'], by: ['content'], filters }),
    )
    assert.deepEqual(
      rows.map((row) => [row.content_name, row.xp]),
      [
        ['Deleted content', 5],
        ['Intro', 710],
        ['Joins', 6],
        ['Unknown course 99', 800],
      ],
    )
  })

  test('hides from readers of aggregates what fewer than five people did, in rows, totals and exports alike', async () => {
    const query = { metrics: ['xp'], by: ['technology'], filters } as const
    const answer = await readAs(database.warehouse, aggregatesOnly, (reader) => ask(reader, query))
    // Three people stand behind Python and one behind "Not set": with SQL shown, the total would tell about these four.
    assert.deepEqual(answer.rows, [
      { technology: 'Not set', xp: null, suppressed: true },
      { technology: 'Python', xp: null, suppressed: true },
      { technology: 'SQL', xp: null, suppressed: true },
    ])
    assert.deepEqual(answer.totals, { xp: 1_521, suppressed: false })
    const { query: statement, columns } = await readAs(database.warehouse, aggregatesOnly, async (reader) =>
      askCompiled(reader, query),
    )
    const { rows } = await database.pool.query(statement.sql, [...statement.parameters])
    assert.deepEqual(rows, answer.rows)
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['technology', 'xp', 'suppressed'],
    )
    const onlySql = await readAs(database.warehouse, aggregatesOnly, (reader) =>
      ask(reader, { ...query, filters: { ...filters, technology: ['SQL'] } }),
    )
    assert.deepEqual(onlySql.rows, [{ technology: 'SQL', xp: 6, suppressed: false }])
    const small = await readAs(database.warehouse, aggregatesOnly, (reader) =>
      ask(reader, { metrics: ['xp', 'active_learners'], filters: { ...filters, team: [1] } }),
    )
    assert.deepEqual(small.totals, { xp: null, active_learners: null, suppressed: true })
  })

  test('refuses single learners to readers of aggregates, however the question is put', async () => {
    const refused = (error: unknown) => error instanceof NotForThisReader
    await assert.rejects(
      readAs(database.warehouse, aggregatesOnly, (reader) => ask(reader, { metrics: ['xp'], by: ['person'], filters })),
      refused,
    )
    await assert.rejects(
      readAs(database.warehouse, aggregatesOnly, (reader) => ask(reader, { metrics: ['xp'], person: 1, filters })),
      refused,
    )
    await assert.rejects(
      readAs(database.warehouse, aggregatesOnly, (reader) => people(reader, { filters, limit: 10 })),
      refused,
    )
    await assert.rejects(
      readAs(database.warehouse, aggregatesOnly, (reader) => profileOf(reader, 1)),
      refused,
    )
  })

  test('pages through sorted rows and knows how many there are', async () => {
    const page = (offset: number) =>
      readAs(database.warehouse, everybody, (reader) =>
        ask(reader, {
          metrics: ['xp'],
          by: ['person'],
          filters,
          sort: { by: 'xp', descending: true },
          limit: 3,
          offset,
        }),
      )
    const first = await page(0)
    assert.deepEqual(
      [first.rowCount, first.rows.map((row) => [row.person_name, row.xp])],
      [
        10,
        [
          ['Dan', 805],
          ['Cyd', 400],
          ['Bob', 200],
        ],
      ],
    )
    assert.deepEqual(
      (await page(3)).rows.map((row) => row.person_name),
      ['Ada', 'Eve', 'Flo'],
    )
    assert.deepEqual([(await page(30)).rowCount, (await page(30)).rows], [10, []])
  })

  test('compares with the days before, laid over the current buckets', async () => {
    const answer = await readAs(database.warehouse, everybody, (reader) =>
      ask(reader, { metrics: ['xp'], by: ['week'], filters: { ...filters, compare: 'previous' } }),
    )
    assert.deepEqual(answer.comparison, {
      from: '2026-02-06',
      to: '2026-03-01',
      rows: [{ week: '2026-03-02', xp: 50, suppressed: false }],
      totals: { xp: 50, suppressed: false },
    })
  })

  test('as a series has a point for every bucket, 0 where nothing happened, and marks the unfinished one', async () => {
    const line = await readAs(database.warehouse, everybody, (reader) =>
      series(reader, {
        metrics: ['xp'],
        filters: { ...filters, compare: 'previous' },
        now: new Date('2026-03-26T08:00:00Z'),
      }),
    )
    assert.deepEqual(
      line.buckets.map(({ start, unfinished }) => [start, unfinished]),
      [
        ['2026-03-02', false],
        ['2026-03-09', false],
        ['2026-03-16', false],
        ['2026-03-23', true],
      ],
    )
    assert.deepEqual(
      line.lines.map(({ points }) => points.map(({ xp }) => xp)),
      [[1_505, 0, 10, 6]],
    )
    assert.deepEqual(
      line.lines.map(({ comparison }) => comparison?.map(({ xp }) => xp)),
      [[50, 0, 0, 0]],
    )
    const stacked = await readAs(database.warehouse, everybody, (reader) =>
      series(reader, { metrics: ['xp'], by: 'technology', filters }),
    )
    assert.deepEqual(
      stacked.lines.map(({ label, points }) => [label, points.map(({ xp }) => xp)]),
      [
        ['Not set', [805, 0, 0, 0]],
        ['Python', [700, 0, 10, 0]],
        ['SQL', [0, 0, 0, 6]],
      ],
    )
  })

  test('leads down to the people behind a cell and what each of them did', async () => {
    const cell = { ...filters, team: [1], to: '2026-03-08' }
    const { people: list, rowCount } = await readAs(database.warehouse, ownTeams(1), (reader) =>
      people(reader, { filters: cell, limit: 10, behind: 'xp' }),
    )
    assert.deepEqual(
      [
        rowCount,
        list.map(({ name, xp, learning_hours, active_days, last_evidence, teams }) => [
          name,
          xp,
          learning_hours,
          active_days,
          last_evidence,
          teams,
        ]),
      ],
      [
        2,
        [
          ['Bob', 200, 2, 1, '2026-03-03', [{ id: 1, name: 'Sales' }]],
          ['Ada', 100, 1, 1, '2026-03-03', [{ id: 1, name: 'Sales' }]],
        ],
      ],
    )
    const ada = list[1]?.person ?? 0
    const facts = await readAs(database.warehouse, ownTeams(1), (reader) =>
      ask(reader, { metrics: ['xp'], by: ['day', 'content', 'technology'], filters, person: ada }),
    )
    assert.deepEqual(
      facts.rows.map((row) => [row.day, row.content_name, row.technology, row.xp]),
      [['2026-03-03', 'Intro', 'Python', 100]],
    )
    assert.deepEqual(await readAs(database.warehouse, ownTeams(2), (reader) => profileOf(reader, ada)), null)
    const found = await readAs(database.warehouse, everybody, (reader) =>
      people(reader, { filters, search: 'd_n', limit: 10 }),
    )
    assert.equal(found.rowCount, 0)
    const dan = await readAs(database.warehouse, everybody, (reader) =>
      people(reader, { filters, search: 'DAN@', limit: 10 }),
    )
    assert.deepEqual(
      dan.people.map(({ name }) => name),
      ['Dan'],
    )
  })
})
