/** no room in memory. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertIntact, assertPrevious, seen } from '../assert-intact'
import { endOf } from '../children'
import type { Form } from '../form'
import { leaseRunsOut, startScene } from '../scene'

const LIMITS = { timeout: 180_000 }
const HEAP_MEGABYTES = 96
const MOST_DEATHS = 6

export function resources({ seed }: Form): void {
  test(
    'X-10: a refresh that takes its worker’s memory each time is parked after three workers, not tried for ever',
    LIMITS,
    async (t) => {
      const scene = await startScene(t, 'datacamp', { seed })
      await scene.source.mutate(scene.random)
      const before = await seen(scene)
      const runId = await scene.request()
      let deaths = 0
      for (; deaths < MOST_DEATHS; deaths++) {
        const child = await scene.child(
          runId,
          { at: { point: 'mid-table', time: 2, act: 'exhaust' } },
          { nodeOptions: [`--max-old-space-size=${HEAP_MEGABYTES}`] },
        )
        if ((await endOf(child, 60_000)) === 0) break
        await assertPrevious(scene, before)
        await leaseRunsOut(scene)
      }
      const run = await scene.detail(runId)
      assert.deepEqual([run.state, run.errorCode, deaths], ['failed', 'worker_lost', 3])
      await assertIntact(scene, before, runId)
    },
  )
}
