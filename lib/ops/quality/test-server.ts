/** One database server for all test processes of a run; nothing of it is left behind. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startEmbedded } from '@/lib/db/embedded/start'
import { provide } from '@/lib/env'

export async function withTestServer<T>(work: () => Promise<T>): Promise<T> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'skillscope-test-'))
  // The server's user must be able to pass through.
  chmodSync(home, 0o755)
  provide({ SKILLSCOPE_TEST_HOME: home })
  const server = await startEmbedded(home, { throwaway: true })
  try {
    return await work()
  } finally {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
