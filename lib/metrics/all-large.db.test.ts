/** Readers of aggregates are answered from rollups where nothing has to be hidden, and only there. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays } from '@/lib/filters/days'
import { defaultFilters } from '@/lib/filters/filters'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { fillMirrors, mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { ask } from './ask'
import type { DimensionName } from './dimensions'

const last = addDays(mirrorsFrom, mirrorsDays - 1)

describe('cells that are all large', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 11)
    await publishBoth(database.pool)
  })
  after(() => database?.drop())

  const asked = (
    scope: typeof everybody,
    by: readonly DimensionName[],
    options: { from?: string; withoutRollups?: boolean } = {},
  ) => {
    const { from = mirrorsFrom, ...how } = options
    const filters = { ...defaultFilters(last), from, to: last }
    return readAs(database.warehouse, scope, (reader) =>
      ask(reader, { metrics: ['learning_hours', 'course_starts'], by, filters, today: last, ...how }),
    )
  }
  const readsRollups = ({ sql }: { sql: string }) => /mart\."?org_day/.test(sql)

  test('come from the rollups, as everybody else’s do, and nothing is marked as hidden', async () => {
    for (const by of [[], ['source'], ['month']] as const) {
      const [viewers, analysts] = [await asked(aggregatesOnly, by), await asked(everybody, by)]
      assert.ok(readsRollups(viewers), `by ${by}`)
      assert.deepEqual([viewers.rows, viewers.totals], [analysts.rows, analysts.totals])
      assert.ok(viewers.rows.every(({ suppressed }) => !suppressed))
      assert.deepEqual(await asked(aggregatesOnly, by, { withoutRollups: true }).then(({ rows }) => rows), viewers.rows)
    }
  })

  test('one small cell among them, and the people behind every cell are counted', async () => {
    const answer = await asked(aggregatesOnly, ['day', 'technology'], { from: addDays(last, -6) })
    assert.ok(!readsRollups(answer))
    assert.ok(answer.rows.some(({ suppressed }) => suppressed))
  })
})
