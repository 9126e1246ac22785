/** cancelling: workers that are asked to stop, that sleep through their lease, that are two. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectorId } from '@/lib/catalogue/types'
import { arm, failpoints, type Failpoint } from '@/lib/refresh/failpoint'
import { assertHealthy, assertIntact, assertPrevious, assertWhole, seen } from '../assert-intact'
import { endOf } from '../children'
import type { Form } from '../form'
import { shortLease, startScene, type Scene } from '../scene'

const LIMITS = { timeout: 120_000 }
const STOPS_WITHIN_MS = 20_000

export function workerStops(form: Form): void {
  const { seed } = form

  test(
    'X-02: a worker that is told to stop while it reads lets go within 20 seconds, and the refresh starts again',
    LIMITS,
    async (t) => {
      const scene = await changed(t, 'skilljar', seed)
      const before = await seen(scene)
      const runId = await scene.request()
      const child = await scene.child(null, { at: { point: 'after-table', time: 3, act: 'tell' } })
      await child.reached
      child.process.kill('SIGTERM')
      assert.equal(await endOf(child, STOPS_WITHIN_MS), 0)
      assert.equal((await scene.detail(runId)).state, 'queued')
      await assertPrevious(scene, before)
      await assertIntact(scene, before, runId)
    },
  )

  test(
    'X-02: a worker that is told to stop while it publishes finishes that first, within 20 seconds',
    LIMITS,
    async (t) => {
      const scene = await changed(t, 'datacamp', seed)
      const runId = await scene.request()
      const child = await scene.child(null, { at: { point: 'mid-publish', time: 1, act: 'tell' } })
      await child.reached
      child.process.kill('SIGTERM')
      assert.equal(await endOf(child, STOPS_WITHIN_MS), 0)
      assert.equal((await scene.detail(runId)).state, 'published')
      await assertHealthy(scene, runId)
    },
  )

  const sleepsAt: readonly Failpoint[] =
    form.name === 'short' ? ['before-publish'] : ['after-stage', 'before-publish', 'mid-publish']
  for (const point of sleepsAt) {
    test(
      `X-05: a worker that sleeps at ${point} until its lease is over publishes nothing when it wakes`,
      LIMITS,
      async (t) => {
        const scene = await changed(t, 'datacamp', seed)
        const zombieRun = await scene.request()
        const zombie = await scene.child(zombieRun, { timing: shortLease, at: { point, time: 1, act: 'stop' } })
        await zombie.reached
        // Its open transaction, if any, would hold the publish lock for ever: the server's limits or an operator end it.
        if (point === 'mid-publish') await endItsTransaction(scene)
        await scene.source.mutate(scene.random)
        let state = await scene.execute(zombieRun, { timing: shortLease })
        for (let tries = 0; state === 'queued' && tries < 5; tries++)
          state = await scene.execute(zombieRun, { timing: shortLease })
        assert.equal(state, 'published')
        const published = await seen(scene)

        zombie.process.kill('SIGCONT')
        await endOf(zombie)
        await assertPrevious(scene, published)
        await assertHealthy(scene, zombieRun)
      },
    )
  }

  test('X-05: of two workers on one refresh, started at once, exactly one publishes', LIMITS, async (t) => {
    const scene = await changed(t, 'datacamp', seed)
    const runId = await scene.request()
    const publications = () => count(scene, 'select count(*) as n from app.publication')
    const had = await publications()
    const children = await Promise.all([scene.child(runId), scene.child(runId)])
    await Promise.all(children.map((child) => endOf(child)))
    const states = children.map((child) => child.state())
    assert.equal(states.filter((state) => state === 'published').length, 1, String(states))
    assert.equal(await publications(), had + 1)
    await assertHealthy(scene, runId)
  })

  test('a refresh that is cancelled, in whatever phase, leaves the old data and no trace', LIMITS, async (t) => {
    const scene = await startScene(t, 'datacamp', { seed })
    // Right before the commit the row of the run is the publish's own: whoever cancels waits, and comes too late.
    const phases = failpoints.slice(0, failpoints.indexOf('before-commit'))
    for (const point of form.name === 'short' ? (['mid-table', 'before-publish'] as const) : phases) {
      await scene.source.mutate(scene.random)
      const before = await seen(scene)
      const runId = await scene.request()
      const disarm = arm(point, async () => {
        await cancel(scene, runId)
        await heartbeat(scene, runId)
      })
      const state = await scene.execute(runId).finally(disarm)
      assert.equal(state, 'cancelled', point)
      assert.equal(await assertWhole(scene, before, runId), 'previous')
      await assertIntact(scene, before, runId)
    }
  })
}

async function changed<Id extends ConnectorId>(t: TestContext, connectorId: Id, seed: number): Promise<Scene<Id>> {
  const scene = await startScene(t, connectorId, { seed })
  await scene.source.mutate(scene.random)
  return scene
}

async function count({ database }: Scene, text: string): Promise<number> {
  return Number((await database.pool.query<{ n: number }>(text)).rows[0]?.n)
}

async function cancel({ database }: Scene, runId: number): Promise<void> {
  await database.pool.query('update app.refresh_run set cancel_requested_at = clock_timestamp() where id = $1', [runId])
}

/** Waits until the worker has read its run once more, and so knows. */
async function heartbeat({ database }: Scene, runId: number): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const { rowCount } = await database.pool.query(
      'select from app.refresh_run where id = $1 and heartbeat_at > cancel_requested_at',
      [runId],
    )
    if (rowCount === 1) break
    await sleep(50)
  }
  await sleep(50)
}

async function endItsTransaction({ database }: Scene): Promise<void> {
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'skillscope worker' and state = 'idle in transaction'`,
  )
}
