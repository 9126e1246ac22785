/** Starts the product once for all browser tests, and ends it after them. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { provide } from '../lib/env'
import { SERVER } from '../lib/ops/build'
import { lastLines, startNode, stopAll } from '../lib/ops/processes'
import { productFile } from './support/product'

const READY_WITHIN_MS = 180_000

export default async function setup(): Promise<() => Promise<void>> {
  if (!existsSync(SERVER)) throw new Error('There is no build to test. Make one with: npm run build')
  const home = mkdtempSync(path.join(os.tmpdir(), 'skillscope-e2e-'))
  chmodSync(home, 0o755)
  // Test files run in processes of their own and find the product through it.
  provide({ SKILLSCOPE_HOME: home })
  const logFile = path.join(home, 'product.log')
  const product = startNode(
    'product',
    ['--no-warnings=ExperimentalWarning', '--import', 'tsx', 'e2e/product/main.ts'],
    {
      env: { NODE_OPTIONS: undefined },
      logFile,
    },
  )
  const stop = async () => {
    await stopAll([product])
    rmSync(home, { recursive: true, force: true })
  }
  let ended: number | string | undefined
  void product.ended.then((how) => (ended = how))
  for (const giveUpAt = Date.now() + READY_WITHIN_MS; !existsSync(productFile()); await sleep(200)) {
    if (ended === undefined && Date.now() < giveUpAt) continue
    const log = lastLines(logFile, 40)
    await stop()
    throw new Error(`The product ${ended === undefined ? 'was not ready in time' : `ended (${ended})`}.\n${log}`)
  }
  return stop
}
