import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RunState } from '@/generated/prisma/client'
import { freshnessOf, lateness } from './freshness'
import { saveSchedule } from './schedule-save'
import { holdingsOf, lastDays } from './status-days'
import { courses, startEngine, type Engine } from './testing/engine'
import { fakeSource } from './testing/fake-source'

const at = (text: string) => new Date(`${text}Z`)

async function ended(
  engine: Engine,
  state: RunState,
  moment: string,
  more: { replay?: boolean } = {},
): Promise<bigint> {
  const finishedAt = at(moment)
  const data = { connectorId: 'datacamp', trigger: 'schedule', state, createdAt: finishedAt, finishedAt, ...more }
  const { id } = await engine.app.refreshRun.create({ data })
  if (state === 'published')
    await engine.app.publication.create({ data: { connectorId: 'datacamp', runId: id, asOf: finishedAt } })
  return id
}

async function datacamp(engine: Engine, now: string) {
  const [first] = await freshnessOf(engine.app, at(now))
  assert(first)
  return first
}

test('O-14: after 26 h without a good refresh a daily source is late, and a refresh without news makes it fresh', async (t) => {
  const engine = await startEngine(t)
  await saveSchedule(engine.app, 'system', 'datacamp', { cron: '0 3 * * *', zone: 'UTC' })
  await ended(engine, 'published', '2026-11-20T03:04:00')
  assert.equal((await datacamp(engine, '2026-11-21T05:04:00')).state, 'fresh')
  const late = await datacamp(engine, '2026-11-21T05:05:00')
  assert.equal(late.state, 'late')
  assert.deepEqual(late.late, { hours: 26, allowedHours: 26 })
  assert.equal(late.lastGoodAt, '2026-11-20T03:04:00.000Z')

  await ended(engine, 'unchanged', '2026-11-21T05:10:00')
  const fresh = await datacamp(engine, '2026-11-21T05:11:00')
  assert.equal(fresh.state, 'fresh')
  assert.equal(fresh.asOf, '2026-11-20T03:04:00.000Z')
})

test('a source whose newest run is held or failed says so, and stays late meanwhile', async (t) => {
  const engine = await startEngine(t)
  await saveSchedule(engine.app, 'system', 'datacamp', { cron: '0 * * * *', zone: 'UTC' })
  await ended(engine, 'published', '2026-11-20T03:04:00')
  const held = await ended(engine, 'held', '2026-11-20T04:04:00')
  const soon = await datacamp(engine, '2026-11-20T04:10:00')
  assert.deepEqual([soon.state, soon.late, soon.runId], ['held', null, Number(held)])
  assert.notEqual((await datacamp(engine, '2026-11-20T08:00:00')).late, null)

  await ended(engine, 'failed', '2026-11-20T05:04:00')
  assert.equal((await datacamp(engine, '2026-11-20T05:05:00')).state, 'failed')
  await ended(engine, 'published', '2026-11-20T05:10:00', { replay: true })
  assert.equal((await datacamp(engine, '2026-11-20T05:11:00')).state, 'failed', 'a replay read no source')
})

test('without a schedule nothing is late, and without a publication there is nothing to be late', async (t) => {
  const engine = await startEngine(t)
  await saveSchedule(engine.app, 'system', 'datacamp', { cron: '0 3 * * *', zone: 'UTC' })
  assert.equal((await datacamp(engine, '2030-01-01T00:00:00')).state, 'none')
  await ended(engine, 'published', '2026-11-20T03:04:00')
  await saveSchedule(engine.app, 'system', 'datacamp', { cron: null, zone: 'UTC' })
  assert.equal((await datacamp(engine, '2030-01-01T00:00:00')).state, 'fresh')
})

test('a weekend without refreshes is no delay where only weekdays were promised', () => {
  const weekdays = { cron: '0 3 * * 1-5', zone: 'UTC' }
  const friday = at('2026-11-20T03:05:00')
  assert.equal(lateness(weekdays, friday, at('2026-11-23T05:05:00')), null)
  assert.deepEqual(lateness(weekdays, friday, at('2026-11-23T05:06:00')), { hours: 74, allowedHours: 74 })
})

test('each of the last 30 days is told by its last run, and a check without news hides no news', async (t) => {
  const engine = await startEngine(t)
  await ended(engine, 'failed', '2026-11-18T03:00:00')
  await ended(engine, 'published', '2026-11-18T09:00:00')
  await ended(engine, 'unchanged', '2026-11-18T15:00:00')
  await ended(engine, 'failed', '2026-11-19T03:00:00')
  await ended(engine, 'cancelled', '2026-11-19T04:00:00')
  await ended(engine, 'unchanged', '2026-11-20T03:00:00')
  await ended(engine, 'held', '2026-11-21T03:00:00')
  const days = await lastDays(engine.app, 'datacamp', at('2026-11-22T05:00:00'))
  assert.equal(days.length, 30)
  assert.deepEqual(days[0], { day: '2026-10-24', result: 'none' })
  assert.deepEqual(
    days.slice(-5).map(({ result }) => result),
    ['published', 'failed', 'unchanged', 'held', 'none'],
  )
})

test('what a source holds is the sum of what its tables held after their last publication', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Intro']) }))
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Intro'], [2, 'More']) }))
  const { tables, rows } = await holdingsOf(engine.app, 'datacamp')
  assert.equal(rows, 2)
  assert(tables > 10)
})
