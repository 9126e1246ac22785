/** Random questions that the rollups of sums answer: whatever is asked, the answer is that of the facts. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { grains } from '@/lib/filters/buckets'
import { addDays } from '@/lib/filters/days'
import { comparisons, noTeam, sources, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { Answer } from '@/lib/metrics/query'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { fillMirrors, mirrorsDays, mirrorsFrom, mirrorTeams } from '@/lib/testing/random-mirrors'
import { everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { sumMetrics, type SumMetricName } from './sum-metrics'

const metricNames = Object.keys(sumMetrics) as SumMetricName[]
const detail: DimensionName[] = ['source', 'content_type', 'technology', 'team']
const some = <T>(values: readonly T[]) =>
  fc.oneof(fc.constant([]), fc.uniqueArray(fc.constantFrom(...values), { maxLength: 7 }))

const questions = fc.record({
  metrics: fc.uniqueArray(fc.constantFrom(...metricNames), { minLength: 1, maxLength: 4 }),
  by: fc.oneof(
    fc.constantFrom<DimensionName[]>(
      [],
      ['team'],
      ['week', 'team', 'technology'],
      ['technology', 'week'],
      ['team', 'week'],
    ),
    fc.uniqueArray(fc.constantFrom<DimensionName>('week', ...grains, ...detail), { maxLength: 3 }),
  ),
  filters: fc.record<Filters>({
    from: fc.integer({ min: -60, max: mirrorsDays / 2 }).map((days) => addDays(mirrorsFrom, days)),
    to: fc.integer({ min: mirrorsDays / 2, max: mirrorsDays + 60 }).map((days) => addDays(mirrorsFrom, days)),
    grain: fc.constant('week'),
    team: some([...mirrorTeams, noTeam, 999]),
    technology: some(['Python', 'R', 'Not set', 'COBOL']),
    contentType: some(['course', 'practice']),
    source: some(sources),
    where: fc.constant({}),
    windowDays: fc.constant(30),
    archived: fc.constant(false),
    membership: fc.constant('at_time'),
    compare: fc.constantFrom(...comparisons),
  }),
  ownTeams: fc.option(fc.uniqueArray(fc.constantFrom(...mirrorTeams), { minLength: 1, maxLength: 3 }), {
    nil: undefined,
    freq: 2,
  }),
})

type Answered = Answer<SumMetricName, DimensionName>

/** Other rollups leave out groups in which nobody learned. */
function shown({ rows, totals, comparison }: Answered, metrics: readonly SumMetricName[]) {
  const kept = (all: Answered['rows']) =>
    metrics.includes('active_learners') ? all.filter((row) => metrics.some((name) => row[name] !== 0)) : all
  return { rows: kept(rows), totals, comparison: comparison && { ...comparison, rows: kept(comparison.rows) } }
}

describe('rollups of sums', () => {
  let database: TestDatabase

  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 7)
    await publishBoth(database.pool)
  })
  after(() => database?.drop())

  test('sums by time, source, content type, technology and team are those of the facts, compared periods too', async () => {
    const used = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(questions, async ({ metrics, by, filters, ownTeams: own }) => {
        const scope = own === undefined ? everybody : ownTeams(...own)
        const question = { metrics, by, filters, today: mirrorsFrom }
        const [answer, expected] = await readAs(database.warehouse, scope, async (reader) => [
          await ask(reader, question),
          await ask(reader, { ...question, withoutRollups: true }),
        ])
        for (const table of answer.sql.match(/\w+(?=" as rollup)/g) ?? []) used.set(table, (used.get(table) ?? 0) + 1)
        assert.deepEqual(shown(answer, metrics), shown(expected, metrics))
      }),
      { numRuns: 400, seed: 3 },
    )
    const tables = ['org_day', 'signature_day', 'signature_month', 'signature_week', 'team_month', 'team_week']
    assert.deepEqual([...used.keys()].sort(), tables, 'every rollup answered some of the questions')
  })

  test('hours of a row in float8 are hours in numeric, to the last bit', async () => {
    const { rows } = await database.pool.query(
      `select count(*)::int as differing from (
         select s from generate_series(0, 200000) s
         union all select (random() * 2 ^ 40)::bigint from generate_series(1, 200000)
         union all select (2 ^ 40)::bigint - s from generate_series(0, 2000) s
       ) seconds (s)
       where round(s::float8 * 2500 / 9) / 1000000 <> round(s / 3600::numeric, 6)::float8`,
    )
    assert.deepEqual(rows, [{ differing: 0 }])
  })
})
