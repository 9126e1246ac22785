/**
 * The worker process: takes refreshes from the queue, starts scheduled ones, and cleans up after workers that died.
 * pg-boss only wakes and retries; who may publish is decided by the lease (claim.ts).
 */
import { PgBoss, type Job } from 'pg-boss'
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connection } from '@/lib/connectors/credentials'
import type { Reader } from '@/lib/connectors/types'
import { app as sharedApp, type App } from '@/lib/db/app'
import { createPool, withSettings } from '@/lib/db/pools'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { timing as defaultTiming, type Timing } from './claim'
import { sweep } from './cleanup'
import { executeRun } from './run'
import { requestDue } from './schedule'

const QUEUE = 'refresh'
const DISPATCH_MS = 1_000
const TICK_MS = 60_000
/** A publish that is under way is given this long to finish. */
const STOP_MS = 20_000

/** Only ids: whoever reads the queue learns nothing about the sources. */
interface RefreshJob {
  readonly runId: number
  readonly connectorId: string
}

export interface WorkerOptions {
  readonly url?: string
  readonly app?: App
  readonly open?: (app: App, connectorId: ConnectorId) => Promise<Reader>
  readonly timing?: Timing
}

export interface Worker {
  stop(): Promise<void>
}

/** The run wants another try; the queue waits with growing patience before it comes again. */
class TryAgain extends Error {
  override name = 'TryAgain'
}

async function openSource(app: App, connectorId: ConnectorId): Promise<Reader> {
  const source = await connection(app, connectorId)
  return source.open()
}

export async function startWorker(options: WorkerOptions = {}): Promise<Worker> {
  const { url = env.DATABASE_URL, app = sharedApp(), open = openSource, timing = defaultTiming } = options
  const pool = createPool(url, { role: 'worker' })
  const boss = await startQueue(url)
  const stopping = new AbortController()

  const work = async ([job]: Job<RefreshJob>[]) => {
    if (!job) return
    const { runId } = job.data
    const connectorId = job.data.connectorId as ConnectorId
    const signal = AbortSignal.any([stopping.signal, job.signal])
    const state = await executeRun({ app, pool, signal, timing, open: () => open(app, connectorId) }, runId)
    log.info({ runId, connectorId, state }, 'refresh')
    if (state === 'queued') throw new TryAgain('The refresh goes back into the queue.')
  }
  await boss.work<RefreshJob>(
    QUEUE,
    { localConcurrency: 2, batchSize: 1, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 },
    work,
  )

  const dispatching = repeat(DISPATCH_MS, stopping.signal, () => dispatch(boss, pool))
  const ticking = repeat(TICK_MS, stopping.signal, async () => {
    await sweep(pool)
    await requestDue(app)
  })
  log.info('the worker is ready')

  let stopped: Promise<void> | undefined
  const stop = async () => {
    stopping.abort()
    await Promise.all([dispatching, ticking])
    await boss.stop({ graceful: true, timeout: STOP_MS })
    await pool.end()
  }
  return { stop: () => (stopped ??= stop()) }
}

async function startQueue(url: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: withSettings(url, { timezone: 'UTC' }),
    application_name: 'skillscope queue',
    max: 4,
    useListenNotify: true,
    schedule: false,
    // How soon a worker that was killed is noticed.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  })
  boss.on('error', (error) => log.warn({ error: error.message }, 'the queue has trouble'))
  await boss.start()
  await boss.createQueue(QUEUE, {
    policy: 'exclusive',
    notify: true,
    heartbeatSeconds: 20,
    expireInSeconds: 82_800,
    retryLimit: 10,
    retryDelay: 10,
    retryBackoff: true,
    retryDelayMax: 300,
    deleteAfterSeconds: 86_400,
  })
  return boss
}

/** Makes a job of every queued run; the queue refuses a second one for a connector, so repeating this does no harm. */
async function dispatch(boss: PgBoss, pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ id: number; connector_id: string }>(
    `select id, connector_id from app.refresh_run where state = 'queued' order by id`,
  )
  for (const { id, connector_id: connectorId } of rows) {
    await boss.send(QUEUE, { runId: Number(id), connectorId } satisfies RefreshJob, { singletonKey: connectorId })
  }
}

/** Runs `work` at once and then again and again until the signal; a failure is logged and tried again next time. */
async function repeat(everyMs: number, signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    try {
      await work()
    } catch (error) {
      if (!signal.aborted) log.warn({ error: String(error) }, 'the worker could not look after its runs')
    }
    // The signal may have come while it worked, and is not given twice.
    if (signal.aborted) return
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, everyMs)
      signal.addEventListener('abort', done)
    })
  }
}
