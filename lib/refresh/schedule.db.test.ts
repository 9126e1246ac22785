import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requestDue } from './schedule'
import { saveSchedule } from './schedule-save'
import { select, startEngine } from './testing/engine'

const tomorrow = (time: string) => new Date(`${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T${time}Z`)
const daily = { cron: '0 3 * * *', zone: 'UTC' }

test('a refresh that was missed is made up for once, whichever worker notices first', async (t) => {
  const { app } = await startEngine(t)
  await saveSchedule(app, 'system', 'datacamp', daily)
  const late = tomorrow('22:00:00')

  const requested = (await Promise.all([requestDue(app, late), requestDue(app, late), requestDue(app, late)])).flat()
  assert.equal(requested.length, 1)
  const [run] = await app.refreshRun.findMany()
  assert.equal(run?.trigger, 'schedule')
  assert.equal(run.reconcile, false)
})

test('a refresh since the scheduled time counts, even one that failed; a replay does not', async (t) => {
  const { app } = await startEngine(t)
  await saveSchedule(app, 'system', 'datacamp', { cron: '0 * * * *', zone: 'Europe/Berlin' })
  const now = new Date()
  const run = { connectorId: 'datacamp', trigger: 'manual', state: 'failed', createdAt: now, finishedAt: now } as const
  const failed = await app.refreshRun.create({ data: run })
  assert.deepEqual(await requestDue(app, now), [])

  await app.refreshRun.update({ where: { id: failed.id }, data: { replay: true } })
  assert.equal((await requestDue(app, now)).length, 1)
})

test('a run that waits for a decision pauses the schedule until it is decided', async (t) => {
  const { app } = await startEngine(t)
  await saveSchedule(app, 'system', 'datacamp', daily)
  const held = await app.refreshRun.create({ data: { connectorId: 'datacamp', trigger: 'schedule', state: 'held' } })
  const late = tomorrow('22:00:00')
  assert.deepEqual(await requestDue(app, late), [])

  await app.refreshRun.update({ where: { id: held.id }, data: { state: 'discarded', finishedAt: new Date() } })
  assert.equal((await requestDue(app, late)).length, 1)
})

test('where a refresh and the comparison of every row are both due, one run does both', async (t) => {
  const { app } = await startEngine(t, 'skilljar')
  await saveSchedule(app, 'system', 'skilljar', { ...daily, reconcileCron: '30 1 * * *' })
  const [runId] = await requestDue(app, tomorrow('03:00:00'))
  const run = await app.refreshRun.findUniqueOrThrow({ where: { id: runId ?? 0 } })
  assert.equal(run.reconcile, true)
})

test('the comparison of every row follows a plain refresh that was under way when it came due', async (t) => {
  const { app } = await startEngine(t, 'skilljar')
  await saveSchedule(app, 'system', 'skilljar', { ...daily, reconcileCron: '30 1 * * *' })
  const at = tomorrow('01:40:00')
  const open = await app.refreshRun.create({
    data: { connectorId: 'skilljar', trigger: 'manual', state: 'extracting', createdAt: tomorrow('01:29:00') },
  })
  assert.deepEqual(await requestDue(app, at), [])
  await app.refreshRun.update({ where: { id: open.id }, data: { state: 'published', finishedAt: at } })
  const [runId] = await requestDue(app, at)
  assert.equal((await app.refreshRun.findUniqueOrThrow({ where: { id: runId ?? 0 } })).reconcile, true)
  await app.refreshRun.updateMany({ data: { state: 'published', createdAt: at, finishedAt: at } })
  assert.deepEqual(await requestDue(app, tomorrow('02:30:00')), [])
})

test('a source that is refreshed on request only, or was switched off, is left alone', async (t) => {
  const { app } = await startEngine(t, 'skilljar')
  await saveSchedule(app, 'system', 'skilljar', { cron: null, zone: 'UTC', reconcileCron: '30 1 * * *' })
  assert.deepEqual(await requestDue(app, tomorrow('22:00:00')), [])
  await saveSchedule(app, 'system', 'skilljar', daily)
  await app.connector.updateMany({ data: { enabled: false } })
  assert.deepEqual(await requestDue(app, tomorrow('22:00:00')), [])
})

test('a schedule that the worker could not read is not stored, and a stored one is in the audit log', async (t) => {
  const engine = await startEngine(t)
  const { app } = engine
  await assert.rejects(saveSchedule(app, 'system', 'datacamp', { cron: '* * * * *', zone: 'UTC' }), {
    field: 'cron',
    message: /every 5 minutes/,
  })
  await assert.rejects(saveSchedule(app, 'system', 'datacamp', { ...daily, zone: 'Mars/Base' }), { field: 'zone' })
  await assert.rejects(saveSchedule(app, 'system', 'datacamp', { ...daily, reconcileCron: 'often' }), {
    field: 'reconcile',
  })
  assert.equal((await app.connector.findUniqueOrThrow({ where: { id: 'datacamp' } })).scheduleCron, null)

  assert.equal(await saveSchedule(app, 'system', 'datacamp', { cron: ' 0  3 * * *', zone: 'Europe/Berlin' }), true)
  assert.deepEqual(await select(engine, `select detail from app.audit where action = 'connector.schedule'`), [
    { detail: { scheduleCron: '0 3 * * *', scheduleZone: 'Europe/Berlin' } },
  ])
  assert.equal(await saveSchedule(app, 'system', 'skilljar', daily), false)
})
