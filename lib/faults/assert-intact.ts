/**
 * Q, what must hold after every fault: readers see exactly one publication, its books balance, the next try succeeds by
 * itself, nothing is left behind, and what people are told helps them and tells no secret.
 */
import assert from 'node:assert/strict'
import type pg from 'pg'
import { rebuildMarts } from '@/lib/marts/refresh'
import { sweep } from '@/lib/refresh/cleanup'
import type { RunDetail } from '@/lib/refresh/status'
import { contentOf, differences, type Content } from './content'
import type { ExecuteOptions, Scene } from './scene'
import { readRows } from './sources/database'
import { within } from './within'

/** A try that came late, or found the connector taken, may be made again; more often than this is a loop. */
const MOST_TRIES = 6

/** What readers see, before a fault. */
export const seen = (scene: Scene): Promise<Content> => contentOf(scene.database.pool)

/** Readers see what they saw before, every row and every number. */
export async function assertPrevious(scene: Scene, before: Content): Promise<void> {
  assert.deepEqual(differences(before, await seen(scene)), [], 'readers see the previous publication')
}

/** I8: the run either published all of it, or nothing at all; returns which. */
export async function assertWhole(scene: Scene, before: Content, runId: number): Promise<'published' | 'previous'> {
  const { state } = await scene.detail(runId)
  if (state !== 'published' && state !== 'unchanged') {
    await assertPrevious(scene, before)
    return 'previous'
  }
  await assertPublished(scene, runId)
  return 'published'
}

/** Q as a whole: `runId` is tried again as the queue would, and must end by itself. */
export async function assertIntact(
  scene: Scene,
  before: Content,
  runId: number,
  options: ExecuteOptions = {},
): Promise<void> {
  const run = await scene.detail(runId)
  await assertWhole(scene, before, runId)
  assertExplained(scene, run)
  await assertRecovers(scene, run, options)
}

/** The same run goes on where it is still open, else the next one succeeds. */
async function assertRecovers(scene: Scene, { id, state }: RunDetail, options: ExecuteOptions): Promise<void> {
  const isOpen = ['queued', 'extracting', 'staged', 'validated', 'publishing'].includes(state)
  const runId = isOpen ? id : await scene.request()
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if ((await within(120_000, 'the next try', scene.execute(runId, options))) !== 'queued') break
  }
  // The worker does this every minute.
  await sweep(scene.database.pool)
  await assertHealthy(scene, runId)
}

/** The run is published, and its worker left nothing behind. */
export async function assertHealthy(scene: Scene, runId: number): Promise<void> {
  await assertPublished(scene, runId)
  await assertNothingLeft(scene)
}

/** Mirrors are the source, marts follow from the mirrors, the books balance. */
export async function assertPublished(scene: Scene, runId: number): Promise<void> {
  const run = await scene.detail(runId)
  assert.ok(
    run.state === 'published' || run.state === 'unchanged',
    `run ${runId} is ${run.state}: ${run.errorCode} ${run.errorMessage}`,
  )
  await assertMirrored(scene)
  await assertMarts(scene)
  await assertBalanced(scene, runId)
}

/** Row for row, as the source has them. */
export async function assertMirrored({ database, connectorId, source }: Scene): Promise<void> {
  const wanted = await source.rows()
  const mirrored = await readRows(database.pool, connectorId, source.columns)
  for (const [table, rows] of Object.entries(wanted)) {
    const [missing, surplus] = [without(rows, mirrored[table] ?? []), without(mirrored[table] ?? [], rows)]
    assert.deepEqual({ missing, surplus }, { missing: [], surplus: [] }, `${table} holds what the source holds`)
  }
}

/** As multisets: what is left of `rows` once each of `others` has taken away one equal to it. */
function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1)
  return rows.filter((row) => {
    const times = left.get(row) ?? 0
    left.set(row, times - 1)
    return times <= 0
  })
}

/** Computed anew from the mirrors, the marts come out the same. */
export async function assertMarts({ database }: Scene): Promise<void> {
  const tx = await database.pool.connect()
  try {
    await tx.query('begin')
    const before = await contentOf(tx)
    await rebuildMarts(tx)
    assert.deepEqual(differences(before, await contentOf(tx)), [], 'the marts follow from the mirrors')
  } finally {
    await tx.query('rollback')
    tx.release()
  }
}

/** I1 to I3 on the run that is published. */
export async function assertBalanced({ database: { pool }, connectorId }: Scene, runId: number): Promise<void> {
  const { rows: connectors } = await pool.query<{ published: number | null }>(
    'select published_run_id as published from app.connector where id = $1',
    [connectorId],
  )
  assert.equal(connectors[0]?.published, runId, 'the run is the one that is published')
  const { rows } = await pool.query<Record<string, number | string>>(
    `select table_name, rows_read, rows_inserted + rows_updated + rows_unchanged + rows_quarantined as accounted,
       live_after, live_before + rows_inserted - rows_deleted as expected
     from app.refresh_run_table where run_id = $1 and state in ('published', 'skipped')`,
    [runId],
  )
  assert.ok(rows.length > 0, 'the run has tables')
  for (const { table_name: table, rows_read: read, accounted, live_after: after, expected } of rows) {
    const { rows: counted } = await pool.query<{ live: number }>(
      `select count(*) as live from "${connectorId}"."${table}"`,
    )
    assert.deepEqual([read, after, after], [accounted, expected, counted[0]?.live], `the books of ${table} balance`)
  }
}

/** Those of the mirrors that can be used. */
export async function indexesOf(db: pg.Pool): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index
     join pg_class on pg_class.oid = indrelid
     where relnamespace in (to_regnamespace('datacamp'), to_regnamespace('skilljar')) and indisvalid order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** Staging, leases, advisory locks and open transactions are gone. */
export async function assertNothingLeft({ database: { pool }, indexes }: Scene): Promise<void> {
  assert.deepEqual(await indexesOf(pool), indexes, 'every index is there')
  const { rows: staging } = await pool.query(
    `select tablename from pg_tables where schemaname = 'staging'
       and not exists (select from app.refresh_run where state = 'held' and tablename like 'r' || id || '\\_%')`,
  )
  assert.deepEqual(staging, [], 'no staging table is left')
  const { rows: leases } = await pool.query('select id from app.connector where lease_until > clock_timestamp()')
  assert.deepEqual(leases, [], 'no lease is left')
  await eventually('no lock and no open transaction is left', async () => {
    const { rows } = await pool.query<{ left: string }>(
      `select 'lock ' || objid as left from pg_locks
         where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
           and pid not in (select pid from pg_stat_activity where application_name ilike '%pg-boss%' or application_name = 'skillscope queue')
       union all
       select 'transaction of ' || application_name || ': ' || left(query, 200) from pg_stat_activity
         where datname = current_database() and state like 'idle in transaction%' and application_name in ('skillscope worker', 'skillscope app')`,
    )
    return rows
  })
}

/** A server needs a moment to notice that a client is gone. */
async function eventually(promise: string, leftovers: () => Promise<readonly unknown[]>): Promise<void> {
  let left = await leftovers()
  for (let round = 0; round < 100 && left.length > 0; round++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    left = await leftovers()
  }
  assert.deepEqual(left, [], promise)
}

/** What people read of a try that failed: a sentence that says what to do, without a secret or the inside of the machine. */
export function assertExplained({ source }: Scene, run: RunDetail): void {
  const { errorCode, errorMessage } = run
  if (run.state === 'failed') assert.ok(errorCode && errorMessage, 'a failed run says why')
  if (!errorMessage) return
  assert.match(errorMessage, /\.$/)
  assert.doesNotMatch(errorMessage, /undefined|\[object|\bat .*\.ts:|:\/\/[^ ]*@/)
  for (const secret of source.secrets) assert.ok(!errorMessage.includes(secret), 'the message tells no secret')
  assert.notEqual(errorCode, 'internal', `the failure has a name of its own: ${errorMessage}`)
}
