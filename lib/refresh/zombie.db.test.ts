/** A worker that slept past its lease wakes up while, or after, another one carries out the same refresh. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RunState } from '@/generated/prisma/client'
import { startCopy } from './copy-into'
import { LeaseLost } from './failure'
import { arm } from './failpoint'
import { fenced } from './fence'
import { requestRefresh } from './request'
import { executeRun } from './run'
import {
  assertState,
  courseFacts,
  courses,
  detail,
  quick,
  select,
  startEngine,
  tableOf,
  type Engine,
} from './testing/engine'
import { fakeSource, type FakeSource } from './testing/fake-source'

/** Its heartbeat sleeps as well, so it learns nothing. */
const asleep = { ...quick, pulseMs: 3_600_000 }
const titles = 'select title from datacamp.course_dim order by course_id'

function begin(engine: Engine, runId: number, { open }: FakeSource, timing = quick): Promise<RunState> {
  return executeRun({ ...engine, open, signal: new AbortController().signal, timing }, runId)
}

/** The database's clock goes on while the worker sleeps. */
const leaseRunsOut = (engine: Engine) =>
  engine.pool.query(`update app.connector set lease_until = now() - interval '1 second'`)

test('X-05: a worker that wakes after its lease neither drops nor stops what the next worker is staging', async (t) => {
  const engine = await startEngine(t)
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  const [asleepAt, awake] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  const disarm = arm('after-pin', () => {
    disarm()
    asleepAt.resolve(undefined)
    return awake.promise
  })
  t.after(disarm)
  const zombie = begin(engine, runId, fakeSource('datacamp', { course_dim: courses([1, 'Zombie']) }), asleep)
  await asleepAt.promise
  await leaseRunsOut(engine)

  const [staging, goOn] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  const next = begin(
    engine,
    runId,
    fakeSource(
      'datacamp',
      { course_dim: courses([1, 'New']) },
      {
        beforeBatch() {
          staging.resolve(undefined)
          return goOn.promise
        },
      },
    ),
  )
  await staging.promise
  awake.resolve(undefined)
  await zombie
  goOn.resolve(undefined)

  assert.equal(await next, 'published')
  assert.equal((await detail(engine, runId)).attempt, 2)
  assert.deepEqual(await select(engine, titles), [{ title: 'New' }])
})

test('X-05: a worker that wakes after its lease adds no row to the quarantine and changes no count of the run', async (t) => {
  const engine = await startEngine(t)
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  const facts = courseFacts([1, 1, 20260105, 60], [1, 1, 20260106, 'soon'])
  const [reading, awake] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  const late = fakeSource(
    'datacamp',
    { course_fact: facts },
    {
      beforeBatch(table) {
        if (table !== 'course_fact') return
        reading.resolve(undefined)
        return awake.promise
      },
    },
  )
  t.after(() => awake.resolve(undefined))
  const zombie = begin(engine, runId, late, asleep)
  await reading.promise
  await leaseRunsOut(engine)
  assert.equal(await begin(engine, runId, fakeSource('datacamp', { course_fact: facts })), 'published')
  awake.resolve(undefined)
  await zombie

  const run = await detail(engine, runId)
  assertState(run, 'published')
  const { rowsRead, rowsQuarantined, state } = tableOf(run, 'course_fact')
  assert.deepEqual({ rowsRead, rowsQuarantined, state }, { rowsRead: 2, rowsQuarantined: 1, state: 'published' })
  assert.deepEqual(await select(engine, 'select count(*)::int as n from app.quarantine'), [{ n: 1 }])
})

test('X-05: nothing can be copied into staging, and no transaction commits, under a lease that is gone', async (t) => {
  const engine = await startEngine(t)
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  await engine.pool.query('create table staging.r1_course_dim (course_id bigint)')
  await engine.pool.query('update app.connector set lease_token = 7')
  await engine.pool.query('update app.refresh_run set lease_token = 7')
  const zombie = { pool: engine.pool, runId, token: '6' }
  await assert.rejects(startCopy(zombie, 'staging.r1_course_dim', 'course_id'), LeaseLost)
  await assert.rejects(
    fenced(zombie, (tx) => tx.query('insert into staging.r1_course_dim values (1)')),
    LeaseLost,
  )
  assert.deepEqual(await select(engine, 'select * from staging.r1_course_dim'), [])

  const holder = { ...zombie, token: '7' }
  const copy = await startCopy(holder, 'staging.r1_course_dim', 'course_id')
  await copy.write(Buffer.from('1\n'))
  await copy.finish()
  assert.deepEqual(await select(engine, 'select course_id::int as id from staging.r1_course_dim'), [{ id: 1 }])
})
