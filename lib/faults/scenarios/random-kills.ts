/** workers are killed at moments that nobody chose, over and over, while the source goes on changing. */
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectorId } from '@/lib/catalogue/types'
import { assertIntact, seen } from '../assert-intact'
import { endOf } from '../children'
import { count, type Form } from '../form'
import { leaseRunsOut, quick, shortLease, startScene, type Scene } from '../scene'

const ROUND_MS = 120_000
/** How often, in the long form, the lease of the dead is waited for in earnest. */
const WAITS_EVERY = 12

export function randomKills(form: Form): void {
  for (const connectorId of ['datacamp', 'skilljar'] as const) {
    const kills = count(form, 2, 50)
    const title = `X-01, X-06: ${kills} kills at random moments of refreshes of ${connectorId} never show a reader half of one`
    test(title, { timeout: kills * ROUND_MS }, async (t) => {
      const first = await startScene(t, connectorId, { seed: form.seed, empty: true })
      // The first load is shot at too; it also tells how long a refresh takes here.
      const longest = await firstLoad(t, first)
      for (let round = 1; round <= kills; round++) {
        await t.test(`kill ${round} of ${kills}`, { timeout: ROUND_MS }, async () => {
          await first.source.mutate(first.random)
          const isPatient = form.name === 'long' && round % WAITS_EVERY === 0
          await killAfter(first, first.random.integer(0, longest), { isPatient, more: round < kills })
        })
      }
    })
  }
}

/** Milliseconds that an undisturbed refresh takes in a child, after one that was killed half-way. */
async function firstLoad(t: TestContext, scene: Scene<ConnectorId>): Promise<number> {
  await killAfter(scene, 400, { isPatient: false, more: true })
  await scene.source.mutate(scene.random)
  const started = performance.now()
  const child = await scene.child(await scene.request(), {}, { more: true })
  await endOf(child)
  const elapsed = Math.ceil(performance.now() - started)
  t.diagnostic(`a refresh takes ${elapsed} ms here`)
  return elapsed
}

async function killAfter(
  scene: Scene<ConnectorId>,
  milliseconds: number,
  { isPatient, more }: { isPatient: boolean; more: boolean },
): Promise<void> {
  const before = await seen(scene)
  const runId = await scene.request()
  const timing = isPatient ? shortLease : quick
  const child = await scene.child(runId, { timing }, { more })
  await Promise.race([sleep(milliseconds), child.ended])
  child.process.kill('SIGKILL')
  await endOf(child)
  if (!isPatient) await leaseRunsOut(scene)
  await assertIntact(scene, before, runId, { timing })
}
