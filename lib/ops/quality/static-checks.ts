/** Format, lint and types: what can be said about the code without running it. */
import { runTool } from './run-tool'

export interface Tally {
  passed: number
  failed: number
  skipped: number
}

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

/** The line that ends a run; build servers read it. */
export const summary = ({ passed, failed, skipped }: Tally) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

const checks: [string, string[]][] = [
  ['Format (prettier)', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['Lint (eslint)', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']],
  ['Types (tsc)', ['node_modules/typescript/bin/tsc', '--noEmit', '--project', '.']],
]

export async function staticChecks(signal: AbortSignal): Promise<Tally> {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  for (const [name, args] of checks) tally[(await runTool(name, args, signal)) ? 'passed' : 'failed']++
  return tally
}
