/** The stage of a scenario: our database with one source published into it, and the refreshes that are tried on it. */
import type { TestContext } from 'node:test'
import type { ConnectorId } from '@/lib/catalogue/types'
import { createApp, type App } from '@/lib/db/app'
import { createPool } from '@/lib/db/pools'
import { random, type Random } from '@/lib/demo/random'
import type { RunState } from '@/generated/prisma/client'
import type { Timing } from '@/lib/refresh/claim'
import { requestRefresh } from '@/lib/refresh/request'
import { executeRun } from '@/lib/refresh/run'
import { readRun, type RunDetail } from '@/lib/refresh/status'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { assertHealthy, indexesOf } from './assert-intact'
import { startChild, type Child, type ChildOptions } from './children'
import type { Order } from './child'
import { startBucket, type BucketSource } from './sources/bucket'
import { startDatabaseSource, type DatabaseSource } from './sources/database'
import { openPlace, type Place } from './sources/source'
import { within } from './within'

/** So quick that nobody waits for a heartbeat, so slow that a busy machine does not lose its lease. */
export const quick: Timing = { leaseSeconds: 30, heartbeatSeconds: 1, pulseMs: 50, waitSeconds: 0 }

/** The least that a lease may be: the heartbeat gives up five seconds before its end. */
export const shortLease: Timing = { leaseSeconds: 8, heartbeatSeconds: 1, pulseMs: 50, waitSeconds: 30 }

export interface Sources {
  readonly datacamp: BucketSource
  readonly skilljar: DatabaseSource
}

export interface ExecuteOptions {
  readonly timing?: Timing
  readonly signal?: AbortSignal
  /** Instead of the source's own. */
  readonly place?: Place
  readonly pool?: TestDatabase['pool']
  readonly app?: App
}

export interface Scene<Id extends ConnectorId = ConnectorId> {
  readonly database: TestDatabase
  readonly connectorId: Id
  readonly source: Sources[Id]
  readonly random: Random
  /** Of the mirrors, as the migrations made them. */
  readonly indexes: readonly string[]
  request(options?: { full?: boolean; reconcile?: boolean }): Promise<number>
  /** Carries a run out in this process, as a worker would. */
  execute(runId: number, options?: ExecuteOptions): Promise<RunState>
  refresh(options?: ExecuteOptions & { full?: boolean }): Promise<RunDetail>
  detail(runId: number): Promise<RunDetail>
  /** A worker process of its own for this run. */
  child(runId: number | null, order?: Partial<Order>, options?: ChildOptions): Promise<Child>
}

export interface SceneOptions {
  readonly seed: number
  /** Without a first publication. */
  readonly empty?: boolean
  readonly database?: TestDatabase
  /** Instead of a new one; stopped with the scene. */
  readonly source?: BucketSource | DatabaseSource
}

async function startSource(connectorId: ConnectorId, chance: Random): Promise<BucketSource | DatabaseSource> {
  return connectorId === 'datacamp' ? startBucket(chance) : startDatabaseSource()
}

export async function startScene<Id extends ConnectorId>(
  t: TestContext,
  connectorId: Id,
  { seed, empty = false, database: given, source: givenSource }: SceneOptions,
): Promise<Scene<Id>> {
  const database = given ?? (await testDatabase())
  if (!given) t.after(() => within(20_000, 'connections that were not given back', database.drop()))
  const chance = random(seed, connectorId)
  const source = (givenSource ?? (await startSource(connectorId, chance))) as Sources[Id]
  t.after(() => source.stop())
  await database.app.connector.upsert({ where: { id: connectorId }, create: { id: connectorId }, update: {} })

  const never = new AbortController().signal
  const scene: Scene<Id> = {
    database,
    connectorId,
    source,
    random: chance,
    indexes: await indexesOf(database.pool),
    async request(options = {}) {
      const { runId } = await requestRefresh(database.app, connectorId, { trigger: 'manual', ...options })
      return runId
    },
    execute(
      runId,
      { timing = quick, signal = never, place = source.place, pool = database.pool, app = database.app } = {},
    ) {
      return executeRun({ app, pool, timing, signal, open: () => openPlace(place) }, runId)
    },
    async refresh({ full = false, ...options } = {}) {
      const runId = await scene.request({ full })
      await scene.execute(runId, options)
      return scene.detail(runId)
    },
    async detail(runId) {
      const run = await readRun(database.app, runId)
      if (!run) throw new Error(`There is no run ${runId}.`)
      return run
    },
    child: (runId, order = {}, options = {}) =>
      startChild(t, { url: database.url, place: source.place, timing: quick, runId, ...order }, options),
  }
  if (!empty) await assertHealthy(scene, (await scene.refresh()).id)
  return scene
}

/** A second way to our database, for instance through a proxy; closed with the test. */
export function connectAnew(t: TestContext, url: string): Required<Pick<ExecuteOptions, 'pool' | 'app'>> {
  const pool = createPool(url, { role: 'worker' })
  const app = createApp(url)
  t.after(async () => {
    await app.$disconnect()
    await pool.end()
  })
  return { pool, app }
}

/** As the queue does: what a run throws, because not even its failure could be written down, means another try. */
export async function tryToExecute(scene: Scene, runId: number, options: ExecuteOptions = {}): Promise<RunState> {
  return scene.execute(runId, options).catch(() => 'queued')
}

/** Nobody waits for the lease of a worker that is gone: time passes. */
export async function leaseRunsOut({ database }: Scene): Promise<void> {
  await database.pool.query(
    `update app.connector set lease_until = clock_timestamp() - interval '1 second' where lease_until is not null`,
  )
}

/** Nobody waits for the patience between two tries either. Jobs of dead workers come back when their heartbeat is missed. */
export async function timePasses(scene: Scene): Promise<void> {
  await scene.database.pool.query(`
    update app.refresh_run set retry_at = clock_timestamp() where state = 'queued' and retry_at > clock_timestamp();
    update pgboss.job set start_after = now() where state = 'retry' and start_after > now()`)
}
