import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunState } from '@/generated/prisma/client'
import { SourceError } from '@/lib/connectors/types'
import { sweep } from './cleanup'
import { requestRefresh } from './request'
import { readRun } from './status'
import { courses, quick, select, startEngine, type Engine } from './testing/engine'
import { fakeSource, type FakeSource } from './testing/fake-source'
import { startWorker } from './worker'

async function untilState(engine: Engine, runId: number, ...states: RunState[]): Promise<RunState> {
  for (let round = 0; round < 600; round++) {
    const run = await readRun(engine.app, runId)
    if (run && states.includes(run.state)) return run.state
    await sleep(100)
  }
  throw new Error(`run ${runId} did not become ${states.join(' or ')} within a minute`)
}

const worker = (engine: Engine, source: FakeSource) =>
  startWorker({ url: engine.url, app: engine.app, open: source.open, timing: quick })

test('a refresh asked for while no worker ran is carried out once by the workers that start later', async (t) => {
  const engine = await startEngine(t)
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  const source = fakeSource('datacamp', { course_dim: courses([1, 'Intro']) })
  const workers = await Promise.all([worker(engine, source), worker(engine, source)])
  try {
    assert.equal(await untilState(engine, runId, 'published', 'failed'), 'published')
  } finally {
    await Promise.all(workers.map((each) => each.stop()))
  }
  assert.equal(source.reads.filter((table) => table === 'course_dim').length, 1)
  assert.deepEqual(await select(engine, 'select distinct data from pgboss.job where name = $$refresh$$'), [
    { data: { runId, connectorId: 'datacamp' } },
  ])
})

/** Until the run waits for its next try; the waiting itself is not waited for. */
async function untilRetry(engine: Engine, runId: number, tries: number): Promise<Date> {
  for (let round = 0; round < 600; round++) {
    const run = await engine.app.refreshRun.findUniqueOrThrow({ where: { id: runId } })
    if (run.state === 'queued' && run.attempt === tries && run.retryAt) return run.retryAt
    await sleep(100)
  }
  throw new Error(`run ${runId} did not wait for another try within a minute`)
}

const moveRetry = (engine: Engine, seconds: number) =>
  engine.pool.query(`update app.refresh_run set retry_at = clock_timestamp() + make_interval(secs => $1)`, [seconds])

test('a failure that may pass is tried again when its time has come, by one job each time', async (t) => {
  const engine = await startEngine(t)
  let tries = 0
  const source = fakeSource(
    'datacamp',
    { course_dim: courses([1, 'Intro']) },
    {
      beforeBatch(table) {
        if (table === 'course_dim' && tries++ < 2)
          throw new SourceError('timeout', 'The bucket did not answer in time.', true)
      },
    },
  )
  const running = await worker(engine, source)
  try {
    const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
    const first = await untilRetry(engine, runId, 1)
    await moveRetry(engine, 0)
    const second = await untilRetry(engine, runId, 2)
    assert(second > first)
    await moveRetry(engine, 0)
    assert.equal(await untilState(engine, runId, 'published', 'failed'), 'published')
    assert.equal(tries, 3)
    // The queue itself repeats nothing: otherwise both would.
    const jobs = `select count(*)::int as jobs, max(retry_count) as retries, max(retry_limit) as most from pgboss.job where name = 'refresh'`
    assert.deepEqual(await select(engine, jobs), [{ jobs: 3, retries: 0, most: 0 }])
  } finally {
    await running.stop()
  }
})

test('a run is not tried before its time, even by a worker that starts anew, and other sources do not wait for it', async (t) => {
  const engine = await startEngine(t)
  await engine.app.connector.create({ data: { id: 'skilljar' } })
  const data = { connectorId: 'datacamp', trigger: 'manual', attempt: 1, retryAt: new Date(Date.now() + 3_600_000) }
  const waiting = await engine.app.refreshRun.create({ data })
  const open = (_: unknown, id: 'datacamp' | 'skilljar') => fakeSource(id, {}).open()
  const running = await startWorker({ url: engine.url, app: engine.app, open, timing: quick })
  try {
    const { runId } = await requestRefresh(engine.app, 'skilljar', { trigger: 'manual' })
    assert.notEqual(await untilState(engine, runId, 'published', 'unchanged', 'failed'), 'failed')
    assert.equal((await readRun(engine.app, Number(waiting.id)))?.state, 'queued')
    await moveRetry(engine, 0)
    assert.notEqual(await untilState(engine, Number(waiting.id), 'published', 'unchanged', 'failed'), 'failed')
  } finally {
    await running.stop()
  }
})

test('a run whose worker died long ago is taken over by the next one instead of being given up', async (t) => {
  const engine = await startEngine(t)
  const { app } = engine
  const hourAgo = new Date(Date.now() - 3_600_000)
  await app.connector.update({ where: { id: 'datacamp' }, data: { leaseToken: 7n, leaseUntil: hourAgo } })
  const dead = { state: 'extracting', attempt: 1, leaseToken: 7n, startedAt: hourAgo, heartbeatAt: hourAgo } as const
  const run = await app.refreshRun.create({ data: { connectorId: 'datacamp', trigger: 'schedule', ...dead } })
  const running = await worker(engine, fakeSource('datacamp', { course_dim: courses([1, 'Intro']) }))
  try {
    assert.equal(await untilState(engine, Number(run.id), 'published', 'failed'), 'published')
  } finally {
    await running.stop()
  }
})

test('a verification that was killed is not gone on with as a refresh, and leaves nothing behind', async (t) => {
  const engine = await startEngine(t)
  const { app, pool } = engine
  await app.connector.create({ data: { id: 'skilljar' } })
  const beganAt = new Date(Date.now() - 60_000)
  const { id } = await app.refreshRun.create({
    data: { connectorId: 'datacamp', trigger: 'verify', full: true, state: 'extracting', heartbeatAt: beganAt },
  })
  await pool.query(`create table staging.r${id}_course_dim (course_id bigint)`)
  const { runId } = await requestRefresh(app, 'skilljar', { trigger: 'manual' })
  const running = await worker(engine, fakeSource('skilljar', {}))
  try {
    await untilState(engine, runId, 'published', 'unchanged')
  } finally {
    await running.stop()
  }
  assert.deepEqual(await select(engine, 'select distinct data from pgboss.job where name = $$refresh$$'), [
    { data: { runId, connectorId: 'skilljar' } },
  ])
  assert.deepEqual(await sweep(pool, 30), [])
  assert.deepEqual(await select(engine, `select id::int from app.refresh_run`), [{ id: runId }])
  assert.deepEqual(await select(engine, `select tablename from pg_tables where schemaname = 'staging'`), [])
})

test('a worker that is told to stop lets go of a hanging source at once, and the next one takes the refresh over', async (t) => {
  const engine = await startEngine(t)
  const reading = Promise.withResolvers<undefined>()
  const hanging = fakeSource(
    'datacamp',
    {},
    { beforeBatch: () => (reading.resolve(undefined), new Promise(() => undefined)) },
  )
  const first = await worker(engine, hanging)
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  await reading.promise
  const asked = performance.now()
  await first.stop()
  assert(performance.now() - asked < 10_000)

  const second = await worker(engine, fakeSource('datacamp', { course_dim: courses([1, 'Intro']) }))
  try {
    assert.equal(await untilState(engine, runId, 'published', 'failed'), 'published')
  } finally {
    await second.stop()
  }
})
