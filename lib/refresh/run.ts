/**
 * One refresh of one connector: stage what the source holds, validate, let the guards look, publish, clean up. Whatever goes
 * wrong before the publish commits leaves the data of the last refresh in place.
 */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { SourceError, type Reader } from '@/lib/connectors/types'
import type { App } from '@/lib/db/app'
import type { RefreshRun, RunState } from '@/generated/prisma/client'
import { log } from '@/lib/log'
import { ensureRollups } from '@/lib/rollups/ensure'
import { claim, release, timing as defaultTiming, type Claimed, type Timing } from './claim'
import { dropStaging, dropUnfinished } from './cleanup'
import { failpoint } from './failpoint'
import { LeaseLost } from './failure'
import { parseFindings } from './findings'
import { allApproved, evaluateGuards } from './guards'
import { hold } from './hold'
import { mirrorName } from './mirror'
import { soon, unlessAbandoned } from './patience'
import { publish } from './publish'
import { PUBLISH_LOCK } from './publish-lock'
import { Pulse } from './pulse'
import { readSource } from './read-source'
import { openReplay } from './replay'
import { selectionOf } from './request-replay'
import { recallDelivery } from './resume'
import { settle } from './settle'
import type { Run, StagedTable } from './stage'
import { StagingSpace } from './staging-space'
import { supersede } from './supersede'
import { validateTable } from './validate'

export interface RunDependencies {
  readonly app: App
  readonly pool: pg.Pool
  readonly open: () => Promise<Reader>
  /** Aborted when the worker stops: the run goes back into the queue. */
  readonly signal: AbortSignal
  readonly timing?: Timing
}

/** A run that took so many workers down with it is not tried again. */
const MOST_DEATHS = 3

const ended: readonly RunState[] = ['published', 'unchanged', 'failed', 'cancelled', 'discarded']

/** Returns the state in which the run was left; `queued` means that it wants to be tried again later. */
export async function executeRun(dependencies: RunDependencies, runId: number): Promise<RunState> {
  const { app, pool, signal, timing = defaultTiming } = dependencies
  const found = await app.refreshRun.findUnique({ where: { id: runId } })
  if (!found) throw new Error(`There is no refresh run ${runId}.`)
  if (found.state === 'held' || ended.includes(found.state)) return found.state

  const claimed = await claim(pool, runId, signal, timing)
  if (!claimed) return 'queued'
  const pulse = new Pulse(pool, claimed, timing, signal)
  const { full, reconcile, replay } = found
  const run: Run = { ...claimed, pool, pulse, full, reconcile, replay, space: new StagingSpace() }
  let state: RunState = 'queued'
  try {
    await failpoint('after-claim')
    refusePoison(claimed)
    state = await unlessAbandoned(pulse.signal, refresh(run, found, dependencies.open))
  } catch (error) {
    state = await soon(settle(app, run, pulse.signal.aborted ? pulse.signal.reason : error))
  } finally {
    await pulse.stop()
    // After a lost connection these fail too, or hang; the sweeper comes by.
    await soon(cleanUp(run, state)).catch(() => undefined)
    await soon(release(pool, claimed)).catch(() => undefined)
    await failpoint('after-cleanup')
  }
  // The run is over and its data is there: nobody waits for this, and the lease is not needed for it.
  if (state === 'published') {
    await ensureRollups(pool, PUBLISH_LOCK).catch(logLeftOver(run, 'the rollups are still to be built'))
  }
  return state
}

function refusePoison({ attempt, workerDied }: Claimed): void {
  if (!workerDied || attempt <= MOST_DEATHS) return
  throw new SourceError('worker_lost', `The worker stopped ${attempt - 1} times during this refresh. See its log.`)
}

/** Whoever holds the lease now may be working with these tables, unless the run is over. */
async function cleanUp(run: Run, state: RunState): Promise<void> {
  if (ended.includes(state)) await dropStaging(run.pool, run.runId)
  else if (state === 'queued') await dropUnfinished(run)
}

async function refresh(run: Run, found: RefreshRun, open: () => Promise<Reader>): Promise<RunState> {
  const isApproved = found.decision === 'approved'
  const replay = async () => openReplay(run.pool, run.connectorId as ConnectorId, selectionOf(found.sourceSnapshot))
  const delivery =
    (isApproved ? await recallDelivery(run) : null) ?? (await readSource(run, run.replay ? replay : open))
  const { pinned } = delivery
  await enter(run, 'staged')
  await failpoint('after-stage')

  run.pulse.step('Checking what was read')
  const tables: StagedTable[] = []
  for (const staged of delivery.tables) {
    run.pulse.signal.throwIfAborted()
    tables.push(await validateTable(run, staged))
  }
  await enter(run, 'validated')
  await failpoint('after-validate')

  const findings = await evaluateGuards(run, pinned, tables)
  if (!allApproved(findings, isApproved ? parseFindings(found.findings) : []))
    return hold(run, { pinned, tables }, findings)

  run.pulse.signal.throwIfAborted()
  run.pulse.beUninterruptible()
  await enter(run, 'publishing')
  await failpoint('before-publish')
  const { state } = await publish(run, pinned, tables)
  await failpoint('after-commit')
  if (!run.replay)
    await supersede(run.pool, run.connectorId, run.runId).catch(
      logLeftOver(run, 'an older held refresh was left as it is'),
    )
  await analyzeTables(run, tables)
  return state
}

async function enter(run: Run, state: RunState): Promise<void> {
  const { rowCount } = await run.pool.query(
    `update app.refresh_run set state = $3::app."RunState", heartbeat_at = clock_timestamp(),
       timeline = timeline || jsonb_build_object($3, clock_timestamp())
     where id = $1 and lease_token = $2 and finished_at is null`,
    [run.runId, run.token, state],
  )
  if (rowCount !== 1) throw new LeaseLost('The run was ended by somebody else.')
}

/**
 * Renews what the planner knows of tables of which more than a twentieth is new; of others it knows enough. The published rows
 * are visible already, so a failure here only costs the planner some knowledge.
 */
async function analyzeTables(run: Run, tables: readonly StagedTable[]): Promise<void> {
  try {
    const { rows } = await run.pool.query<{ name: string }>(
      `select table_name as name from app.refresh_run_table
       where run_id = $1 and rows_inserted + rows_updated + rows_deleted > live_after / 20`,
      [run.runId],
    )
    const names = new Set(rows.map(({ name }) => name))
    for (const { source } of tables) {
      if (names.has(source.table.name)) await run.pool.query(`analyze ${mirrorName(source.table)}`)
    }
  } catch (error) {
    log.warn({ runId: run.runId, error: String(error) }, 'statistics were not renewed')
  }
}

/** The data is published, whatever becomes of this; the sweeper, the next run or the next start makes up for it. */
function logLeftOver(run: Run, what: string): (error: unknown) => void {
  return (error) => log.warn({ runId: run.runId, error: String(error) }, what)
}
