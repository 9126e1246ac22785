/** Cohort rates, velocity and time to complete against plain SQL over the oracle's pairs. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { near } from '@/lib/testing/near'
import { createOracle } from '@/lib/testing/oracle'
import { quantile } from '@/lib/testing/quantile'
import { fillMirrors, mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { everybody, readAs } from '@/lib/testing/reader'
import { ask } from '../ask'

const asOf = `${addDays(mirrorsFrom, mirrorsDays - 20)}T12:00:00.000Z`
const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: mirrorsFrom,
  compare: 'none',
}

describe('rates of courses', () => {
  let database: TestDatabase

  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 7)
    await publishBoth(database.pool)
    await createOracle(database.pool)
  })
  after(() => database?.drop())

  const oracle = async (select: string, windowDays = 30) =>
    (
      await database.pool.query(
        `select ${select} from oracle.pair`.replaceAll('$window', `interval '${windowDays} days'`),
      )
    ).rows[0]

  const answer = (windowDays: number, metrics: Parameters<typeof ask>[1]['metrics']) =>
    readAs(database.warehouse, everybody, async (reader) => {
      const read = { ...reader, asOf: { datacamp: asOf, skilljar: asOf } }
      const { totals } = await ask(read, { metrics, filters: { ...filters, windowDays } })
      return totals as unknown as Readonly<Record<string, number | null>>
    })

  for (const windowDays of [30, 60, 90]) {
    test(`the completion rate takes starts with ${windowDays} days behind them, and only completions within these`, async () => {
      const rates = [
        ['course_completion_rate', 'datacamp', 'started'],
        ['sj_course_completion_rate', 'skilljar', 'enrolled'],
        ['sj_course_completion_rate_of_started', 'skilljar', 'started'],
      ] as const
      const totals = await answer(
        windowDays,
        rates.map(([name]) => name),
      )
      for (const [name, source, moment] of rates) {
        const mature = `source = '${source}' and ${moment}::date >= '${mirrorsFrom}' and ${moment} + $window <= '${asOf.slice(0, 19)}'`
        const { upper, lower } = await oracle(
          `count(*) filter (where ${mature} and completed <= ${moment} + $window)::int as upper, count(*) filter (where ${mature})::int as lower`,
          windowDays,
        )
        assert.ok(lower > 0 && upper > 0, name)
        assert.deepEqual([totals[`${name}_numerator`], totals[`${name}_denominator`]], [upper, lower], name)
        assert.ok(Math.abs((totals[name] ?? NaN) - upper / lower) < 1e-6, name)
      }
    })
  }

  for (const windowDays of [30, 60]) {
    test(`a start counts as stalled once ${windowDays} days passed without a completion, and as nothing before`, async () => {
      const { course_stalled_share_numerator: stalled, course_stalled_share_denominator: oldEnough } = await answer(
        windowDays,
        ['course_stalled_share'],
      )
      const mature = `source = 'datacamp' and started::date >= '${mirrorsFrom}' and started + $window <= '${asOf.slice(0, 19)}'`
      const { open, all } = await oracle(
        `count(*) filter (where ${mature} and completed is null)::int as open, count(*) filter (where ${mature})::int as all`,
        windowDays,
      )
      assert.ok(open > 0 && open < all)
      assert.deepEqual([stalled, oldEnough], [open, all])
    })
  }

  test('velocity divides completions by starts of the same period, and may pass one', async () => {
    const { course_completion_velocity: velocity } = await answer(30, ['course_completion_velocity'])
    const { upper, lower } = await oracle(
      `count(*) filter (where source = 'datacamp' and completed::date between '${filters.from}' and '${filters.to}')::float8 as upper, count(*) filter (where source = 'datacamp' and started::date between '${filters.from}' and '${filters.to}')::float8 as lower`,
    )
    assert.ok(Math.abs((velocity ?? NaN) - upper / lower) < 1e-6)
  })

  test('time to complete is the median and the quartiles of fractional days, without what ended before it began', async () => {
    const names = ['course_time_to_complete', 'course_time_to_complete_q1', 'course_time_to_complete_q3'] as const
    const totals = await answer(30, [...names, 'course_starts_completed', 'sj_course_starts_completed'])
    const { rows } = await database.pool.query(
      `select extract(epoch from completed - started) / 86400 as days from oracle.pair
       where source = 'datacamp' and started::date >= $1 and completed >= started`,
      [mirrorsFrom],
    )
    const days = rows.map((row) => Number(row.days))
    assert.ok(days.length > 0)
    assert.equal(totals['course_starts_completed'], days.length, 'as many as the median is of')
    const { done } = await oracle(
      `count(*) filter (where source = 'skilljar' and started::date >= '${mirrorsFrom}' and completed >= started)::int as done`,
    )
    assert.ok(done > 0)
    assert.equal(totals['sj_course_starts_completed'], done)
    for (const [name, share] of [
      [names[0], 0.5],
      [names[1], 0.25],
      [names[2], 0.75],
    ] as const) {
      near(totals[name], quantile(days, share), name, 1e-6)
    }
  })

  test('with no start old enough the rate is no number, never zero', async () => {
    const early = await readAs(database.warehouse, everybody, async (reader) =>
      ask(
        { ...reader, asOf: { datacamp: `${mirrorsFrom}T00:00:00.000Z`, skilljar: null } },
        { metrics: ['course_completion_rate'], filters },
      ),
    )
    assert.equal(early.totals.course_completion_rate, null)
    assert.equal(early.totals.course_completion_rate_denominator, 0)
  })
})
