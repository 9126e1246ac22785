import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startEmbedded } from '@/lib/db/embedded/start'
import { provide } from '@/lib/env'
import { buildWeb, isBuilt } from '../build'
import type { Command } from '../command'
import { step } from '../progress'
import { browserTests } from '../quality/browser-tests'
import { ensureChromium, ensureSwift } from '../quality/prerequisites'
import { add, staticChecks, summary, type Tally } from '../quality/static-checks'
import { unitTests } from '../quality/unit-tests'

/** Holds one database server for all test processes of the run, and leaves nothing behind. */
async function withTestServer<T>(work: () => Promise<T>): Promise<T> {
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

export const test: Command = {
  usage: 'test             (installs what is missing and runs everything)',
  async run({ signal }) {
    await ensureChromium()
    await ensureSwift()
    // Before the tests: one of them compares what was built with what may be entered.
    if (!isBuilt()) await step('Building', () => buildWeb(signal))
    const tally = await withTestServer(async () => {
      const parts: Tally[] = [
        await staticChecks(signal),
        await unitTests(signal, { withDatabase: true }),
        await browserTests(signal),
      ]
      return parts.reduce(add)
    })
    console.log(`\n${summary(tally)}`)
    return tally.failed === 0 ? 0 : 1
  },
}
