/** whatever happens in whatever order, in the end the mirror is the source and the marts follow from the mirror. */
import { test, type TestContext } from 'node:test'
import fc from 'fast-check'
import { count, type Form } from '../form'
import { anyCommands } from '../model/commands'
import { assertConverges, startWorld } from '../model/world'

const RUN_MS = 60_000
/** Databases are made anew after so many stories; what one left behind, the next one has to live with. */
const STORIES_PER_WORLD = 20

export function model(form: Form): void {
  const stories = count(form, 2, 200)
  const { seed } = form
  test(
    `X-20: after any changes, refreshes and crashes the mirror becomes the source (seed ${seed})`,
    { timeout: stories * RUN_MS },
    async (t) => {
      for (let told = 0; told < stories; told += STORIES_PER_WORLD) {
        const runs = Math.min(STORIES_PER_WORLD, stories - told)
        await t.test(`stories ${told + 1} to ${told + runs}`, { timeout: runs * RUN_MS }, (part) =>
          tell(part, form, seed + told, runs),
        )
      }
    },
  )
}

async function tell(t: TestContext, form: Form, seed: number, numRuns: number): Promise<void> {
  const world = await startWorld(t, seed)
  const story = fc.asyncProperty(
    anyCommands(count(form, 8, 10), { kills: form.name === 'long' }),
    fc.constantFrom('full' as const, 'reconcile' as const),
    async (commands, last) => {
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands)
      await assertConverges(world, last)
    },
  )
  // Each story starts where the one before ended, so a shorter version of it would start elsewhere.
  await fc.assert(story, { seed, numRuns, endOnFailure: true, includeErrorInReport: true })
}
