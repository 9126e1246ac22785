/** Playwright over e2e/, against the production build. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runTool } from './run-tool'
import type { Tally } from './static-checks'

interface Report {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

export async function browserTests(signal: AbortSignal): Promise<Tally> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skillscope-report-'))
  const report = path.join(folder, 'report.json')
  try {
    const args = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e', '--reporter=list,json']
    await runTool('Browser tests (Playwright)', args, signal, { PLAYWRIGHT_JSON_OUTPUT_NAME: report })
    const { stats } = JSON.parse(readFileSync(report, 'utf8')) as Report
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
  } catch (error) {
    signal.throwIfAborted()
    console.error(`The browser tests did not run: ${(error as Error).message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
