import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '@/lib/testing/database'
import { defaultFilters } from '@/lib/filters/filters'
import { refreshMarts } from '@/lib/marts/refresh'
import { ask } from '@/lib/metrics/ask'
import { inTransaction, insertMirrorRows, publishMarts } from '@/lib/testing/mirrors'
import { everybody, readAs } from '@/lib/testing/reader'
import { rollupsOf } from '@/lib/testing/rollups'
import { PUBLISH_LOCK } from '@/lib/refresh/publish-lock'
import { ensureRollups } from './ensure'
import { sumRollups } from './sums'

test('a database that was filled before there were rollups gets them when it is brought up to date', async (t) => {
  const { pool, drop } = await testDatabase()
  t.after(drop)
  await insertMirrorRows(pool, 'datacamp.course_fact', [
    { user_id: 1, course_id: 2, date_id: 20260105, time_spent: 60, xp: 5 },
  ])
  await publishMarts(pool, { connectorId: 'datacamp', tables: new Set(['course_fact']), days: 'all' })
  const built = await rollupsOf(pool)
  assert.equal(built['mart.org_day']?.length, 1)

  const filled = [...sumRollups.map(({ table }) => table), 'mart.signature', 'mart.signature_team', 'mart.category']
  await pool.query(`truncate ${filled.join(', ')}`)
  await pool.query('update mart.rollup_state set is_current = false')
  await ensureRollups(pool, PUBLISH_LOCK)
  assert.deepEqual(await rollupsOf(pool), built)
})

test('after a publish that leaves the building for later, questions are answered from the marts until it is done', async (t) => {
  const { pool, warehouse, drop } = await testDatabase()
  t.after(drop)
  await insertMirrorRows(pool, 'datacamp.course_fact', [
    { user_id: 1, course_id: 2, date_id: 20260105, time_spent: 7200, xp: 5 },
  ])
  await inTransaction(pool, (tx) =>
    refreshMarts(tx, { connectorId: 'datacamp', tables: new Set(['course_fact']), days: 'all' }, { buildLater: true }),
  )
  const hours = () =>
    readAs(warehouse, everybody, async (reader) => {
      const filters = { ...defaultFilters('2026-01-31'), compare: 'none' as const }
      const { totals, sql } = await ask(reader, { metrics: ['learning_hours'], filters })
      return [totals.learning_hours, /"activity"/.test(sql)]
    })
  assert.deepEqual(await hours(), [2, true])
  await ensureRollups(pool, PUBLISH_LOCK)
  assert.deepEqual(await hours(), [2, false])
})
