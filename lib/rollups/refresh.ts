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

/** Restates what the changes since the last call touch; lib/rollups/delta.ts has them. */
export async function refreshRollups(tx: pg.ClientBase): Promise<'kept' | 'rebuilt'> {
  const { activity, progress, people, whole } = await finishDelta(tx)
  const most = Math.max(FEW_ROWS, MOST_CHANGED * (await rowsOfMarts(tx)))
  if (whole || activity + progress > most || !(await wereBuilt(tx))) return anew(tx)
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

async function anew(tx: pg.ClientBase): Promise<'rebuilt'> {
  await rebuildRollups(tx)
  return 'rebuilt'
}

/** Everything from the marts, whatever was there before. */
export async function rebuildRollups(tx: pg.ClientBase): Promise<void> {
  await makeWholeParts(tx)
  await replaceSums(tx)
  await rebuildPeople(tx)
  await dropDelta(tx)
}

/** As many as the planner believes. */
async function rowsOfMarts(tx: pg.ClientBase): Promise<number> {
  const { rows } = await tx.query<{ rows: number }>(
    `select sum(greatest(reltuples, 0))::float8 as rows from pg_class
     where oid in ('mart.activity'::regclass, 'mart.course_progress'::regclass)`,
  )
  return Number(rows[0]?.rows ?? 0)
}

/** Never so in a database that was filled before there were rollups. */
async function wereBuilt(tx: pg.ClientBase): Promise<boolean> {
  const { rows } = await tx.query<{ built: boolean }>('select exists (select from mart.signature) as built')
  return rows[0]?.built ?? false
}
