/** Node's own test runner over every *.test.ts; those named *.db.test.ts need the database server. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runTool } from './run-tool'
import type { Tally } from './static-checks'

const PLACES = ['lib', 'prisma', 'components', 'app', 'bench']
const FILE_TIMEOUT_MS = 300_000

function findTests(withDatabase: boolean): string[] {
  const files = PLACES.flatMap((place) => {
    try {
      return readdirSync(place, { recursive: true, encoding: 'utf8' }).map((file) => path.join(place, file))
    } catch {
      return []
    }
  })
  return files.filter((file) => /\.test\.tsx?$/.test(file) && (withDatabase || !/\.db\.test\.ts$/.test(file))).sort()
}

/** The runner's closing lines, like "# pass 12". */
function readTally(report: string): Tally {
  const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(report)?.[1] ?? 0)
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
  }
}

export async function unitTests(signal: AbortSignal, { withDatabase }: { withDatabase: boolean }): Promise<Tally> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skillscope-report-'))
  const report = path.join(folder, 'tap')
  try {
    const args = [
      '--no-warnings=ExperimentalWarning',
      '--import',
      'tsx',
      '--test',
      `--test-concurrency=${Math.max(2, Math.floor(os.availableParallelism() / 2))}`,
      `--test-timeout=${FILE_TIMEOUT_MS}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
      ...findTests(withDatabase),
    ]
    const content = await runTool('Unit and database tests (node:test)', args, signal, {
      NODE_ENV: 'test',
      LOG_LEVEL: 'fatal',
    })
    const tally = readTally(readFileSync(report, 'utf8'))
    // A runner that broke off counts as a failure even where no single test failed.
    return content || tally.failed > 0 ? tally : { ...tally, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
