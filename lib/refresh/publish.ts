/**
 * Makes everything that a run staged visible, in one transaction: readers see the data of before or of after, never a mix.
 * A run that changes nothing moves `as_of` of the newest publication forward and keeps its version, so caches stay valid.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { Pinned } from '@/lib/connectors/types'
import { deferIndexes, restoreIndexes } from '@/lib/db/deferred-indexes'
import { log } from '@/lib/log'
import { createTouchedFacts } from '@/lib/marts/datacamp-facts'
import { largeMarts, refreshMarts } from '@/lib/marts/refresh'
import { deliveredTables, deriveTables } from './derive'
import { failpoint } from './failpoint'
import { isBusy } from './failure'
import { mirrorName } from './mirror'
import { PUBLISH_LOCK } from './publish-lock'
import { publishTable, sizeOf, type FoundChange, type TableResult } from './publish-table'
import { settleQuarantine } from './quarantine'
import { recordVerification } from './reconcile/verification'
import { checkLease, moveWatermark, recordPublication, recordTable, type PublicationState } from './record-publication'
import type { Run, StagedTable } from './stage'
import { Touched } from './touched'

const TRIES = 5
/** From here on, building indexes after the rows is worth a transaction of its own. */
const MANY_ROWS = 100_000

export interface Publication {
  readonly state: PublicationState
  /** Mirror tables whose rows changed. */
  readonly changed: readonly string[]
}

export async function publish(run: Run, pinned: Pinned, tables: readonly StagedTable[]): Promise<Publication> {
  await deferIndexes(run.pool, firstLoads(tables), PUBLISH_LOCK)
  return persistently(run, async (tx) => {
    await checkLease(tx, run, '')
    const { changed } = await applyAll(tx, run, tables, {
      onApplied: async (result) => {
        await recordTable(tx, run, result)
        await moveWatermark(tx, run, result.staged, pinned.asOf)
        await recordVerification(tx, run, result, pinned.asOf)
        await settleQuarantine(tx, run, result.staged)
        if (sizeOf(result) > 0) await failpoint('mid-publish')
      },
    })
    run.pulse.step('Finishing')
    const state = changed.length > 0 ? 'published' : 'unchanged'
    await recordPublication(tx, run, pinned, state, changed)
    await failpoint('before-commit')
    // An abort between two statements finds nothing on the server that it could cancel.
    run.pulse.signal.throwIfAborted()
    await tx.query('commit')
    return { state, changed }
  })
}

/** Tables that may be empty still and are about to become large. */
function firstLoads(tables: readonly StagedTable[]): readonly string[] {
  const large = tables.filter(({ skipped, rowsStaged }) => !skipped && rowsStaged >= MANY_ROWS)
  return large.length === 0 ? [] : [...large.map(({ source }) => mirrorName(source.table)), ...largeMarts]
}

export interface TryOut<T> {
  /** Ends the trial early; the run's own signal unless given. */
  readonly signal?: AbortSignal
  /** After a table's difference is found and before it is applied: `pg_temp.change` names the rows on both sides. */
  onTable?(tx: pg.PoolClient, staged: StagedTable, change: FoundChange): Promise<void>
  /** With everything applied, marts included. Tables whose file was not read have no result. */
  inspect(tx: pg.PoolClient, results: readonly TableResult[]): Promise<T>
}

/** The whole publish, with no publication written down and everything taken back: what a run would change, if it may. */
export async function tryOut<T>(
  run: Run,
  pinned: Pinned,
  tables: readonly StagedTable[],
  hooks: TryOut<T>,
): Promise<T> {
  return persistently(
    run,
    async (tx) => {
      const { results } = await applyAll(tx, run, tables, {
        onFound: async (staged, change) => hooks.onTable?.(tx, staged, change),
        onApplied: (result) => moveWatermark(tx, run, result.staged, pinned.asOf),
      })
      const seen = await hooks.inspect(tx, results)
      await tx.query('rollback')
      return seen
    },
    hooks.signal,
  )
}

/** A transaction of its own, which `work` ends; run again while other work is in its way. */
async function persistently<T>(
  run: Run,
  work: (tx: pg.PoolClient) => Promise<T>,
  signal = run.pulse.signal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(run, signal, work)
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (!isBusy(error) || attempt === TRIES) throw error
      log.info({ runId: run.runId, attempt }, 'the publish waits for other work on the same tables')
      await sleep(500 * 2 ** attempt * (0.5 + Math.random()))
    }
  }
}

async function inTransaction<T>(run: Run, signal: AbortSignal, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await run.pool.connect()
  let stopCancelling: () => Promise<void> = async () => undefined
  let broken = true
  try {
    stopCancelling = await cancelOnAbort(run, signal, client)
    await client.query('begin')
    const result = await work(client)
    broken = false
    return result
  } finally {
    await stopCancelling()
    // Closing a connection in an unknown state rolls back, even where the server is slow to answer.
    client.release(broken)
  }
}

/** A publish spends its time inside statements, so an abort has to reach the server. */
async function cancelOnAbort(run: Run, signal: AbortSignal, client: pg.PoolClient): Promise<() => Promise<void>> {
  signal.throwIfAborted()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  let cancelling: Promise<unknown> = Promise.resolve()
  const cancel = () => {
    cancelling = run.pool.query('select pg_cancel_backend($1)', [rows[0]?.pid]).catch(() => undefined)
  }
  signal.addEventListener('abort', cancel, { once: true })
  return async () => {
    signal.removeEventListener('abort', cancel)
    await cancelling
  }
}

interface Steps {
  onFound?(staged: StagedTable, change: FoundChange): Promise<void>
  onApplied?(result: TableResult): Promise<void>
}

async function applyAll(
  tx: pg.PoolClient,
  run: Run,
  tables: readonly StagedTable[],
  { onFound, onApplied }: Steps,
): Promise<{ changed: readonly string[]; results: readonly TableResult[] }> {
  // A worker that fell silent with the locks of all must not keep them.
  await tx.query(
    `set local work_mem = '256MB'; set local lock_timeout = '10min'; set local idle_in_transaction_session_timeout = '60s'`,
  )
  await tx.query('select pg_advisory_xact_lock($1)', [PUBLISH_LOCK])
  await tx.query(`set local lock_timeout = '5s'`)

  const changed: string[] = []
  const results: TableResult[] = []
  const touched = new Touched()
  await createTouchedFacts(tx)
  // A fixed order of tables, so that two transactions never wait for each other.
  const inOrder = tables
    .filter((staged) => !staged.skipped)
    .sort((a, b) => byName(a.source.table.name, b.source.table.name))
  for (const staged of inOrder) {
    const { table } = staged.source
    run.pulse.signal.throwIfAborted()
    run.pulse.step(`Publishing ${table.name}`)
    const result = await publishTable(tx, run, staged, touched, async (change) => onFound?.(staged, change))
    await onApplied?.(result)
    results.push(result)
    if (sizeOf(result) > 0) changed.push(table.name)
  }

  const connectorId = run.connectorId as ConnectorId
  if (changed.length > 0) {
    run.pulse.step('Preparing the numbers')
    const delivered = run.replay
      ? await deliveredTables(tx, connectorId)
      : new Set(tables.map(({ source }) => source.table.name))
    changed.push(...(await deriveTables(tx, connectorId, delivered)))
    const moved = changed.filter((name) => !touched.isUnmoved(name))
    await refreshMarts(tx, { connectorId, tables: new Set(moved), days: touched.days }, { buildLater: true })
  }
  await restoreIndexes(tx, 'all')
  return { changed, results }
}

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
