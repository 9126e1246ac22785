import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requestDue } from './schedule'
import { startEngine } from './testing/engine'

test('a refresh that was missed is made up for once, whichever worker notices first', async (t) => {
  const { app } = await startEngine(t)
  await app.connector.update({ where: { id: 'datacamp' }, data: { schedule: 'daily', scheduleHour: 3 } })
  const tomorrow = new Date(Date.now() + 86_400_000)
  const late = new Date(`${tomorrow.toISOString().slice(0, 10)}T22:00:00Z`)

  const requested = (await Promise.all([requestDue(app, late), requestDue(app, late), requestDue(app, late)])).flat()
  assert.equal(requested.length, 1)
  const [run] = await app.refreshRun.findMany()
  assert.equal(run?.trigger, 'schedule')
})

test('a refresh since the scheduled time counts, even one that failed', async (t) => {
  const { app } = await startEngine(t)
  await app.connector.update({ where: { id: 'datacamp' }, data: { schedule: 'hourly' } })
  const now = new Date()
  await app.refreshRun.create({
    data: { connectorId: 'datacamp', trigger: 'manual', state: 'failed', createdAt: now, finishedAt: now },
  })
  assert.deepEqual(await requestDue(app, now), [])
})
