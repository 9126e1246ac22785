/** Builds the rollups of a database that was filled before there were any: readers must never find them empty. */
import type pg from 'pg'
import { log } from '@/lib/log'
import { rebuildRollups } from './refresh'

export async function ensureRollups(pool: pg.Pool): Promise<void> {
  if (!(await areMissing(pool))) return
  log.info('building the rollups for the first time')
  const tx = await pool.connect()
  let broken = true
  try {
    await tx.query('begin')
    // A publish waits, or has built them in the meantime.
    await tx.query('lock table mart.person in share row exclusive mode')
    if (await areMissing(tx)) {
      await tx.query(`set local work_mem = '256MB'`)
      await rebuildRollups(tx)
    }
    await tx.query('commit')
    broken = false
  } finally {
    tx.release(broken)
  }
}

async function areMissing(db: pg.Pool | pg.ClientBase): Promise<boolean> {
  const { rows } = await db.query<{ missing: boolean }>(
    `select not exists (select from mart.signature)
       and (exists (select from mart.activity) or exists (select from mart.course_progress)) as missing`,
  )
  return rows[0]?.missing ?? true
}
