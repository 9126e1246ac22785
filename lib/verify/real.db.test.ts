/** Against real sources with a demo's data: what was refreshed is what is there. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { connection, saveCredentials } from '@/lib/connectors/credentials'
import { createDemoSources } from '@/lib/demo/create-sources'
import { provide } from '@/lib/env'
import { describeReport } from '@/lib/ops/describe-report'
import { emptyDatabase, testDatabase } from '@/lib/testing/database'
import { databaseFields, refreshStored } from '@/lib/testing/stored-refresh'
import { verify } from './verify'

test('mirrors of both platforms equal their sources row by row, and a change there is told', async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'skillscope-verify-'))
  const [database, skilljar] = [await testDatabase(), await emptyDatabase()]
  t.after(async () => {
    await skilljar.drop()
    await database.drop()
    await rm(folder, { recursive: true })
  })
  provide({
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    SKILLSCOPE_PRIVATE_TARGETS: '127.0.0.1',
    SKILLSCOPE_LOCAL_SOURCES: folder,
  })
  const size = { people: 60, months: 3, seed: 5, today: '2026-06-30' }
  await createDemoSources({ folder, skilljar: skilljar.pool, ...size })
  await saveCredentials(database.app, 'system', 'datacamp', { path: folder })
  await saveCredentials(database.app, 'system', 'skilljar', databaseFields(skilljar.url))
  for (const id of ['datacamp', 'skilljar'] as const) {
    const run = await refreshStored(database, id)
    assert.equal(run.state, 'published', run.errorMessage ?? undefined)
  }
  const steps: string[] = []
  const look = () =>
    verify({
      app: database.app,
      pool: database.pool,
      connectorIds: ['datacamp', 'skilljar'],
      sources: (['datacamp', 'skilljar'] as const).map((id) => ({
        id,
        open: async () => (await connection(database.app, id)).open(),
      })),
      signal: new AbortController().signal,
      explain: String,
      under: (label, work) => {
        steps.push(label)
        return work(() => undefined)
      },
    })
  const equal = await look()
  assert.ok(equal.equal, describeReport(equal))
  assert.equal(steps.length, 5)

  await skilljar.pool.query(`delete from student where student_id = (select min(student_id) from student)`)
  const report = await look()
  const source = report.parts.find(({ connectorId }) => connectorId === 'skilljar')
  assert.deepEqual(
    source?.differences.map(({ subject, message }) => [subject, message]),
    [['skilljar.student', 'compared with the source, 1 row too many']],
  )
  assert.equal((await database.pool.query('select from app.refresh_run')).rowCount, 2)
  assert.equal((await database.pool.query(`select from pg_tables where schemaname = 'staging'`)).rowCount, 0)
})
