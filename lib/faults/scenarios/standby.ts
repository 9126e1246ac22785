/** P-19: Skilljar's database is read from a standby, which breaks off whoever stands in the way of what it replays. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureDatabase } from '@/lib/db/embedded/start'
import { createPool } from '@/lib/db/pools'
import { arm, type Failpoint } from '@/lib/refresh/failpoint'
import { assertHealthy, assertIntact, seen } from '../assert-intact'
import type { Form } from '../form'
import { startOwnServer } from '../own-server'
import { startScene, type Scene } from '../scene'
import { startDatabaseSource, type DatabaseSource } from '../sources/database'
import { startStandby, type Standby } from '../standby'
import { within } from '../within'

const RUN_MS = 60_000
/** Per table, so that all of them together take longer than the standby is patient. */
const TABLE_MS = 40

export function standby({ seed }: Form): void {
  test('a source that is a standby', { timeout: 240_000 }, async (t) => {
    const source = await startReplicatedSource(t)
    const scene = await startScene(t, 'skilljar', { seed, source })

    for (const point of ['after-pin', 'mid-table', 'after-table'] as const) {
      await t.test(`P-19: broken off once at ${point}, it is read again by the same refresh`, async () => {
        await scene.source.mutate(scene.random)
        const before = await seen(scene)
        const run = await refreshWhile(
          scene,
          point,
          once(() => replayOverReaders(source)),
        )
        assert.equal(run.state, 'published', `${run.errorCode}: ${run.errorMessage}`)
        await assertIntact(scene, before, run.id)
      })
    }

    await t.test(
      'P-19: where the primary never rests, the tables are read one by one, and the run says so',
      async () => {
        await source.mutate(scene.random)
        const resting = new AbortController()
        const churning = churn(source, resting.signal)
        const run = await refreshWhile(scene, 'after-table', () => sleep(TABLE_MS))
        resting.abort()
        await churning
        assert.equal(run.state, 'published', `${run.errorCode}: ${run.errorMessage}`)
        assert.match(run.warnings.join(), /each table was read as of a moment of its own/)
        await source.catchUp()
        await assertHealthy(scene, (await scene.refresh()).id)
      },
    )
  })
}

interface ReplicatedSource extends DatabaseSource, Pick<Standby, 'catchUp'> {}

/** Changed at the primary, read from the standby. */
async function startReplicatedSource(t: TestContext): Promise<ReplicatedSource> {
  const { database } = await startOwnServer(t)
  const url = new URL(database.url)
  await ensureDatabase(url.href, 'source')
  url.pathname = '/source'
  const pool = createPool(url.href)
  t.after(() => pool.end())
  const primary = await startDatabaseSource({ url: url.href, pool, drop: async () => undefined })
  const { port, catchUp } = await startStandby(t, url.href)
  if (primary.place.connectorId !== 'skilljar') throw new Error('The source is no database.')
  return {
    ...primary,
    place: { ...primary.place, credentials: { ...primary.place.credentials, port } },
    catchUp,
    async mutate(random) {
      await primary.mutate(random)
      await catchUp()
    },
  }
}

async function refreshWhile(scene: Scene, point: Failpoint, act: () => Promise<unknown>) {
  const disarm = arm(point, async () => void (await act()))
  return within(RUN_MS, 'a refresh from a standby', scene.refresh()).finally(disarm)
}

function once(act: () => Promise<unknown>): () => Promise<unknown> {
  let done = false
  return async () => {
    if (done) return
    done = true
    await act()
  }
}

/** Removes row versions that an open snapshot may still look at, and waits until the standby has done so too. */
async function replayOverReaders({ pool, catchUp }: ReplicatedSource): Promise<void> {
  await pool.query(`update student set first_name = first_name || '.'`)
  await pool.query('vacuum student')
  await catchUp()
}

async function churn({ pool }: ReplicatedSource, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pool.query('update lesson set title = title')
    await pool.query(`update student set email = email`)
    await pool.query('vacuum student')
    await sleep(30)
  }
}
