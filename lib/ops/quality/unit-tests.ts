/** Every *.test.ts; those named *.db.test.ts need the database server. */
import { readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Tally } from './static-checks'
import { runTests } from './test-runner'

const PLACES = ['lib', 'prisma', 'components', 'app', 'bench']
const FILE_TIMEOUT_MS = 600_000

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

export function unitTests(signal: AbortSignal, { withDatabase }: { withDatabase: boolean }): Promise<Tally> {
  // Many tests wait for leases, stalls and retries: three keep even two cores busy.
  const concurrency = `--test-concurrency=${Math.max(3, Math.floor(os.availableParallelism() / 2))}`
  const options = ['--test', concurrency, `--test-timeout=${FILE_TIMEOUT_MS}`]
  return runTests('Unit and database tests (node:test)', [...options, ...findTests(withDatabase)], signal)
}
