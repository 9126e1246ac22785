import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, noTeam, sources } from '@/lib/filters/filters'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { createOracle, oracleCells } from '@/lib/testing/oracle'
import { fillMirrors, mirrorsDays, mirrorsFrom, mirrorTeams } from '@/lib/testing/random-mirrors'
import { everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { wauMau } from '@/lib/analyses/activity/wau-mau'
import { rollingActive } from './rolling'

const few = <T>(...values: [T, ...T[]]) =>
  fc.oneof(fc.constant([]), fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 }))

const questions = fc.record({
  first: fc.integer({ min: -40, max: mirrorsDays + 40 }).map((days) => addDays(mirrorsFrom, days)),
  length: fc.integer({ min: 0, max: 50 }),
  windows: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 2 }),
  team: few(...mirrorTeams, noTeam),
  technology: few('Python', 'SQL', 'Not set'),
  contentType: few('course', 'practice'),
  source: few(...sources),
  membership: fc.constantFrom('at_time' as const, 'at_time' as const, 'current' as const, 'ever' as const),
  own: fc.option(fc.uniqueArray(fc.constantFrom(...mirrorTeams), { maxLength: 2 }), { nil: undefined, freq: 3 }),
})

describe('rolling windows', () => {
  let database: TestDatabase

  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 99)
    await publishBoth(database.pool)
    await createOracle(database.pool)
  })
  after(() => database?.drop())

  test('each day counts the distinct people of its own window, under any filters, as the raw mirrors do', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async ({ first, length, windows, own, ...narrowed }) => {
        const to = addDays(first, length)
        const filters = { ...defaultFilters(to), ...narrowed, from: first, to }
        const today = addDays(mirrorsFrom, 60)
        const scope = own === undefined ? everybody : ownTeams(...own)
        const selection = { filters, period: filters, scope, today, asOf: { datacamp: null, skilljar: null } }
        const [days, plain] = await readAs(database.warehouse, scope, async (reader) => [
          await rollingActive(reader, selection, windows),
          await rollingActive(reader, selection, windows, { withoutRollups: true }),
        ])
        assert.deepEqual(days, plain)
        assert.equal(days.length, length + 1)
        for (const at of new Set([0, length, Math.floor(length / 2)])) {
          for (const [index, window] of windows.entries()) {
            const day = addDays(first, at)
            const [cell] = await oracleCells(database.pool, {
              metric: 'active_learners',
              by: [],
              filters: { ...filters, from: addDays(day, 1 - window), to: day },
              today,
              ...(own && { ownTeams: own }),
            })
            assert.deepEqual([days[at]?.day, days[at]?.people[index]], [day, cell?.value ?? 0])
          }
        }
      }),
      { numRuns: 120, seed: 3 },
    )
  })

  test('the weekly share of monthly learners is the mean over all days, also over those on which nobody learned', async () => {
    const to = addDays(mirrorsFrom, mirrorsDays + 30)
    const filters = { ...defaultFilters(to), from: addDays(to, -59), to }
    const [row] = await readAs(database.warehouse, everybody, (reader) => wauMau.rows(reader, { filters }))
    const shares: number[] = []
    for (let day = filters.from; day <= to; day = addDays(day, 1)) {
      const [week = 0, month = 0] = await Promise.all(
        [7, 28].map(async (window) => {
          const period = { ...filters, from: addDays(day, 1 - window), to: day }
          const [cell] = await oracleCells(database.pool, {
            metric: 'active_learners',
            by: [],
            filters: period,
            today: to,
          })
          return cell?.value ?? 0
        }),
      )
      shares.push(month === 0 ? 0 : week / month)
    }
    assert.ok(shares.includes(0) && shares.some((share) => share > 0.2))
    const expected = shares.reduce((sum, share) => sum + share, 0) / shares.length
    assert.ok(Math.abs(Number(row?.wau_mau) - expected) < 1e-6, `${row?.wau_mau} is not ${expected}`)
  })
})
