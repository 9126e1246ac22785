import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dismiss } from './quarantine-dismiss'
import { openRows, quarantineSamples } from './quarantine-status'
import { admin, assertState, courseFacts, startEngine, tableOf, type Engine } from './testing/engine'
import { fakeSource } from './testing/fake-source'

const deliver = (engine: Engine, ...seconds: readonly string[]) =>
  engine.refresh(
    fakeSource('datacamp', {
      course_fact: courseFacts(...seconds.map((spent) => [7, 1, 20260105, spent] as const), [7, 2, 20260105, 60]),
    }),
  )
const waiting = async ({ pool }: Engine) =>
  (await quarantineSamples(pool, { table: 'course_fact' }, 25)).map(({ excerpt }) => excerpt).sort()
const ofFacts = {
  connectorId: 'datacamp',
  table: 'course_fact',
  reason: 'not_an_integer',
  because: 'A test of theirs.',
} as const

test('rows that were put aside stay aside in later deliveries, counted, while new ones of the same reason wait', async (t) => {
  const engine = await startEngine(t)
  assertState(await deliver(engine, 'soon'), 'published')
  assert.equal(await dismiss(engine.app, admin, ofFacts), 1)

  const again = await deliver(engine, 'soon', 'later')
  assert.deepEqual(await waiting(engine), ['7,1,20260105,later'])
  const { rowsRead, rowsQuarantined, warnings } = tableOf(again, 'course_fact')
  assert.deepEqual({ rowsRead, rowsQuarantined }, { rowsRead: 3, rowsQuarantined: 2 })
  assert.deepEqual(warnings, ['1 row that was put aside before came again and stays aside.'])

  // Long after the row that an administrator looked at is removed, it is remembered by those that came since.
  await engine.pool.query(`delete from app.quarantine where resolution = 'dismissed'`)
  await deliver(engine, 'soon', 'later')
  assert.deepEqual(await waiting(engine), ['7,1,20260105,later'])
})

test('of equal rows as many stay aside as were put aside', async (t) => {
  const engine = await startEngine(t)
  await deliver(engine, 'soon', 'soon')
  const [{ id } = { id: 0 }] = await quarantineSamples(engine.pool, { table: 'course_fact' }, 1)
  assert.equal(await dismiss(engine.app, admin, { ...ofFacts, id }), 1)
  assert.equal(await openRows(engine.pool), 1)
  await deliver(engine, 'soon', 'soon')
  assert.equal(await openRows(engine.pool), 1)
  await deliver(engine, 'soon', 'soon', 'soon')
  assert.equal(await openRows(engine.pool), 2)
})
