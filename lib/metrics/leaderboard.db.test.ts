import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { defaultFilters } from '@/lib/filters/filters'
import { ranking } from '@/lib/rollups/people/peak-ranking'
import { rebuildPeaks } from '@/lib/rollups/people/peaks'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { inTransaction } from '@/lib/testing/mirrors'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { leaderboard } from './leaderboard'
import { NotForThisReader } from './query'

const FIRST_DAY = '2025-11-03'
const DAYS = 150
const PEOPLE = 3_000

const select = (from: string, to: string) => {
  const filters = { ...defaultFilters(to), from, to }
  return { filters, period: filters, scope: everybody, today: to, asOf: { datacamp: null, skilljar: null } }
}

describe('a leaderboard', () => {
  let database: TestDatabase

  before(async () => {
    database = await testDatabase()
    const { pool } = database
    await pool.query('select setseed(0.5)')
    await pool.query(
      `insert into mart.person (person_id, person_key, name) select n, 'p' || n, 'P' || n from generate_series(1, $1::int) n`,
      [PEOPLE],
    )
    // A few learn much, most little; some XP is taken back.
    await pool.query(
      `insert into mart.activity (day, person_id, source, content_type, content_id, seconds, xp, is_evidence)
       select $1::date + day, person, 'datacamp', 'course', '1', (random() * 5000)::int, (random() * 12)::int * 50 - 100, true
       from generate_series(1, $2::int) person, generate_series(0, $3::int) day
       where random() < 0.02 + 0.9 * power(1 - person::float8 / $2, 8)`,
      [FIRST_DAY, PEOPLE, DAYS],
    )
    await pool.query('analyze mart.activity')
    await inTransaction(pool, rebuildPeaks)
  })
  after(() => database?.drop())

  test('of any period and length is the ranking of everybody', async () => {
    const day = fc.integer({ min: -30, max: DAYS + 30 }).map((days) => addDays(FIRST_DAY, days))
    await fc.assert(
      fc.asyncProperty(
        day,
        day,
        fc.constantFrom('seconds' as const, 'xp' as const),
        fc.constantFrom(1, 5, 50, 400, 2_500),
        async (one, other, measure, first) => {
          const [from = '', to = ''] = [one, other].sort()
          const [quick, plain] = await readAs(database.warehouse, everybody, async (reader) => [
            await leaderboard(reader, select(from, to), { measure, first }),
            await leaderboard(reader, select(from, to), { measure, first, withoutRollups: true }),
          ])
          assert.deepEqual(quick, plain)
        },
      ),
      { numRuns: 150, seed: 12 },
    )
  })

  test('of a long enough period is told by the lists alone', async () => {
    const nobody = sql`select null::bigint as person_id, null::numeric as amount where false`
    const period = { from: addDays(FIRST_DAY, 20), to: addDays(FIRST_DAY, 120) }
    const { rows } = await ranking({ measure: 'seconds', first: 20, period }, nobody).execute(database.warehouse)
    assert.equal(rows.length, 20)
  })

  test('is not for readers who may not see single learners', async () => {
    await assert.rejects(
      readAs(database.warehouse, aggregatesOnly, (reader) =>
        leaderboard(reader, select(FIRST_DAY, FIRST_DAY), { measure: 'xp', first: 5 }),
      ),
      NotForThisReader,
    )
  })
})
