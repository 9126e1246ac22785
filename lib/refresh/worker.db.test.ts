import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunState } from '@/generated/prisma/client'
import { SourceError } from '@/lib/connectors/types'
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

test('a failure that may pass is tried again by itself', async (t) => {
  const engine = await startEngine(t)
  let tries = 0
  const source = fakeSource(
    'datacamp',
    { course_dim: courses([1, 'Intro']) },
    {
      beforeBatch(table) {
        if (table === 'course_dim' && tries++ === 0)
          throw new SourceError('timeout', 'The bucket did not answer in time.', true)
      },
    },
  )
  const running = await worker(engine, source)
  try {
    const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
    assert.equal(await untilState(engine, runId, 'published', 'failed'), 'published')
    assert.equal(tries, 2)
  } finally {
    await running.stop()
  }
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
