/**
 * The worker process: takes refreshes from the queue, starts scheduled ones, tells people, and cleans up after workers that
 * died. pg-boss only wakes: when a run is tried (again) is decided by the run itself (dispatch), who may publish by the
 * lease (claim.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss, type Job } from 'pg-boss'
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connection } from '@/lib/connectors/credentials'
import type { Reader } from '@/lib/connectors/types'
import { app as sharedApp, type App } from '@/lib/db/app'
import { createPool, keepAlive, sessionSettings, withSettings } from '@/lib/db/pools'
import { stageOn } from '@/lib/delivery/stage'
import { workOnDeliveries } from '@/lib/delivery/work'
import { env } from '@/lib/env'
import { workOnExports } from '@/lib/exports/worker'
import { log } from '@/lib/log'
import { deliverDue } from '@/lib/notify/deliver'
import { findNews } from '@/lib/notify/news'
import { timing as defaultTiming, type Timing } from './claim'
import { sweep } from './cleanup'
import { purgeQuarantine } from './quarantine-purge'
import { executeRun } from './run'
import { requestDue } from './schedule'

const QUEUE = 'refresh'
const DISPATCH_MS = 1_000
const TICK_MS = 60_000
const TELL_MS = 10_000
const PURGE_MS = 3_600_000
/** Right after a start the runs of the last worker are still to be taken over; what is older than this is given up. */
const FIRST_STALE_SECONDS = 86_400
/** After an error of the machinery itself, such as a database that is gone. */
const PAUSE_SECONDS = 30
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

async function openSource(app: App, connectorId: ConnectorId): Promise<Reader> {
  const source = await connection(app, connectorId)
  return source.open()
}

export async function startWorker(options: WorkerOptions = {}): Promise<Worker> {
  const { url = env.DATABASE_URL, app = sharedApp(), open = openSource, timing = defaultTiming } = options
  const pool = createPool(url, { role: 'worker' })
  // What is delivered is read as pages read it.
  const reading = createPool(url, { role: 'web', max: 2 })
  const boss = await startQueue(url)
  const stopping = new AbortController()

  const work = async ([job]: Job<RefreshJob>[]) => {
    if (!job) return
    const { runId } = job.data
    const connectorId = job.data.connectorId as ConnectorId
    const signal = AbortSignal.any([stopping.signal, job.signal])
    try {
      const state = await executeRun({ app, pool, signal, timing, open: () => open(app, connectorId) }, runId)
      log.info({ runId, connectorId, state }, 'refresh')
    } catch (error) {
      await pause(pool, runId)
      throw error
    }
  }
  await boss.work<RefreshJob>(
    QUEUE,
    { localConcurrency: 2, batchSize: 1, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 },
    work,
  )

  const dispatching = repeat(DISPATCH_MS, stopping.signal, () => dispatch(boss, pool))
  let staleSeconds: number | undefined = FIRST_STALE_SECONDS
  const sweeping = repeat(TICK_MS, stopping.signal, async () => {
    await sweep(pool, staleSeconds)
    staleSeconds = undefined
  })
  // On its own: a sweep that fails must not stop the schedule.
  const ticking = repeat(TICK_MS, stopping.signal, () => requestDue(app))
  const telling = repeat(TELL_MS, stopping.signal, async () => {
    await findNews(app)
    await deliverDue(app, stopping.signal)
  })
  // On its own: a page takes longer to read and draw than a message.
  const delivering = repeat(TELL_MS, stopping.signal, () => workOnDeliveries(stageOn(app, reading), stopping.signal))
  const exporting = workOnExports(app, stopping.signal)
  const purging = repeat(PURGE_MS, stopping.signal, () => purgeQuarantine(pool, stopping.signal))
  log.info('the worker is ready')

  let stopped: Promise<void> | undefined
  const stop = async () => {
    stopping.abort()
    await Promise.all([dispatching, sweeping, ticking, telling, delivering, exporting, purging])
    await boss.stop({ graceful: true, timeout: STOP_MS })
    await Promise.all([pool.end(), reading.end()])
  }
  return { stop: () => (stopped ??= stop()) }
}

async function startQueue(url: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: withSettings(url, sessionSettings),
    ...keepAlive,
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
    retryLimit: 0,
    deleteAfterSeconds: 86_400,
  })
  return boss
}

/**
 * Makes a job of every run whose time has come: those that wait, and those whose worker died and left its lease. The queue
 * refuses a second job for a connector, so repeating this does no harm. A verification is nobody's to go on with.
 */
async function dispatch(boss: PgBoss, pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ id: number; connector_id: string }>(
    `select run.id, run.connector_id from app.refresh_run as run
     join app.connector on connector.id = run.connector_id
     where run.trigger <> 'verify' and (
       (run.state = 'queued' and (run.retry_at is null or run.retry_at <= clock_timestamp()))
       or (run.state in ('extracting', 'staged', 'validated', 'publishing')
         and (connector.lease_until is null or connector.lease_until < clock_timestamp())))
     order by run.id`,
  )
  for (const { id, connector_id: connectorId } of rows) {
    const job: RefreshJob = { runId: Number(id), connectorId }
    // Said with every job too: a queue that an older version made keeps its own limit.
    await boss.send(QUEUE, job, { singletonKey: connectorId, retryLimit: 0 })
  }
}

/** Keeps a run that waits from being tried each second while something is out of order. */
async function pause(pool: pg.Pool, runId: number): Promise<void> {
  await pool
    .query(
      `update app.refresh_run set retry_at = clock_timestamp() + make_interval(secs => $2)
       where id = $1 and state = 'queued' and retry_at is null`,
      [runId, PAUSE_SECONDS],
    )
    .catch(() => undefined)
}

/** Runs `work` at once and then again and again until the signal; a failure is logged and tried again next time. */
async function repeat(everyMs: number, signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    try {
      await work()
    } catch (error) {
      if (!signal.aborted) log.warn({ error: String(error) }, 'the worker could not look after its runs')
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined)
  }
}
