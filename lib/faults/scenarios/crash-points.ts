/** a worker is killed at each named point of a refresh, and the next one makes up for it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConnectorId } from '@/lib/catalogue/types'
import { failpoints, type Failpoint } from '@/lib/refresh/failpoint'
import { assertIntact, assertWhole, seen } from '../assert-intact'
import { endOf } from '../children'
import type { Form } from '../form'
import { leaseRunsOut, startScene, type Scene } from '../scene'

const MANY_FACTS = 110_000

/** From here on the run is published, whatever happens to its worker. */
const afterCommit: readonly Failpoint[] = ['after-commit', 'after-cleanup']

export function crashPoints(form: Form): void {
  for (const connectorId of ['datacamp', 'skilljar'] as const) {
    test(`X-01, X-04: killed at any named point, a refresh of ${connectorId} leaves one publication whole`, async (t) => {
      const scene = await startScene(t, connectorId, { seed: form.seed })
      // The short form takes turns: each point once, on one of the two sources.
      const points = failpoints.filter(
        (_, index) => form.name === 'long' || (index % 2 === 0) === (connectorId === 'datacamp'),
      )
      for (const point of points) {
        await t.test(point, { timeout: 120_000 }, () => killAt(scene, point))
      }
    })
  }
  for (const connectorId of form.name === 'long' ? (['datacamp', 'skilljar'] as const) : []) {
    test(`X-01: killed during the first load of ${connectorId}, it is made up for`, { timeout: 300_000 }, async (t) => {
      for (const point of ['mid-table', 'mid-publish', 'before-commit'] as const) {
        const scene = await startScene(t, connectorId, { seed: form.seed, empty: true })
        // So many rows that the publish puts off their indexes.
        if ('grow' in scene.source) scene.source.grow(MANY_FACTS)
        await killAt(scene, point)
      }
    })
  }
}

async function killAt(scene: Scene<ConnectorId>, point: Failpoint): Promise<void> {
  await scene.source.mutate(scene.random)
  const before = await seen(scene)
  const runId = await scene.request()
  const child = await scene.child(runId, { at: { point, time: 1, act: 'kill' } }, { more: true })
  assert.equal(await endOf(child), 'SIGKILL', `the refresh comes by ${point}`)
  const expected = afterCommit.includes(point) ? 'published' : 'previous'
  assert.equal(await assertWhole(scene, before, runId), expected)
  await leaseRunsOut(scene)
  await assertIntact(scene, before, runId)
}
