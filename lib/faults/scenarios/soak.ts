/** hundreds of refreshes in one process leave nothing behind: no tables, connections, files, locks or memory. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { assertHealthy } from '../assert-intact'
import { count, type Form } from '../form'
import { connectAnew, startScene } from '../scene'

const ROUND_MS = 20_000
const CHECK_EVERY = 20
const MEGABYTE = 2 ** 20
/** Between the second quarter and the last one. */
const MOST_GROWTH = 20 * MEGABYTE

export function soak(form: Form): void {
  const rounds = count(form, 6, 500)
  test(
    `X-18: ${rounds} refreshes in a row leave no tables, connections, files, locks or memory behind`,
    { timeout: rounds * ROUND_MS },
    async (t) => {
      const datacamp = await startScene(t, 'datacamp', { seed: form.seed })
      const skilljar = await startScene(t, 'skilljar', { seed: form.seed, database: datacamp.database })
      const worker = connectAnew(t, datacamp.database.url)
      const memory: number[] = []
      let files = 0
      for (let round = 1; round <= rounds; round++) {
        const scene = round % 2 === 0 ? datacamp : skilljar
        await scene.source.mutate(scene.random)
        const run = await scene.refresh(worker)
        assert.ok(run.state === 'published' || run.state === 'unchanged', `${run.state}: ${run.errorMessage}`)
        memory.push(memoryInUse())
        if (round % CHECK_EVERY === 0 || round === rounds) await assertHealthy(scene, run.id)
        if (round === Math.min(CHECK_EVERY, rounds - 1)) files = openFiles()
      }
      assert.ok(openFiles() <= files + 3, `${openFiles()} open files, ${files} at first`)
      assert.ok((await connections(worker.pool)) <= worker.pool.options.max)
      const [early, late] = [middle(memory.slice(rounds / 4, rounds / 2)), middle(memory.slice((3 * rounds) / 4))]
      t.diagnostic(`memory: ${Math.round(early / MEGABYTE)} MB, later ${Math.round(late / MEGABYTE)} MB`)
      assert.ok(late - early < MOST_GROWTH, `memory grew from ${early} to ${late} bytes`)
    },
  )
}

/** Without what only waits to be collected, where Node lets us collect it (--expose-gc). */
function memoryInUse(): number {
  if (!globalThis.gc) return process.memoryUsage().heapUsed
  globalThis.gc()
  return process.memoryUsage().rss
}

/** Zero where the system does not tell. */
function openFiles(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0
}

async function connections(pool: ReturnType<typeof connectAnew>['pool']): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'skillscope worker'`,
  )
  return Number(rows[0]?.n)
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
