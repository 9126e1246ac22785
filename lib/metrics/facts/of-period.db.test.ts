/** Facts that are asked for no day once more, and days told by their numbers. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { courseStarters } from '@/lib/analyses/datacamp/chapter-dropoff'
import { courseSpans } from '@/lib/analyses/datacamp/course-survival'
import { addDays } from '@/lib/filters/days'
import { contextOf } from '@/lib/metrics/compile'
import { everybody } from '@/lib/testing/reader'
import { defaultFilters } from '@/lib/filters/filters'
import type { Fact } from '@/lib/metrics/fact'
import { facts } from '@/lib/metrics/names'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { fillDatacampMirrors } from '@/lib/testing/datacamp-database'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { dayOfNumber, isDayUpTo } from './datacamp-rows'

describe('Days of facts', () => {
  let database: TestDatabase

  before(async () => {
    database = await testDatabase()
    await fillDatacampMirrors(database.pool, 81)
  })
  after(() => database?.drop())

  const period = { from: addDays(mirrorsFrom, 12), to: addDays(mirrorsFrom, mirrorsDays - 12) }
  const ofPeriod = [...(facts as readonly Fact[]), courseSpans, courseStarters].filter((fact) => fact.ofPeriod)

  for (const fact of ofPeriod) {
    test(`${fact.name} has rows of the period, and none of other days`, async () => {
      const context = contextOf({
        filters: { ...defaultFilters(period.to), ...period },
        period,
        scope: everybody,
        today: period.to,
        asOf: { datacamp: `${period.to}T12:00:00.000Z`, skilljar: null },
      })
      const { rows } = await sql<{ inside: number; outside: number }>`
        select count(*) filter (where day between ${period.from}::date and ${period.to}::date)::int as inside,
          count(*) filter (where day is null or not day between ${period.from}::date and ${period.to}::date)::int as outside
        from (${fact.rows(database.warehouse, context)}) as fact`.execute(database.warehouse)
      assert.notEqual(rows[0]?.inside, 0)
      assert.equal(rows[0]?.outside, 0)
    })
  }

  test('a number is a day up to a moment where the calendar has that day, and it is no later', async () => {
    const { rows } = await sql`
      select number, at
      from (
        select year * 10000 + month * 100 + day as number
        from generate_series(2023, 2025) as year, generate_series(0, 13) as month, generate_series(0, 40) as day
        union all select unnest(array[null, -1, 0, 10000100, 10000101, 99991231, 100000101]::bigint[])
      ) as given, unnest(array['2024-02-29 23:59:59', '2024-03-01', '2025-12-31 12:00', '0044-03-15 BC']::timestamp[]) as at
      where coalesce(${isDayUpTo('number', 'at')}, false) <> coalesce(${dayOfNumber('number')} <= at::date, false)`.execute(
      database.warehouse,
    )
    assert.deepEqual(rows, [])
  })
})
