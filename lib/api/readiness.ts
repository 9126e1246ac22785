/** Whether this process can serve people: database reachable, migrated, and sealed credentials readable. */
import { setTimeout as sleep } from 'node:timers/promises'
import { app } from '@/lib/db/app'
import { status } from '@/lib/db/migrate/deploy'
import { createPool } from '@/lib/db/pools'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { hasRightSecret } from '@/lib/secrets/sentinel'
import type pg from 'pg'

/** A database that takes longer than this for nothing is as good as down; the rest reads a little. */
const PATIENCE_MS: Readonly<Record<Reason, number>> = { database: 1_000, migrations: 3_000, secret: 3_000 }

export type Reason = 'database' | 'migrations' | 'secret'

/** A connection of its own, so that a pool full of slow pages does not read as a database that is down. */
let probe: pg.Pool | undefined

export async function notReady(): Promise<Reason | null> {
  probe ??= createPool(env.DATABASE_URL, { max: 1, statementTimeoutMs: PATIENCE_MS.database })
  const checks: [Reason, () => Promise<boolean>][] = [
    ['database', async () => (await probe?.query('select 1'))?.rowCount === 1],
    ['migrations', isMigrated],
    // One connector's damaged secret is that connector's trouble alone; a lost SKILLSCOPE_SECRET is everybody's.
    ['secret', () => hasRightSecret(app())],
  ]
  for (const [reason, passes] of checks) {
    const answer = passes().catch((error: unknown) => {
      log.warn({ reason, err: error }, 'not ready')
      return false
    })
    const passed = await Promise.race([answer, sleep(PATIENCE_MS[reason], false, { ref: false })])
    if (!passed) return reason
  }
  return null
}

async function isMigrated(): Promise<boolean> {
  const { pending, unknown } = await status(env.DATABASE_URL)
  return pending.length === 0 && unknown.length === 0
}
