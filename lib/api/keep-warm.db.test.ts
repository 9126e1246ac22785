import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import { scopeOf } from '@/lib/authz/scope'
import { findToken, createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { inMainCurrency } from '@/lib/reports/main-currency'
import { usualQuestion } from '@/lib/reports/question'
import { readLearningActivity } from '@/lib/reports/read-learning-activity'
import { readAtRisk, riskCards, usualRiskQuestion } from '@/lib/reports/read-at-risk'
import { readFrame } from '@/lib/reports/read-frame'
import { readOverview, readOverviewToday } from '@/lib/reports/read-overview'
import type { Report } from '@/lib/reports/report'
import { reportOf, reports } from '@/lib/reports/reports'
import { testDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishMarts } from '@/lib/testing/mirrors'
import { provideSettings } from '@/lib/testing/settings'
import { warmUp } from './keep-warm'

test('right after a publish the common views and what every page begins with are read ahead, so that whoever opens them waits for nothing', async (t) => {
  const database = await testDatabase()
  t.after(async () => {
    await app().$disconnect()
    await closePools()
    await database.drop()
  })
  provideSettings(database)
  await insertMirrorRows(database.pool, 'datacamp.course_fact', [
    { user_id: 1, course_id: 2, date_id: 20260105, time_spent: 60, xp: 5 },
  ])
  await insertMirrorRows(database.pool, 'skilljar.purchase', [
    { purchase_id: 'p', state: 'SUCCESS', purchased_at: '2026-01-05', price_cents: 100, price_currency: 'EUR' },
  ])
  await publishMarts(database.pool, { connectorId: 'datacamp', tables: new Set(['course_fact']), days: 'all' })

  const publish = (run: number) =>
    database.pool.query(
      `insert into app.publication (connector_id, run_id, as_of) values ('datacamp', $1, '2026-02-01')`,
      [run],
    )
  await publish(1)

  assert.equal(await warmUp(), true)
  assert.equal(await warmUp(), false, 'the same version again')
  for (const role of ['admin', 'analyst', 'viewer'] as const) {
    const actor = await findToken(database.app, (await createToken(database.app, 'system', { name: role, role })).token)
    assert.ok(actor)
    assert.equal(await withReader(scopeOf(actor), readsNotRemembered), 0, role)
  }

  await publish(2)
  assert.equal(await warmUp(), true, 'a new version')
})

async function readsNotRemembered(reader: ScopedReader): Promise<number> {
  let reads = 0
  const { results } = reader
  assert.ok(results)
  const rows: typeof results.rows = (under, statement, read) =>
    results.rows(under, statement, () => {
      reads++
      return read()
    })
  const counted = { ...reader, results: Object.assign(Object.create(results), { rows }) }
  const overview = usualQuestion(reportOf('overview'), reader.asOf)
  await readOverview(counted, overview)
  await readOverviewToday(counted, overview)
  await readLearningActivity(counted, usualQuestion(reportOf('learning-activity'), reader.asOf))
  const risk = usualRiskQuestion(reader.asOf)
  await readAtRisk(counted, risk)
  for (const read of Object.values(riskCards)) await read(counted, risk)
  for (const report of reports as readonly Report[]) {
    const { path, permission } = report
    if (path.includes('[') || (permission === 'people.read' && !reader.scope.learnerRows)) continue
    const question = usualQuestion(report, reader.asOf)
    await readFrame(counted, path === '/skilljar/commerce' ? await inMainCurrency(counted, question) : question)
  }
  return reads
}
