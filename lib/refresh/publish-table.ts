/** Brings one mirror table up to what was staged for it, and proves by counting that it holds exactly that. */
import type pg from 'pg'
import { restoreIndexes } from '@/lib/db/deferred-indexes'
import type { Table } from '@/lib/catalogue/types'
import { SourceError } from '@/lib/connectors/types'
import { applyChange, findChange, insertAll, renewLineHashes, type Change } from './difference'
import { InvariantBroken } from './failure'
import { forgetLog, tidyLog } from './line-log'
import { rowsBefore } from './live-lines'
import { assertSameSums, countAndMeasure } from './measures'
import { isMultiset, mirrorName, stagedGoneName, stagedKeysName, stagingName } from './mirror'
import { countRows } from './count-rows'
import { rowsDelivered, type Run, type StagedTable } from './stage'
import type { Touched } from './touched'

export interface FoundChange extends Change {
  /** The mirror is empty, so everything staged is new and there is no `pg_temp.change`. */
  readonly firstLoad: boolean
}

export interface TableResult extends FoundChange {
  readonly staged: StagedTable
  readonly liveBefore: number
  readonly liveAfter: number
}

/** Beyond this share of a fact table, the marts are built anew instead of restated. */
const MOST_RESTATED = 0.3

export const sizeOf = ({ inserts, updates, deletes }: Change) => inserts + updates + deletes

export async function publishTable(
  tx: pg.PoolClient,
  run: Run,
  staged: StagedTable,
  touched: Touched,
  onFound: (change: FoundChange) => Promise<void>,
): Promise<TableResult> {
  const { table } = staged.source
  const live = mirrorName(table)
  // Readers go on reading; only another writer would wait.
  await tx.query(`lock table ${live} in share row exclusive mode`)
  await refuseLostStaging(tx, run, staged)
  const liveBefore = await rowsBefore(tx, run, staged)
  const firstLoad = liveBefore === 0
  let change: Change
  if (firstLoad) {
    await onFound({ inserts: staged.rowsStaged, updates: 0, deletes: 0, firstLoad })
    if (staged.rowsStaged > 0) touched.noteAll(staged)
    change = await insertAll(tx, run, staged)
    await restoreIndexes(tx, live)
  } else {
    change = await findChange(tx, run, staged)
    await onFound({ ...change, firstLoad })
    const isRestated = sizeOf(change) <= liveBefore * MOST_RESTATED
    if (!isRestated) touched.noteAll(staged)
    else if (sizeOf(change) > 0) await touched.note(tx, run, staged)
    await applyChange(tx, run, staged, change, (gone) => (isRestated ? touched.noteGone(staged, gone) : null))
    if (isMultiset(table) && rowsDelivered(staged) - change.inserts - (staged.known?.rows ?? 0) > liveBefore / 2) {
      await renewLineHashes(tx, run, staged)
      await forgetLog(tx, run, table)
    }
  }
  const moved = sizeOf(change)
  // What follows in this transaction is planned by statistics that would otherwise speak of the table as it was.
  if (moved > 0 && moved >= liveBefore / 5) await tx.query(`analyze ${live}`)
  const after =
    moved === 0 ? { rows: liveBefore, measures: staged.measures } : await countAndMeasure(tx, live, staged.source)
  if (isMultiset(table)) await tidyLog(tx, run, table, after.rows)
  const result = { ...change, staged, liveBefore, liveAfter: after.rows, firstLoad }
  assertBalanced(result)
  if (staged.mode === 'snapshot') assertSameSums(staged, after.measures)
  return result
}

/**
 * Staging is unlogged: where the database crashed since the rows were checked, all of it is empty, and what is absent would
 * be taken for unchanged or deleted.
 */
async function refuseLostStaging(tx: pg.PoolClient, run: Run, staged: StagedTable): Promise<void> {
  const { source, keysStaged, known } = staged
  const { table } = source
  const isLost =
    (await lacksRows(tx, run, staged)) ||
    (known !== null && known.gone > 0 && (await isEmpty(tx, stagedGoneName(run.runId, table)))) ||
    (keysStaged && (await isEmpty(tx, stagedKeysName(run.runId, table))) && (await keysRemembered(tx, run, table)) > 0)
  if (!isLost) return
  throw new SourceError(
    'staging_lost',
    `What was read of ${table.name} is gone: the database was restarted meanwhile. Nothing was published; the source is read again with the next try.`,
    true,
  )
}

/** Of a whole delivery the books show it afterwards; of changes nobody would miss what is not there. */
async function lacksRows(tx: pg.PoolClient, run: Run, { source, mode, rowsStaged }: StagedTable): Promise<boolean> {
  const name = stagingName(run.runId, source.table)
  if (mode === 'snapshot') return rowsStaged > 0 && (await isEmpty(tx, name))
  return (await countRows(tx, name)) !== rowsStaged
}

async function isEmpty(tx: pg.PoolClient, name: string): Promise<boolean> {
  return (await tx.query(`select from ${name} limit 1`)).rowCount === 0
}

/** As lib/refresh/resume.ts wrote it down when they were staged. */
async function keysRemembered(tx: pg.PoolClient, run: Run, table: Table): Promise<number> {
  const { rows } = await tx.query<{ keys: number }>(
    `select coalesce((staged ->> 'keys')::bigint, 0) as keys from app.refresh_run_table where run_id = $1 and table_name = $2`,
    [run.runId, table.name],
  )
  return Number(rows[0]?.keys ?? 0)
}

/** I1 to I3: every row read is accounted for, and the mirror holds exactly what it should; else nothing is published. */
function assertBalanced({ staged, inserts, updates, deletes, liveBefore, liveAfter }: TableResult): void {
  const { table } = staged.source
  const fail = (what: string) => {
    throw new InvariantBroken(`The books of ${table.name} do not balance: ${what}.`)
  }
  const unchanged = staged.rowsStaged - inserts - updates
  const { rowsRead, rowsStaged, rowsQuarantined, rowsDuplicate, mode } = staged
  if (unchanged < 0) fail(`${inserts} inserted and ${updates} updated of ${rowsStaged} staged rows`)
  const delivered = rowsDelivered(staged)
  if (rowsRead !== delivered + rowsDuplicate + rowsQuarantined) {
    fail(`${rowsRead} read, but ${delivered} delivered, ${rowsDuplicate} repeated and ${rowsQuarantined} in quarantine`)
  }
  if (liveAfter !== liveBefore + inserts - deletes) {
    fail(`${liveBefore} rows before, ${inserts} inserted and ${deletes} deleted, but ${liveAfter} rows after`)
  }
  if (mode === 'snapshot' && liveAfter !== delivered)
    fail(`${delivered} rows delivered, but ${liveAfter} in the mirror`)
}
