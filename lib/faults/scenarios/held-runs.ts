/** where runs are not the usual ones: held by the guards, approved, compared key by key. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConnectorId } from '@/lib/catalogue/types'
import { sweep } from '@/lib/refresh/cleanup'
import { holdPoints, reconcilePoints, type Failpoint } from '@/lib/refresh/failpoint'
import { approve, discard } from '../administrator'
import { assertHealthy, assertIntact, assertNothingLeft, assertPrevious, seen } from '../assert-intact'
import { endOf } from '../children'
import type { Form } from '../form'
import { startOwnServer } from '../own-server'
import { leaseRunsOut, startScene, type Scene } from '../scene'

const LIMITS = { timeout: 180_000 }

export function heldRuns(form: Form): void {
  const approvedDiesAt: readonly Failpoint[] =
    form.name === 'short'
      ? ['mid-publish']
      : ['after-claim', 'after-stage', 'before-publish', 'mid-publish', 'before-commit']

  test(
    'X-01: killed while it is held, or after its approval, a refresh loses neither the review nor the data',
    LIMITS,
    async (t) => {
      const scene = await startScene(t, 'datacamp', { seed: form.seed })
      for (const point of holdPoints) {
        const runId = await heldAfterKill(scene, point)
        await discard(scene, runId)
        await sweep(scene.database.pool)
        await assertNothingLeft(scene)
        scene.source.grow(200)
        await assertHealthy(scene, (await scene.refresh()).id)
      }
      for (const point of approvedDiesAt) {
        const runId = await heldAfterKill(scene, 'before-hold')
        const before = await seen(scene)
        await approve(scene, runId)
        await killAt(scene, runId, point)
        await assertIntact(scene, before, runId)
        assert.equal((await scene.detail(runId)).state, 'published')
        scene.source.grow(200)
        await assertHealthy(scene, (await scene.refresh()).id)
      }
    },
  )

  test(
    'X-01: killed while it compares keys, a reconciliation is made up for and finds every deletion',
    LIMITS,
    async (t) => {
      const scene = await startScene(t, 'skilljar', { seed: form.seed })
      const points: readonly Failpoint[] =
        form.name === 'short'
          ? reconcilePoints
          : ['mid-table', ...reconcilePoints, 'after-stage', 'mid-publish', 'before-commit']
      for (const [index, point] of points.entries()) {
        await scene.source.mutate(scene.random)
        await scene.source.pool.query('delete from enrollment where enrollment_id = $1', [`e${index + 1}`])
        const before = await seen(scene)
        const runId = await scene.request({ reconcile: true })
        await killAt(scene, runId, point)
        await assertPrevious(scene, before)
        await assertIntact(scene, before, runId)
      }
    },
  )
}

export function heldThroughCrash(form: Form): void {
  test(
    'X-03: a held refresh whose staging went with a crash of the database is read again when it is approved',
    LIMITS,
    async (t) => {
      const server = await startOwnServer(t)
      const scene = await startScene(t, 'datacamp', { seed: form.seed, database: server.database })
      scene.source.shrink()
      const before = await seen(scene)
      const run = await scene.refresh()
      assert.equal(run.state, 'held', run.errorMessage ?? '')
      await server.crash()
      await server.startAgain()
      await assertPrevious(scene, before)
      await approve(scene, run.id)
      assert.equal(await scene.execute(run.id), 'published')
      await assertHealthy(scene, run.id)
    },
  )
}

/** A run that lost its worker at this point, and is held by the next one; readers see the old data. */
async function heldAfterKill(scene: Scene<'datacamp'>, point: Failpoint): Promise<number> {
  scene.source.shrink()
  const before = await seen(scene)
  const runId = await scene.request()
  await killAt(scene, runId, point)
  await assertPrevious(scene, before)
  assert.equal(await scene.execute(runId), 'held')
  await assertPrevious(scene, before)
  return runId
}

async function killAt(scene: Scene<ConnectorId>, runId: number, point: Failpoint): Promise<void> {
  const child = await scene.child(runId, { at: { point, time: 1, act: 'kill' } }, { more: true })
  assert.equal(await endOf(child), 'SIGKILL', `the refresh comes by ${point}`)
  await leaseRunsOut(scene)
}
