/** Runs Node's own test runner with its report shown, and counts what it says. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runTool } from './run-tool'
import type { Tally } from './static-checks'

/** The runner's closing lines, like "# pass 12". */
function readTally(report: string): Tally {
  const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(report)?.[1] ?? 0)
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
  }
}

/** `args`: options of the runner, and the files. */
export async function runTests(name: string, args: readonly string[], signal: AbortSignal): Promise<Tally> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skillscope-report-'))
  const report = path.join(folder, 'tap')
  try {
    const reporters = [
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
    ]
    const node = ['--no-warnings=ExperimentalWarning', '--import', 'tsx', ...reporters, ...args]
    const content = await runTool(name, node, signal, { NODE_ENV: 'test', LOG_LEVEL: 'fatal' })
    const tally = readTally(readFileSync(report, 'utf8'))
    // A runner that broke off counts as a failure even where no single test failed.
    return content || tally.failed > 0 ? tally : { ...tally, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
