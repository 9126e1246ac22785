import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishMarts } from '@/lib/testing/mirrors'
import { rollupsOf } from '@/lib/testing/rollups'
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
  await ensureRollups(pool)
  assert.deepEqual(await rollupsOf(pool), built)
})
