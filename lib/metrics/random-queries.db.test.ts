/** Random questions against an oracle that reads the raw mirrors: whatever is asked, the answer is the mirrors' own. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { grains } from '@/lib/filters/buckets'
import { addDays } from '@/lib/filters/days'
import { memberships, noTeam, sources, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { DimensionName } from '@/lib/metrics/dimensions'
import { singleFilters } from '@/lib/metrics/single-filters'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { createOracle, oracleCells, oracleMetrics, oracleNames } from '@/lib/testing/oracle'
import { fillMirrors, mirrorsDays, mirrorsFrom, mirrorTeams } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'

const dimensionNames: readonly DimensionName[] = [
  ...grains,
  'source',
  'content_type',
  'technology',
  'team',
  'content',
  'person',
]

const topics = ['Data Manipulation', 'Reporting', 'Not set'] as const
const contents = ['datacamp/course/1', 'datacamp/practice/1', 'deleted', 'skilljar/course/p1'] as const

const questions = fc.record({
  metrics: fc.uniqueArray(fc.constantFrom(...oracleMetrics), { minLength: 1, maxLength: 4 }),
  by: fc.uniqueArray(fc.constantFrom(...dimensionNames), { maxLength: 3 }),
  filters: fc.record<Filters>({
    from: fc.integer({ min: -20, max: mirrorsDays }).map((days) => addDays(mirrorsFrom, days)),
    to: fc.integer({ min: mirrorsDays / 2, max: mirrorsDays + 20 }).map((days) => addDays(mirrorsFrom, days)),
    grain: fc.constantFrom(...grains),
    team: fc.uniqueArray(fc.constantFrom(...mirrorTeams, noTeam, 999), { maxLength: 3 }),
    technology: fc.uniqueArray(fc.constantFrom('Python', 'R', 'Not set', 'COBOL'), { maxLength: 2 }),
    contentType: fc.uniqueArray(fc.constantFrom('course', 'practice', 'none'), { maxLength: 2 }),
    source: fc.uniqueArray(fc.constantFrom(...sources), { maxLength: 2 }),
    where: fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      fc.record({ topic: fc.subarray([...topics], { minLength: 1 }) }),
      fc.record({ content: fc.subarray([...contents], { minLength: 1 }) }),
    ),
    membership: fc.constantFrom(...memberships),
    compare: fc.constant('none'),
    windowDays: fc.constant(30),
    archived: fc.constant(false),
  }),
  today: fc.integer({ min: 0, max: mirrorsDays }).map((days) => addDays(mirrorsFrom, days)),
  ownTeams: fc.option(fc.uniqueArray(fc.constantFrom(...mirrorTeams), { maxLength: 2 }), { nil: undefined, freq: 3 }),
})

describe('random questions', () => {
  let database: TestDatabase
  let people: Map<number, string>

  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 20_261_122)
    await publishBoth(database.pool)
    await createOracle(database.pool)
    people = await oracleNames(database.pool)
  })
  after(() => database?.drop())

  const keysOf = (row: Readonly<Record<string, unknown>>, by: readonly string[]) =>
    by.map((name) => (name === 'person' ? people.get(Number(row[name])) : String(row[name])))

  test('every metric, by any dimensions, under any filters and memberships, equals the raw mirrors', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const { filters, by, today } = question
        fc.pre(filters.from <= filters.to)
        const scope = question.ownTeams === undefined ? everybody : ownTeams(...question.ownTeams)
        const answer = await readAs(database.warehouse, scope, (reader) =>
          ask(reader, { metrics: question.metrics, by, filters, today }),
        )
        const rows: readonly Readonly<Record<string, unknown>>[] = answer.rows
        assert.equal(answer.overlaps, by.includes('team'))
        const fromFacts = await readAs(database.warehouse, scope, (reader) =>
          ask(reader, { metrics: question.metrics, by, filters, today, withoutRollups: true }),
        )
        assert.deepEqual([answer.rows, answer.totals], [fromFacts.rows, fromFacts.totals], 'rollups and facts')

        for (const metric of question.metrics) {
          const ask = { metric, filters, today, ...(question.ownTeams && { ownTeams: question.ownTeams }) }
          const [total] = await oracleCells(database.pool, { ...ask, by: [] })
          assert.equal(answer.totals[metric], total?.value ?? 0, `${metric} in total`)
          const expected = (await oracleCells(database.pool, { ...ask, by })).map((cell) => [...cell.keys, cell.value])
          const actual = rows.filter((row) => row[metric] !== 0).map((row) => [...keysOf(row, by), row[metric]])
          assert.deepEqual(
            actual.map(String).sort(),
            by.length > 0 || total?.value ? expected.map(String).sort() : [],
            `${metric} by ${by}`,
          )
        }
      }),
      { numRuns: 150, seed: 8 },
    )
  })

  test('readers of aggregates never see a value with fewer than five people behind it', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const { filters, today } = question
        fc.pre(filters.from <= filters.to)
        const by = question.by.filter((name) => name !== 'person')
        const answer = await readAs(database.warehouse, aggregatesOnly, (reader) =>
          ask(reader, { metrics: question.metrics, by, filters, today }),
        )
        const fromFacts = await readAs(database.warehouse, aggregatesOnly, (reader) =>
          ask(reader, { metrics: question.metrics, by, filters, today, withoutRollups: true }),
        )
        assert.deepEqual([answer.rows, answer.totals], [fromFacts.rows, fromFacts.totals], 'rollups and facts')
        const rows: readonly Readonly<Record<string, unknown>>[] = answer.rows
        for (const metric of question.metrics) {
          const cells = await oracleCells(database.pool, { metric, by, filters, today })
          const known = new Map(cells.filter(({ people }) => people > 0).map((cell) => [String(cell.keys), cell]))
          const values = rows.map((row) => ({
            shown: row[metric],
            suppressed: row.suppressed,
            cell: known.get(String(keysOf(row, by))),
          }))
          for (const { shown, suppressed, cell } of values) {
            if (shown === null) assert.equal(suppressed, true)
            else if (cell === undefined) assert.equal(shown, 0)
            else assert.deepEqual([shown, cell.people >= 5], [cell.value, true])
          }
          const hidden = values.filter(({ shown }) => shown === null)
          const visible = values.filter(({ shown }) => shown !== null && shown !== 0)
          if (hidden.length > 0 && visible.length > 0) {
            const behind = hidden.reduce((sum, { cell }) => sum + (cell?.people ?? 0), 0)
            assert.ok(
              hidden.length > 1 && behind >= 5,
              `${metric} by ${by}: the total gives ${hidden.length} hidden cell away`,
            )
          }
        }
      }),
      { numRuns: 60, seed: 9 },
    )
  })

  test('A-10: a filter and the same question without it never differ by the numbers of fewer than five people', async () => {
    let held = 0
    await fc.assert(
      fc.asyncProperty(questions, async ({ metrics, filters, today, ...question }) => {
        fc.pre(filters.from <= filters.to)
        const by = question.by.filter((name) => name !== 'person')
        const asked = async (filters: Filters) => {
          const answer = await readAs(database.warehouse, aggregatesOnly, (reader) =>
            ask(reader, { metrics, by, filters, today }),
          )
          const rows: readonly Readonly<Record<string, unknown>>[] = answer.rows
          return { totals: answer.totals, rows: new Map(rows.map((row) => [String(keysOf(row, by)), row])) }
        }
        const perPerson = async (metric: string, by: readonly string[], filters: Filters) =>
          (await oracleCells(database.pool, { metric, by: [...by, 'person'], filters, today })).map((cell) => ({
            group: String(cell.keys.slice(0, -1)),
            who: String(cell.keys.at(-1)),
            value: cell.value,
          }))
        /** Of each group, how many people's numbers are others under the one than under the other. */
        const differing = async (metric: string, by: readonly string[], one: Filters, other: Filters) => {
          const [here, there] = await Promise.all([perPerson(metric, by, one), perPerson(metric, by, other)])
          const known = new Map(here.map(({ group, who, value }) => [`${group} ${who}`, value]))
          return Map.groupBy(
            there.filter(({ group, who, value }) => known.get(`${group} ${who}`) !== value),
            ({ group }) => group,
          )
        }
        const inside = await asked(filters)
        for (const { dimension, dropped } of singleFilters(filters)) {
          const outside = await asked(dropped(filters))
          // Days of one person may be the same in two technologies, so that fewer differ than learned.
          for (const metric of metrics.filter((name) => name !== 'active_days')) {
            const isGiven = (one: unknown, other: unknown, people: number) =>
              typeof one === 'number' && typeof other === 'number' && people > 0 && people < 5
            const title = `${metric} by ${by} with and without ${dimension}`
            const [ofTotal = []] = (await differing(metric, [], filters, dropped(filters))).values()
            assert.ok(!isGiven(inside.totals[metric], outside.totals[metric], ofTotal.length), `${title}: total`)
            for (const [group, people] of await differing(metric, by, filters, dropped(filters))) {
              if (people.length < 5) held++
              const [one, other] = [inside.rows.get(group)?.[metric], outside.rows.get(group)?.[metric]]
              // Where the filter leaves nothing of a group, its value is nothing.
              assert.ok(
                !isGiven(one ?? (inside.rows.has(group) ? null : 0), other, people.length),
                `${title}: ${group}`,
              )
            }
          }
        }
      }),
      { numRuns: 60, seed: 10 },
    )
    assert.ok(held > 100)
  })
})
