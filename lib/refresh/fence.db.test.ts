import assert from 'node:assert/strict'
import { once } from 'node:events'
import { fork } from 'node:child_process'
import { test } from 'node:test'
import { childEnvironment } from '@/lib/env'
import { sweep } from './cleanup'
import { arm } from './failpoint'
import { requestCancel, requestRefresh } from './request'
import { executeRun } from './run'
import { admin, assertState, courses, detail, quick, select, startEngine } from './testing/engine'
import { fakeSource } from './testing/fake-source'

const titles = 'select title from datacamp.course_dim order by course_id'
const staging = `select tablename from pg_tables where schemaname = 'staging'`
const never = () => new AbortController().signal

for (const point of ['before-publish', 'mid-publish'] as const) {
  test(`a worker that is overtaken at ${point} cannot publish`, async (t) => {
    const engine = await startEngine(t)
    await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Old']) }))
    t.after(
      arm(point, async () => {
        await engine.pool.query('update app.connector set lease_token = lease_token + 1')
      }),
    )
    const run = await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Zombie']) }))

    assert.notEqual(run.state, 'published')
    assert.deepEqual(await select(engine, titles), [{ title: 'Old' }])
    assert.deepEqual(await select(engine, 'select count(*)::int as n from app.publication'), [{ n: 1 }])
  })
}

test('X-07: asking again while a refresh runs returns the running one', async (t) => {
  const { app } = await startEngine(t)
  const asked = await Promise.all(
    Array.from({ length: 20 }, () => requestRefresh(app, 'datacamp', { trigger: 'manual' })),
  )
  assert.equal(new Set(asked.map(({ runId }) => runId)).size, 1)
  assert.equal(asked.filter(({ already }) => !already).length, 1)
})

test('a refresh that waits is cancelled at once and never begins', async (t) => {
  const engine = await startEngine(t)
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  await requestCancel(engine.app, admin, runId)
  const source = fakeSource('datacamp', { course_dim: courses([1, 'New']) })
  const state = await executeRun({ ...engine, open: source.open, signal: never(), timing: quick }, runId)
  assert.equal(state, 'cancelled')
  assert.deepEqual(source.reads, [])
})

test('cancelling a refresh that hangs in its source ends it within seconds and keeps the old data', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Old']) }))
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  const reading = Promise.withResolvers<undefined>()
  const source = fakeSource(
    'datacamp',
    { course_dim: courses([1, 'New']) },
    {
      beforeBatch(table) {
        if (table !== 'user_dim') return
        reading.resolve(undefined)
        return new Promise(() => undefined)
      },
    },
  )
  const running = executeRun({ ...engine, open: source.open, signal: never(), timing: quick }, runId)
  await reading.promise
  const asked = performance.now()
  await requestCancel(engine.app, admin, runId)

  assert.equal(await running, 'cancelled')
  assert(performance.now() - asked < 5_000)
  assert.deepEqual(await select(engine, titles), [{ title: 'Old' }])
  assert.deepEqual(await select(engine, staging), [])
})

test('cancelling in the middle of a publish rolls all of it back', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Old']) }))
  t.after(
    arm('mid-publish', async () => {
      const [run] = await select<{ id: number }>(engine, 'select max(id) as id from app.refresh_run')
      await requestCancel(engine.app, admin, Number(run?.id))
      await new Promise((resolve) => setTimeout(resolve, 500))
    }),
  )
  const run = await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'New'], [2, 'New']) }))
  assertState(run, 'cancelled')
  assert.deepEqual(await select(engine, titles), [{ title: 'Old' }])
})

test('a worker that is stopped puts its refresh back into the queue', async (t) => {
  const engine = await startEngine(t)
  const stopping = new AbortController()
  const source = fakeSource('datacamp', { course_dim: courses([1, 'New']) }, { beforeBatch: () => stopping.abort() })
  const run = await engine.refresh(source, { signal: stopping.signal })
  assertState(run, 'queued')
  assert.equal(run.attempt, 0)

  const again = fakeSource('datacamp', { course_dim: courses([1, 'New']) })
  assert.equal(await executeRun({ ...engine, open: again.open, signal: never(), timing: quick }, run.id), 'published')
})

test('a publish that waits for a lock tries again', async (t) => {
  const engine = await startEngine(t)
  let times = 0
  t.after(
    arm('mid-publish', () => {
      if (times++ === 0) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
    }),
  )
  assertState(await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'New']) })), 'published')
  assert.equal(times, 2)
})

for (const point of ['mid-table', 'after-stage', 'mid-publish', 'before-commit', 'after-commit'] as const) {
  test(`killing the worker at ${point} leaves one publication whole, and the next refresh succeeds by itself`, async (t) => {
    const engine = await startEngine(t)
    await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Old']) }))
    const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
    const child = fork(new URL('./testing/doomed-worker.ts', import.meta.url), [String(runId), point], {
      env: childEnvironment({ DATABASE_URL: engine.url, LOG_LEVEL: 'silent' }),
      execArgv: ['--import', 'tsx'],
    })
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    assert.equal(signal, 'SIGKILL')
    const whole = point === 'after-commit' ? [{ title: 'New' }, { title: 'Second' }] : [{ title: 'Old' }]
    assert.deepEqual(await select(engine, titles), whole)

    // Nobody waits for the lease in a test: time passes.
    await engine.pool.query(`update app.connector set lease_until = now() - interval '1 second'`)
    await engine.pool.query(`update app.refresh_run set heartbeat_at = now() - interval '10 minutes'`)
    await sweep(engine.pool)
    assertState(await detail(engine, runId), point === 'after-commit' ? 'published' : 'failed')
    assert.deepEqual(await select(engine, staging), [])

    const next = await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Newest']) }))
    assertState(next, 'published')
    assert.deepEqual(await select(engine, titles), [{ title: 'Newest' }])
  })
}

test('a refresh whose worker died is taken over by the next one that is asked to run it', async (t) => {
  const engine = await startEngine(t)
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  await engine.pool.query(`update app.refresh_run set state = 'extracting', attempt = 1, heartbeat_at = now()`)
  await engine.pool.query(
    `update app.connector set lease_token = 5, lease_until = now() + interval '1500 milliseconds'`,
  )
  const source = fakeSource('datacamp', { course_dim: courses([1, 'New']) })
  const timing = { ...quick, waitSeconds: 10 }
  assert.equal(await executeRun({ ...engine, open: source.open, signal: never(), timing }, runId), 'published')
  assert.equal((await detail(engine, runId)).attempt, 2)
})

test('of parallel workers on one refresh exactly one publishes', async (t) => {
  const engine = await startEngine(t)
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  const source = fakeSource('datacamp', { course_dim: courses([1, 'New']) })
  const work = () => executeRun({ ...engine, open: source.open, signal: never(), timing: quick }, runId)
  const states = await Promise.all([work(), work(), work()])
  assert.equal(states.filter((state) => state === 'published').length, 1)
  assert.deepEqual(await select(engine, 'select count(*)::int as n from app.publication'), [{ n: 1 }])
  assert.deepEqual(await select(engine, titles), [{ title: 'New' }])
})
