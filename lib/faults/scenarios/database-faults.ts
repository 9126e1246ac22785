/** our own database ends connections, crashes and comes back, while a refresh runs and while nothing does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { arm, failpoints, type Failpoint } from '@/lib/refresh/failpoint'
import { assertHealthy, assertIntact, seen } from '../assert-intact'
import { count, type Form } from '../form'
import { startOwnServer, type OwnServer } from '../own-server'
import { connectAnew, leaseRunsOut, startScene, timePasses, tryToExecute, type Scene } from '../scene'
import { within } from '../within'

const RUN_MS = 60_000

export function databaseFaults(form: Form): void {
  for (const connectorId of ['datacamp', 'skilljar'] as const) {
    const rounds = count(form, 1, 20)
    const title = `X-03: ${rounds} times the server ends the connections of a refresh of ${connectorId}, and nothing is half done`
    test(title, { timeout: rounds * RUN_MS }, async (t) => {
      const scene = await startScene(t, connectorId, { seed: form.seed })
      const worker = connectAnew(t, scene.database.url)
      for (let round = 0; round < rounds; round++) {
        await scene.source.mutate(scene.random)
        const before = await seen(scene)
        const runId = await scene.request()
        const running = tryToExecute(scene, runId, worker)
        await sleep(scene.random.integer(0, 700))
        await endConnections(scene)
        await within(RUN_MS, 'a refresh whose connections were ended', running)
        await leaseRunsOut(scene)
        await assertIntact(scene, before, runId, worker)
      }
    })
  }

  const restartsAt: readonly Failpoint[] =
    form.name === 'short'
      ? ['before-publish', 'mid-publish']
      : failpoints.filter((point) => point !== 'after-claim' && point !== 'after-cleanup')
  for (const connectorId of form.name === 'short' ? (['skilljar'] as const) : (['datacamp', 'skilljar'] as const)) {
    test(
      `X-03: the server crashes and restarts during a refresh of ${connectorId}; the worker lives on and the run is retried`,
      { timeout: 300_000 },
      async (t) => {
        const server = await startOwnServer(t)
        const scene = await startScene(t, connectorId, { seed: form.seed, database: server.database })
        for (const point of restartsAt) {
          await t.test(point, { timeout: 2 * RUN_MS }, () => crashAt(server, scene, point))
        }
      },
    )
  }
}

export function outage(form: Form): void {
  test(
    'X-03: a worker outlives a database that is away for seconds, and takes the refresh up by itself',
    { timeout: 240_000 },
    async (t) => {
      const server = await startOwnServer(t)
      const scene = await startScene(t, 'datacamp', { seed: form.seed, database: server.database })
      await scene.source.mutate(scene.random)
      const worker = await scene.child(null, { at: { point: 'mid-publish', time: 1, act: 'tell' } })
      const runId = await scene.request()
      await within(30_000, 'a worker that takes its refresh', worker.reached)
      await server.crash()
      await sleep(2_000)
      await server.startAgain()
      const isOver = async () => ['published', 'unchanged', 'failed'].includes((await scene.detail(runId)).state)
      await within(
        90_000,
        'a refresh after the database came back',
        (async () => {
          while (!(await isOver())) {
            await timePasses(scene)
            await sleep(500)
          }
        })(),
      )
      assert.equal(worker.process.exitCode ?? worker.process.signalCode, null, 'the worker lives')
      worker.process.kill('SIGTERM')
      assert.equal(await within(20_000, 'a worker that was told to stop', worker.ended), 0)
      await assertHealthy(scene, runId)
    },
  )
}

async function crashAt(server: OwnServer, scene: Scene, point: Failpoint): Promise<void> {
  await scene.source.mutate(scene.random)
  const before = await seen(scene)
  const runId = await scene.request()
  let crashes = 0
  const disarm = arm(point, async () => {
    if (crashes++ > 0) return
    await server.crash()
    await server.startAgain()
  })
  await within(RUN_MS, 'a refresh whose database crashed', tryToExecute(scene, runId)).finally(disarm)
  assert.ok(crashes > 0, `the refresh comes by ${point}`)
  const { state, errorMessage } = await scene.detail(runId)
  assert.notEqual(state, 'failed', `the run is tried again: ${errorMessage}`)
  await leaseRunsOut(scene)
  await assertIntact(scene, before, runId)
}

/** All but our own, as an operator or a failover would. */
async function endConnections({ database: { pool, app } }: Scene): Promise<void> {
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name in ('skillscope worker', 'skillscope app')
       and pid <> pg_backend_pid()`,
  )
  // Ours are among them: who asks next is told so, once for each.
  for (let connection = 0; connection < 5; connection++) await app.setting.count().catch(() => undefined)
}
