/** Random pages of tables that are sorted by time: whatever is left unread, they are parts of the whole table. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { grains } from '@/lib/filters/buckets'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, noTeam } from '@/lib/filters/filters'
import { ask, cellsFor } from '@/lib/metrics/ask'
import { compileCells } from '@/lib/metrics/finished-cells'
import type { DimensionName } from '@/lib/metrics/dimensions'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { fillMirrors, mirrorsDays, mirrorsFrom, mirrorTeams } from '@/lib/testing/random-mirrors'
import { everybody, ownTeams, readAs } from '@/lib/testing/reader'
import type { MetricName } from './names'
import { readPage } from './page-of-rows'

const metricNames = [
  'xp',
  'learning_hours',
  'active_learners',
  'new_learners',
  'course_starts',
] as const satisfies MetricName[]
const others = ['team', 'technology', 'source', 'month'] as const satisfies DimensionName[]
const some = <T>(...values: T[]) =>
  fc.oneof(fc.constant([]), fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 }))
const day = fc.integer({ min: -20, max: mirrorsDays + 20 }).map((days) => addDays(mirrorsFrom, days))

const questions = fc
  .record({
    metrics: fc.oneof(
      fc.constant<MetricName[]>(['xp', 'learning_hours', 'active_learners']),
      fc.uniqueArray(fc.constantFrom<MetricName>(...metricNames), { minLength: 1 }),
    ),
    grain: fc.constantFrom('week' as const, 'week' as const, ...grains),
    by: fc.oneof(
      fc.constant<DimensionName[]>(['team', 'technology']),
      fc.shuffledSubarray<DimensionName>([...others], { minLength: 1 }),
    ),
    descending: fc.boolean(),
    days: fc.tuple(day, day),
    team: some(...mirrorTeams, noTeam),
    technology: some('Python', 'R', 'Not set'),
    ownTeams: fc.option(fc.uniqueArray(fc.constantFrom(...mirrorTeams), { minLength: 1, maxLength: 3 }), {
      nil: undefined,
      freq: 2,
    }),
    limit: fc.integer({ min: 1, max: 25 }),
    offset: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 80 })),
    sizes: fc.record({ manyGroups: fc.constant(1), near: fc.constantFrom(0, 1_000) }),
  })
  .map(({ days, by, grain, descending, team, technology, ...rest }) => {
    const [from = '', to = ''] = [...days].sort()
    return {
      ...rest,
      by: [...new Set<DimensionName>([grain, ...by])],
      sort: { by: grain, descending },
      filters: { ...defaultFilters(to), from, to, team, technology, compare: 'none' as const },
    }
  })

describe('pages of tables sorted by time', () => {
  let database: TestDatabase

  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 7)
    await publishBoth(database.pool)
  })
  after(() => database?.drop())

  test('a page is that part of the whole table, and counts all of its rows', async () => {
    const read = { pages: 0, ofFewTeams: 0 }
    await fc.assert(
      fc.asyncProperty(questions, async ({ metrics, by, sort, filters, ownTeams: own, limit, offset, sizes }) => {
        await readAs(database.warehouse, own === undefined ? everybody : ownTeams(...own), async (reader) => {
          const question = { metrics, by, filters, sort }
          const whole = await ask(reader, question)
          const expected = whole.rows.slice(offset, offset + limit)
          const answer = await ask(reader, { ...question, limit, offset })
          assert.deepEqual([answer.rows, answer.rowCount, answer.totals], [expected, whole.rows.length, whole.totals])

          const cells = cellsFor(reader, question)
          const teams: number[] = []
          const page = await readPage(
            reader,
            cells,
            { sort, limit, offset },
            (part) => {
              teams.push(part.filters.team.length)
              const order = { sort, limit, offset: part.offset }
              return compileCells(reader.db, { ...cells, ...part }, { metrics }, order).compile(reader.db)
            },
            sizes,
          )
          if (page === undefined) return
          const rows = page.rows.map((row) => ({ ...row, suppressed: false }))
          assert.deepEqual([rows, page.rowCount], [expected, whole.rows.length])
          read.pages++
          if (teams.some((few) => few !== filters.team.length)) read.ofFewTeams++
        })
      }),
      { numRuns: 300, seed: 5 },
    )
    assert.ok(read.pages > 200 && read.ofFewTeams > 25, JSON.stringify(read))
  })
})
