import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { grains } from '@/lib/filters/buckets'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, memberships, noTeam, sources, type Filters } from '@/lib/filters/filters'
import { cellsOf, type Cells } from '@/lib/metrics/compile'
import type { DimensionName } from '@/lib/metrics/dimensions'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { fillMirrors, mirrorsDays, mirrorsFrom, mirrorTeams } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams } from '@/lib/testing/reader'
import { gapReader } from './gap-reader'
import { peopleMetrics } from './question'
import { teamReader } from './team-reader'
import { unionReader } from './union-reader'

const dayAround = fc.integer({ min: -20, max: mirrorsDays + 20 }).map((days) => addDays(mirrorsFrom, days))
const few = <T>(...values: [T, ...T[]]) =>
  fc.oneof(fc.constant([]), fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 }))

const questions = fc
  .record({
    metrics: fc.uniqueArray(fc.constantFrom(...peopleMetrics), { minLength: 1 }),
    by: fc
      .tuple(
        fc.option(fc.constantFrom(...grains), { nil: undefined }),
        fc.uniqueArray(fc.constantFrom<DimensionName>('team', 'source', 'content_type', 'technology'), {
          maxLength: 2,
        }),
      )
      .chain(([grain, rest]) => fc.shuffledSubarray([...(grain ? [grain] : []), ...rest], { minLength: rest.length })),
    days: fc.tuple(dayAround, dayAround),
    team: few(...mirrorTeams, noTeam, 999),
    technology: few('Python', 'SQL', 'Not set', 'COBOL'),
    contentType: few('course', 'practice', 'none'),
    source: few(...sources),
    membership: fc.oneof({ weight: 4, arbitrary: fc.constant('at_time' as const) }, fc.constantFrom(...memberships)),
    scope: fc.oneof(
      { weight: 3, arbitrary: fc.constant(everybody) },
      fc.constant(aggregatesOnly),
      fc.uniqueArray(fc.constantFrom(...mirrorTeams), { maxLength: 3 }).map((teams) => ownTeams(...teams)),
    ),
    laidOver: fc.option(fc.tuple(dayAround, fc.integer({ min: 0, max: 60 })), { nil: undefined, freq: 3 }),
  })
  .map(({ metrics, by, days, laidOver, scope, ...narrowed }): Cells => {
    const [from = '', to = ''] = [...days].sort()
    const filters: Filters = { ...defaultFilters(to), ...narrowed, from, to }
    return {
      metrics,
      by,
      filters,
      period: { from, to },
      scope,
      today: mirrorsFrom,
      asOf: { datacamp: null, skilljar: null },
      ...(laidOver && { laidOver: { from: laidOver[0], to: addDays(laidOver[0], laidOver[1]) } }),
    }
  })

describe('what the rollups of people answer', () => {
  let database: TestDatabase

  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 7)
    await publishBoth(database.pool)
  })
  after(() => database?.drop())

  /** Groups in which nobody did anything may be there or not. */
  async function groupsOf(cells: Cells): Promise<string[]> {
    const { rows } = await cellsOf(database.warehouse, cells).execute(database.warehouse)
    return (rows as Readonly<Record<string, unknown>>[])
      .filter((row) => cells.by.length === 0 || cells.metrics.some((name) => row[name] !== 0))
      .map((row) =>
        JSON.stringify(
          [...cells.by, ...cells.metrics.flatMap((name) => [name, `people_behind_${name}`])].map((name) => row[name]),
        ),
      )
      .sort()
  }

  test('equals the facts’ own answer, whatever is asked, for every kind of reader', async () => {
    const answered = new Map([gapReader, teamReader, unionReader].map((reader) => [reader, 0]))
    await fc.assert(
      fc.asyncProperty(questions, async (cells) => {
        for (const reader of answered.keys()) {
          const names = reader.answers(cells, cells.metrics)
          if (names.length === 0) continue
          answered.set(reader, (answered.get(reader) ?? 0) + 1)
        }
        assert.deepEqual(await groupsOf(cells), await groupsOf({ ...cells, withoutRollups: true }))
      }),
      { numRuns: 1_000, seed: 4 },
    )
    for (const count of answered.values())
      assert.ok(count >= 30, `only ${[...answered.values()]} questions were answered`)
  })

  test('no filter exists that the readers do not know', () => {
    const known = 'archived compare contentType from grain membership source team technology to where windowDays'
    assert.equal(Object.keys(defaultFilters(mirrorsFrom)).sort().join(' '), known)
  })
})
