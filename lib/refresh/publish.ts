/**
 * Makes everything that a run staged visible, in one transaction: readers see the data of before or of after, never a mix.
 * A run that changes nothing moves `as_of` of the newest publication forward and keeps its version, so caches stay valid.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { Pinned } from '@/lib/connectors/types'
import { log } from '@/lib/log'
import { refreshMarts } from '@/lib/marts/refresh'
import { deriveTables } from './derive'
import { applyChange, findChange, insertAll, type Change } from './difference'
import { failpoint } from './failpoint'
import { InvariantBroken, isBusy, LeaseLost } from './failure'
import { mirrorName } from './mirror'
import { countRows, type Run, type StagedTable } from './stage'
import { isDated, touchedDays } from './touched'

/** Both connectors share people and marts, so one publish runs at a time; any number will do. */
const PUBLISH_LOCK = 730_002
const TRIES = 5

export interface Publication {
  readonly state: 'published' | 'unchanged'
  /** Mirror tables whose rows changed. */
  readonly changed: readonly string[]
}

interface TableResult extends Change {
  readonly liveBefore: number
  readonly liveAfter: number
  readonly firstLoad: boolean
}

export async function publish(run: Run, pinned: Pinned, tables: readonly StagedTable[]): Promise<Publication> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryToPublish(run, pinned, tables)
    } catch (error) {
      if (run.pulse.signal.aborted) throw run.pulse.signal.reason
      if (!isBusy(error) || attempt === TRIES) throw error
      log.info({ runId: run.runId, attempt }, 'the publish waits for other work on the same tables')
      await sleep(500 * 2 ** attempt * (0.5 + Math.random()))
    }
  }
}

async function tryToPublish(run: Run, pinned: Pinned, tables: readonly StagedTable[]): Promise<Publication> {
  const client = await run.pool.connect()
  const stopCancelling = await cancelOnAbort(run, client)
  let broken = true
  try {
    await client.query('begin')
    const publication = await publishAll(client, run, pinned, tables)
    await failpoint('before-commit')
    await client.query('commit')
    broken = false
    return publication
  } finally {
    await stopCancelling()
    // Closing a connection in an unknown state rolls back, even where the server is slow to answer.
    client.release(broken)
  }
}

/** A publish spends its time inside statements, so an abort has to reach the server. */
async function cancelOnAbort(run: Run, client: pg.PoolClient): Promise<() => Promise<void>> {
  const { signal } = run.pulse
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

async function publishAll(
  tx: pg.PoolClient,
  run: Run,
  pinned: Pinned,
  tables: readonly StagedTable[],
): Promise<Publication> {
  await tx.query(`set local work_mem = '256MB'; set local lock_timeout = '10min'`)
  await tx.query('select pg_advisory_xact_lock($1)', [PUBLISH_LOCK])
  await tx.query(`set local lock_timeout = '5s'`)
  await checkLease(tx, run, '')

  const changed: string[] = []
  const days = new Set<string>()
  let firstLoad = false
  // A fixed order of tables, so that two transactions never wait for each other.
  const inOrder = tables
    .filter((staged) => !staged.skipped)
    .sort((a, b) => byName(a.source.table.name, b.source.table.name))
  for (const staged of inOrder) {
    const { table } = staged.source
    run.pulse.signal.throwIfAborted()
    run.pulse.step(`Publishing ${table.name}`)
    const result = await publishTable(tx, run, staged, days)
    assertBalanced(staged, result)
    await recordTable(tx, run, staged, result)
    await moveWatermark(tx, run, staged, pinned.asOf)
    if (result.inserts + result.updates + result.deletes === 0) continue
    changed.push(table.name)
    firstLoad ||= result.firstLoad && isDated(table)
    await failpoint('mid-publish')
  }

  const connectorId = run.connectorId as ConnectorId
  if (changed.length > 0) {
    run.pulse.step('Preparing the numbers')
    changed.push(...(await deriveTables(tx, connectorId, new Set(tables.map(({ source }) => source.table.name)))))
    await refreshMarts(tx, { connectorId, tables: new Set(changed), days: firstLoad ? 'all' : [...days].sort() })
  }
  run.pulse.step('Finishing')
  const state = changed.length > 0 ? 'published' : 'unchanged'
  await recordPublication(tx, run, pinned, state, changed)
  return { state, changed }
}

async function publishTable(tx: pg.PoolClient, run: Run, staged: StagedTable, days: Set<string>): Promise<TableResult> {
  const { table } = staged.source
  const live = mirrorName(table)
  // Readers go on reading; only another writer would wait.
  await tx.query(`lock table ${live} in share row exclusive mode`)
  const liveBefore = await countRows(tx, live)
  const firstLoad = liveBefore === 0
  let change: Change
  if (firstLoad) change = await insertAll(tx, run, staged)
  else {
    change = await findChange(tx, run, staged)
    if (isDated(table)) for (const day of await touchedDays(tx, run, staged)) days.add(day)
    await applyChange(tx, run, staged, change)
  }
  const moved = change.inserts + change.updates + change.deletes
  // What follows in this transaction is planned by statistics that would otherwise speak of the table as it was.
  if (moved > 0 && moved >= liveBefore / 5) await tx.query(`analyze ${live}`)
  const liveAfter = moved === 0 ? liveBefore : await countRows(tx, live)
  return { ...change, liveBefore, liveAfter, firstLoad }
}

/** I1 to I3: every row read is accounted for, and the mirror holds exactly what it should; else nothing is published. */
function assertBalanced(staged: StagedTable, { inserts, updates, deletes, liveBefore, liveAfter }: TableResult): void {
  const { table } = staged.source
  const fail = (what: string) => {
    throw new InvariantBroken(`The books of ${table.name} do not balance: ${what}.`)
  }
  const unchanged = staged.rowsStaged - inserts - updates
  const { rowsRead, rowsStaged, rowsQuarantined, rowsDuplicate, incremental } = staged
  if (unchanged < 0) fail(`${inserts} inserted and ${updates} updated of ${rowsStaged} staged rows`)
  if (rowsRead !== rowsStaged + rowsDuplicate + rowsQuarantined) {
    fail(`${rowsRead} read, but ${rowsStaged} staged, ${rowsDuplicate} repeated and ${rowsQuarantined} in quarantine`)
  }
  if (liveAfter !== liveBefore + inserts - deletes) {
    fail(`${liveBefore} rows before, ${inserts} inserted and ${deletes} deleted, but ${liveAfter} rows after`)
  }
  if (!incremental && liveAfter !== rowsStaged) fail(`${rowsStaged} rows delivered, but ${liveAfter} in the mirror`)
}

async function recordTable(tx: pg.PoolClient, run: Run, staged: StagedTable, result: TableResult): Promise<void> {
  await tx.query(
    `update app.refresh_run_table set state = 'published', rows_read = $3, rows_inserted = $4, rows_updated = $5,
       rows_unchanged = $6, rows_duplicate = $7, rows_deleted = $8, rows_quarantined = $9, live_before = $10, live_after = $11,
       finished_at = clock_timestamp()
     where run_id = $1 and table_name = $2`,
    [
      run.runId,
      staged.source.table.name,
      staged.rowsRead,
      result.inserts,
      result.updates,
      staged.rowsStaged - result.inserts - result.updates + staged.rowsDuplicate,
      staged.rowsDuplicate,
      result.deletes,
      staged.rowsQuarantined,
      result.liveBefore,
      result.liveAfter,
    ],
  )
}

/** I6: a watermark never passes the source's own clock, and never moves back. */
async function moveWatermark(
  tx: pg.PoolClient,
  run: Run,
  { source, watermark }: StagedTable,
  asOf: Date,
): Promise<void> {
  if (watermark === null || source.table.cursor === null) return
  const { rows } = await tx.query<{ value: string; ahead: boolean }>(
    `insert into app.watermark as mark (connector_id, table_name, value, run_id) values ($1, $2, $3, $4)
     on conflict (connector_id, table_name) do update
       set value = case when excluded.value::timestamp > mark.value::timestamp then excluded.value else mark.value end,
         run_id = excluded.run_id
     returning value, value::timestamp > $5::timestamptz at time zone 'UTC' + interval '1 second' as ahead`,
    [run.connectorId, source.table.name, watermark, run.runId, asOf.toISOString()],
  )
  if (rows[0]?.ahead) {
    throw new InvariantBroken(`The watermark of ${source.table.name} (${watermark}) is ahead of the source's clock.`)
  }
  await tx.query('update app.refresh_run_table set watermark_to = $3 where run_id = $1 and table_name = $2', [
    run.runId,
    source.table.name,
    rows[0]?.value,
  ])
}

async function recordPublication(
  tx: pg.PoolClient,
  run: Run,
  pinned: Pinned,
  state: Publication['state'],
  changed: readonly string[],
): Promise<void> {
  const asOf = pinned.asOf.toISOString()
  const moved =
    state === 'unchanged' &&
    (await tx.query(
      `update app.publication set as_of = greatest(as_of, $2)
       where version = (select max(version) from app.publication where connector_id = $1)`,
      [run.connectorId, asOf],
    ))
  if (!moved || moved.rowCount === 0) {
    await tx.query('insert into app.publication (connector_id, run_id, as_of) values ($1, $2, $3)', [
      run.connectorId,
      run.runId,
      asOf,
    ])
  }
  // The audit module writes through Prisma, which cannot join this transaction.
  await tx.query(
    `insert into app.audit (actor_kind, action, subject, detail) values ('system', 'refresh.published', $1, $2)`,
    [run.connectorId, JSON.stringify({ run: run.runId, changed, as_of: asOf })],
  )
  // The lock on the connector comes last: held longer, it would stop our own heartbeat.
  await checkLease(tx, run, 'for update')
  await tx.query('update app.connector set published_run_id = $2 where id = $1', [run.connectorId, run.runId])
  const { rowCount } = await tx.query(
    `update app.refresh_run set state = $3::app."RunState", finished_at = clock_timestamp(), step = null,
       rows_read = (select coalesce(sum(rows_read), 0) from app.refresh_run_table where run_id = $1)
     where id = $1 and lease_token = $2 and state = 'publishing'`,
    [run.runId, run.token, state],
  )
  if (rowCount !== 1) throw new LeaseLost('The run was ended by somebody else while it published.')
}

/** The fence: a worker whose token is not the newest publishes nothing, however late it wakes up. */
async function checkLease(tx: pg.PoolClient, run: Run, lock: '' | 'for update'): Promise<void> {
  const { rowCount } = await tx.query(`select from app.connector where id = $1 and lease_token = $2 ${lock}`, [
    run.connectorId,
    run.token,
  ])
  if (rowCount !== 1) throw new LeaseLost('Another worker has taken over this connector.')
}

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
