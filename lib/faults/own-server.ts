/** A database server of a scenario's own, which may crash and start again without hurting anybody else. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestContext } from 'node:test'
import { createApp } from '@/lib/db/app'
import { startEmbedded, type Embedded } from '@/lib/db/embedded/start'
import { deploy } from '@/lib/db/migrate/deploy'
import { createPool } from '@/lib/db/pools'
import { createWarehouse } from '@/lib/db/warehouse'
import type { TestDatabase } from '@/lib/testing/database'

export interface OwnServer {
  readonly database: TestDatabase
  /** As if somebody had pulled the plug of the server: no goodbye, recovery at the next start. */
  crash(): Promise<void>
  /** On the same port. */
  startAgain(): Promise<void>
}

export async function startOwnServer(t: TestContext): Promise<OwnServer> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'skillscope-faults-'))
  // The server's user must be able to pass through.
  chmodSync(home, 0o755)
  const starts: Embedded[] = []
  t.after(async () => {
    for (const started of starts) await started.stop()
    rmSync(home, { recursive: true, force: true })
  })
  const first = await startEmbedded(home)
  starts.push(first)
  await deploy(first.url)
  const pool = createPool(first.url, { role: 'worker' })
  const app = createApp(first.url)
  const { rows } = await pool.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
  const pidFile = path.join(rows[0]?.folder ?? '', 'postmaster.pid')
  t.after(async () => {
    await app.$disconnect()
    await pool.end()
  })
  return {
    database: { url: first.url, pool, app, warehouse: createWarehouse(pool), drop: async () => undefined },
    async crash() {
      const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
      process.kill(pid, 'SIGQUIT')
      while (isAlive(pid)) await sleep(20)
    },
    async startAgain() {
      const again = await startEmbedded(home)
      starts.push(again)
      if (again.port !== first.port) throw new Error(`Port ${first.port} was taken while the server was down.`)
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
