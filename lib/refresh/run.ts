/**
 * One refresh of one connector: pin the source, stage every table, validate, publish, clean up. Whatever goes wrong before
 * the publish commits leaves the data of the last refresh in place.
 */
import type pg from 'pg'
import { record } from '@/lib/audit/record'
import type { ConnectorId } from '@/lib/catalogue/types'
import { SourceChanged, SourceError, type Pinned, type Reader } from '@/lib/connectors/types'
import type { App } from '@/lib/db/app'
import type { RunState } from '@/generated/prisma/client'
import { log, scrub } from '@/lib/log'
import { claim, release, timing as defaultTiming, type Claim, type Timing } from './claim'
import { dropStaging } from './cleanup'
import { failpoint } from './failpoint'
import { CancelRequested, describeFailure, Interrupted, LeaseLost } from './failure'
import { mirrorName, requiredTables } from './mirror'
import { publish } from './publish'
import { Pulse } from './pulse'
import { forgetRejected } from './quarantine'
import { mappingHash, stageTable, type Run, type StagedTable } from './stage'
import { validateTable } from './validate'

export interface RunDependencies {
  readonly app: App
  readonly pool: pg.Pool
  readonly open: () => Promise<Reader>
  /** Aborted when the worker stops: the run goes back into the queue. */
  readonly signal: AbortSignal
  readonly timing?: Timing
}

/** How often a run is tried before a failure that might pass counts as final. */
const MOST_ATTEMPTS = 3
const MOST_PINS = 3

const finalStates: readonly RunState[] = ['published', 'unchanged', 'failed', 'cancelled', 'held']

/** Returns the state in which the run was left; `queued` means that it wants to be tried again later. */
export async function executeRun(dependencies: RunDependencies, runId: number): Promise<RunState> {
  const { app, pool, signal, timing = defaultTiming } = dependencies
  const found = await app.refreshRun.findUnique({ where: { id: runId } })
  if (!found) throw new Error(`There is no refresh run ${runId}.`)
  if (finalStates.includes(found.state)) return found.state

  const held = await claim(pool, runId, signal, timing)
  if (!held) return 'queued'
  const pulse = new Pulse(pool, held, timing, signal)
  const run: Run = { ...held, pool, pulse, full: found.full }
  try {
    await failpoint('after-claim')
    // A run that took two workers down with it is not tried for ever.
    if (held.attempt > MOST_ATTEMPTS) {
      throw new SourceError(
        'worker_lost',
        `The worker stopped ${held.attempt - 1} times during this refresh. See its log.`,
      )
    }
    await dropStaging(pool, runId)
    return await refresh(run, dependencies.open)
  } catch (error) {
    return await settle(app, run, pulse.signal.aborted ? pulse.signal.reason : error)
  } finally {
    await pulse.stop()
    // After a lost connection these fail too; the sweeper comes by.
    await dropStaging(pool, runId).catch(() => undefined)
    await release(pool, held).catch(() => undefined)
    await failpoint('after-cleanup')
  }
}

async function refresh(run: Run, open: () => Promise<Reader>): Promise<RunState> {
  const { pinned, tables } = await readSource(run, open)
  await enter(run, 'staged')
  await failpoint('after-stage')

  run.pulse.step('Checking what was read')
  const validated: StagedTable[] = []
  for (const staged of tables) {
    run.pulse.signal.throwIfAborted()
    validated.push(await validateTable(run, staged))
  }
  await enter(run, 'validated')
  await failpoint('after-validate')

  run.pulse.signal.throwIfAborted()
  run.pulse.beUninterruptible()
  await enter(run, 'publishing')
  await failpoint('before-publish')
  const { state, changed } = await publish(run, pinned, validated)
  await failpoint('after-commit')
  await analyzeTables(run, validated, changed)
  return state
}

/** Reads until one state of the source was read from the first to the last table. */
async function readSource(run: Run, open: () => Promise<Reader>): Promise<{ pinned: Pinned; tables: StagedTable[] }> {
  for (let pins = 1; ; pins++) {
    await forgetRejected(run.pool, run.runId)
    run.pulse.restart()
    run.pulse.step('Connecting to the source')
    const reader = await open()
    try {
      run.pulse.signal.throwIfAborted()
      const pinned = await pin(run, reader)
      await failpoint('after-pin')
      const tables: StagedTable[] = []
      for (const source of pinned.tables) {
        run.pulse.signal.throwIfAborted()
        run.pulse.step(`Reading ${source.table.name}`)
        tables.push(await stageTable(run, reader, source))
        await failpoint('after-table')
      }
      await reader.confirm(run.pulse.signal)
      return { pinned, tables }
    } catch (error) {
      if (!(error instanceof SourceChanged)) throw error
      if (pins === MOST_PINS) {
        throw new SourceChanged(`${error.message} It changed ${pins} times in a row; an export seems to be under way.`)
      }
      log.info({ runId: run.runId, pins }, 'the source changed while it was read; reading it again')
      await dropStaging(run.pool, run.runId)
    } finally {
      await reader.close().catch(() => undefined)
    }
  }
}

async function pin(run: Run, reader: Reader): Promise<Pinned> {
  const pinned = await reader.pin(run.pulse.signal)
  const delivered = new Set(pinned.tables.map(({ table }) => table.name))
  const missing = requiredTables(run.connectorId as ConnectorId).filter(({ name }) => !delivered.has(name))
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ')
    throw new SourceError(
      'missing_table',
      `The source has no ${names}. Nothing was published, because its tables belong together.`,
    )
  }
  const expected = pinned.tables.map(({ rowsExpected }) => rowsExpected)
  await run.pool.query(
    `update app.refresh_run set source_snapshot = $2, warnings = $3, rows_expected = $4, rows_read = 0 where id = $1`,
    [
      run.runId,
      JSON.stringify({
        ...pinned.snapshot,
        as_of: pinned.asOf.toISOString(),
        mapping: Object.fromEntries(pinned.tables.map((source) => [source.table.name, mappingHash(source)])),
      }),
      JSON.stringify(pinned.warnings),
      expected.every((rows) => rows !== null) ? expected.reduce((sum, rows) => sum + rows, 0) : null,
    ],
  )
  await run.pool.query('delete from app.refresh_run_table where run_id = $1', [run.runId])
  await run.pool.query(
    `insert into app.refresh_run_table (run_id, table_name, object, etag, bytes_expected, last_modified, warnings)
     select $1, name, object, etag, size, modified, warnings
     from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[], $7::jsonb[])
       as pinned(name, object, etag, size, modified, warnings)`,
    [
      run.runId,
      pinned.tables.map((source) => source.table.name),
      pinned.tables.map((source) => source.object),
      pinned.tables.map((source) => source.etag),
      pinned.tables.map((source) => source.size),
      pinned.tables.map((source) => source.lastModified?.toISOString() ?? null),
      pinned.tables.map((source) => JSON.stringify(source.warnings)),
    ],
  )
  return pinned
}

async function enter(run: Run, state: RunState): Promise<void> {
  const { rowCount } = await run.pool.query(
    `update app.refresh_run set state = $3::app."RunState", heartbeat_at = clock_timestamp()
     where id = $1 and lease_token = $2 and finished_at is null`,
    [run.runId, run.token, state],
  )
  if (rowCount !== 1) throw new LeaseLost('The run was ended by somebody else.')
}

/** The published rows are visible already, so a failure here only costs the planner some knowledge. */
async function analyzeTables(run: Run, tables: readonly StagedTable[], changed: readonly string[]): Promise<void> {
  for (const { source } of tables) {
    if (!changed.includes(source.table.name)) continue
    await run.pool.query(`analyze ${mirrorName(source.table)}`).catch((error: unknown) => {
      log.warn({ runId: run.runId, table: source.table.name, error: String(error) }, 'statistics were not renewed')
    })
  }
}

/** Writes down how the run ended; transient failures and interruptions send it back into the queue. */
async function settle(app: App, run: Run, error: unknown): Promise<RunState> {
  if (error instanceof LeaseLost) {
    log.warn({ runId: run.runId }, error.message)
    const now = await app.refreshRun.findUnique({ where: { id: run.runId }, select: { state: true } })
    return now?.state ?? 'failed'
  }
  if (error instanceof Interrupted) {
    return finish(run, { state: 'queued', attempt: run.attempt - 1, step: 'Interrupted by a restart; starts again' })
  }
  if (error instanceof CancelRequested) {
    await record(app, {
      actor: 'system',
      action: 'refresh.cancelled',
      subject: run.connectorId,
      detail: { run: run.runId },
    })
    return finish(run, { state: 'cancelled', message: error.message })
  }
  const failure = describeFailure(error)
  const message = scrub(failure.message)
  if (failure.bug) log.error({ runId: run.runId, connectorId: run.connectorId, err: error }, 'a refresh failed')
  else log.warn({ runId: run.runId, connectorId: run.connectorId, code: failure.code }, message)
  if (failure.transient && run.attempt < MOST_ATTEMPTS) {
    return finish(run, { state: 'queued', code: failure.code, message, step: 'Tries again soon' })
  }
  const detail = { run: run.runId, code: failure.code }
  await record(app, { actor: 'system', action: 'refresh.failed', subject: run.connectorId, outcome: 'failed', detail })
  return finish(run, { state: 'failed', code: failure.code, message })
}

interface Ending {
  readonly state: 'queued' | 'failed' | 'cancelled'
  readonly code?: string
  readonly message?: string
  readonly step?: string
  readonly attempt?: number
}

async function finish(run: Run & Claim, ending: Ending): Promise<RunState> {
  await run.pool.query(
    `update app.refresh_run set state = $3::app."RunState", error_code = $4, error_message = $5, step = $6, attempt = $7,
       finished_at = case when $3 = 'queued' then null else clock_timestamp() end
     where id = $1 and lease_token = $2 and finished_at is null`,
    [
      run.runId,
      run.token,
      ending.state,
      ending.code ?? null,
      ending.message ?? null,
      ending.step ?? null,
      ending.attempt ?? run.attempt,
    ],
  )
  await run.pool.query(
    `update app.refresh_run_table set state = 'failed', finished_at = clock_timestamp()
     where run_id = $1 and state in ('reading', 'staged') and $2 = 'failed'`,
    [run.runId, ending.state],
  )
  return ending.state
}
