import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { noTeam, type Filters } from '@/lib/filters/filters'
import { ask, askCompiled } from '@/lib/metrics/ask'
import { filterOptions } from '@/lib/metrics/options'
import { people } from '@/lib/metrics/people'
import { profileOf } from '@/lib/metrics/person'
import { NotForThisReader } from '@/lib/metrics/query'
import { series } from '@/lib/metrics/series'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { filters, twoTeams } from './testing/two-teams'

describe('an answer', () => {
  const database = twoTeams()

  const xpByTeam = async (scope = everybody, more: Partial<Filters> = {}) => {
    const answer = await readAs(database().warehouse, scope, (reader) =>
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
    const options = await readAs(database().warehouse, ownTeams(2), filterOptions)
    assert.deepEqual(options.teams, [{ id: 2, name: 'Sales', deleted: true }])
  })

  test('names unknown and deleted content instead of dropping its facts', async () => {
    const { rows } = await readAs(database().warehouse, everybody, (reader) =>
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
    const answer = await readAs(database().warehouse, aggregatesOnly, (reader) => ask(reader, query))
    // Three people stand behind Python and one behind "Not set": with SQL shown, the total would tell about these four.
    assert.deepEqual(answer.rows, [
      { technology: 'Not set', xp: null, suppressed: true },
      { technology: 'Python', xp: null, suppressed: true },
      { technology: 'SQL', xp: null, suppressed: true },
    ])
    assert.deepEqual(answer.totals, { xp: 1_521, suppressed: false })
    const { query: statement, columns } = await readAs(database().warehouse, aggregatesOnly, async (reader) =>
      askCompiled(reader, query),
    )
    const { rows } = await database().pool.query(statement.sql, [...statement.parameters])
    assert.deepEqual(rows, answer.rows)
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['technology', 'xp', 'suppressed'],
    )
    const onlySql = await readAs(database().warehouse, aggregatesOnly, (reader) =>
      ask(reader, { ...query, filters: { ...filters, technology: ['SQL'] } }),
    )
    assert.deepEqual(onlySql.rows, [{ technology: 'SQL', xp: null, suppressed: true }])
    const small = await readAs(database().warehouse, aggregatesOnly, (reader) =>
      ask(reader, { metrics: ['xp', 'active_learners'], filters: { ...filters, team: [1] } }),
    )
    assert.deepEqual(small.totals, { xp: null, active_learners: null, suppressed: true })
  })

  test('refuses single learners to readers of aggregates, however the question is put', async () => {
    const refused = (error: unknown) => error instanceof NotForThisReader
    await assert.rejects(
      readAs(database().warehouse, aggregatesOnly, (reader) =>
        ask(reader, { metrics: ['xp'], by: ['person'], filters }),
      ),
      refused,
    )
    await assert.rejects(
      readAs(database().warehouse, aggregatesOnly, (reader) => ask(reader, { metrics: ['xp'], person: 1, filters })),
      refused,
    )
    await assert.rejects(
      readAs(database().warehouse, aggregatesOnly, (reader) => people(reader, { filters, limit: 10 })),
      refused,
    )
    await assert.rejects(
      readAs(database().warehouse, aggregatesOnly, (reader) => profileOf(reader, 1)),
      refused,
    )
  })

  test('pages through sorted rows and knows how many there are', async () => {
    const page = (offset: number) =>
      readAs(database().warehouse, everybody, (reader) =>
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
    const answer = await readAs(database().warehouse, everybody, (reader) =>
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
    const line = await readAs(database().warehouse, everybody, (reader) =>
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
    const stacked = await readAs(database().warehouse, everybody, (reader) =>
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
})
