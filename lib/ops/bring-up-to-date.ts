/** Applies the migrations, and builds what they only made room for. */
import { deploy } from '@/lib/db/migrate/deploy'
import { createPool } from '@/lib/db/pools'
import { env } from '@/lib/env'
import { PUBLISH_LOCK } from '@/lib/refresh/publish-lock'
import { ensureRollups } from '@/lib/rollups/ensure'

/** Returns the migrations that were applied. */
export async function bringUpToDate(): Promise<string[]> {
  const applied = await deploy(env.DATABASE_URL)
  const pool = createPool(env.DATABASE_URL)
  try {
    await ensureRollups(pool, PUBLISH_LOCK)
  } finally {
    await pool.end()
  }
  return applied
}
