/** Builds the rollups where a publish or an upgrade left that for later; questions are answered from the marts until then. */
import type pg from 'pg'
import { log } from '@/lib/log'
import { areCurrent, rebuildRollups } from './refresh'

/** `publishLock`: publishes wait for it with patience, so that none fails because of the building. */
export async function ensureRollups(pool: pg.Pool, publishLock: number): Promise<void> {
  if (await areCurrent(pool)) return
  log.info('building the rollups')
  const tx = await pool.connect()
  let broken = true
  try {
    await tx.query('begin')
    await tx.query('select pg_advisory_xact_lock($1)', [publishLock])
    await tx.query('lock table mart.person in share row exclusive mode')
    // A publish may have built them in the meantime.
    if (!(await areCurrent(tx))) {
      await tx.query(`set local work_mem = '256MB'`)
      await rebuildRollups(tx)
    }
    await tx.query('commit')
    broken = false
  } finally {
    tx.release(broken)
  }
}
