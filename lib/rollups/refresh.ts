/** Keeps every rollup equal to the marts, inside the transaction that changes them. */
import type pg from 'pg'
import { log } from '@/lib/log'
import { addToSums, replaceSums } from './apply-sums'
import { dropDelta, finishDelta } from './delta'
import { rebuildPeople, refreshPeople } from './people/refresh'
import { makeChangedParts, makeWholeParts } from './sum-part'

/** Above this share of the rows, building everything anew is less work than finding what to add and to take away. */
const MOST_CHANGED = 0.2
/** Below, there is always time for differences. */
const FEW_ROWS = 20_000

export interface RefreshOptions {
  /** Where everything has to be built anew, leave it to ensureRollups after the commit: the data need not wait for it. */
  readonly buildLater?: boolean
}

/** Restates what the changes since the last call touch; lib/rollups/delta.ts has them. */
export async function refreshRollups(
  tx: pg.ClientBase,
  { buildLater = false }: RefreshOptions = {},
): Promise<'kept' | 'rebuilt' | 'left'> {
  const anew = buildLater ? leaveForLater : rebuilt
  const { activity, progress, people, whole } = await finishDelta(tx)
  const most = Math.max(FEW_ROWS, MOST_CHANGED * (await rowsOfMarts(tx)))
  if (whole || activity + progress > most || !(await areCurrent(tx))) return anew(tx)
  if (activity + progress + people > 0) {
    if ((await makeChangedParts(tx)) > most) return anew(tx)
    if (!(await addToSums(tx))) {
      log.warn('the rollups did not fit the marts, and are built anew')
      return anew(tx)
    }
    await refreshPeople(tx)
  }
  await dropDelta(tx)
  return 'kept'
}

async function rebuilt(tx: pg.ClientBase): Promise<'rebuilt'> {
  await rebuildRollups(tx)
  return 'rebuilt'
}

async function leaveForLater(tx: pg.ClientBase): Promise<'left'> {
  await markRollups(tx, { current: false })
  await dropDelta(tx)
  return 'left'
}

/** Everything from the marts, whatever was there before. */
export async function rebuildRollups(tx: pg.ClientBase): Promise<void> {
  await makeWholeParts(tx)
  await replaceSums(tx)
  await rebuildPeople(tx)
  await dropDelta(tx)
  await markRollups(tx, { current: true })
}

async function markRollups(tx: pg.ClientBase, { current }: { current: boolean }): Promise<void> {
  await tx.query('update mart.rollup_state set is_current = $1 where is_current <> $1', [current])
}

/** As many as the planner believes. */
async function rowsOfMarts(tx: pg.ClientBase): Promise<number> {
  const { rows } = await tx.query<{ rows: number }>(
    `select sum(greatest(reltuples, 0))::float8 as rows from pg_class
     where oid in ('mart.activity'::regclass, 'mart.course_progress'::regclass)`,
  )
  return Number(rows[0]?.rows ?? 0)
}

/** False between a large publish and the building that follows it. */
export async function areCurrent(tx: pg.Pool | pg.ClientBase): Promise<boolean> {
  const { rows } = await tx.query<{ is_current: boolean }>('select is_current from mart.rollup_state')
  return rows[0]?.is_current ?? false
}
