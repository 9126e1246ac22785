/** `npm run bench`: every speed as a ratio of two things measured in turns on this machine; `--json FILE` writes them down. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildWeb, isBuilt } from '@/lib/ops/build'
import { stopSignal } from '@/lib/ops/stop-signal'
import { benchExport } from './export'
import { benchLarge } from './large'
import type { Ratio } from './measure'
import { benchPages } from './pages'
import { benchRefresh, benchUnchanged } from './refresh'
import { createSources, refresh, withDatabase } from './sources'

const PEOPLE = 2_000
const MONTHS = 18
/** Rows of the large fact file, for which the limits are given. */
const LARGE = 5_000_000

async function measureAll(logFile: string, size: number): Promise<Ratio[]> {
  say(`Refreshes of a file of ${size.toLocaleString('en')} rows (some minutes)`)
  const large = await benchLarge(size)
  say(`Creating the demo's sources (${PEOPLE} people, ${MONTHS} months)`)
  const sources = await createSources(PEOPLE, MONTHS)
  try {
    say('First loads against COPY')
    const ratios = [...large, await benchRefresh(sources)]
    return await withDatabase(async (database) => {
      say('The same delivery again')
      ratios.push(await benchUnchanged(database, sources))
      await refresh(database, sources, 'skilljar')
      say('CSV export against COPY')
      ratios.push(await benchExport(database))
      say('Pages')
      return [...ratios, ...(await benchPages(database, logFile))]
    })
  } finally {
    await sources.remove()
  }
}

function say(what: string): void {
  stopSignal().throwIfAborted()
  console.error(`  ${what} …`)
}

function print(ratios: readonly Ratio[]): void {
  const rows = ratios.map(({ name, value, limit = '', reads, ours, against }) => [
    name,
    value.toFixed(2),
    limit,
    ours,
    against,
    reads,
  ])
  const table = [['what', 'ratio', 'limit', 'ours', 'against', 'the ratio reads'], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
}

const { values } = parseArgs({
  options: { json: { type: 'string' }, size: { type: 'string', default: String(LARGE) } },
})
const size = Number(values.size)
if (!Number.isSafeInteger(size) || size < 1_000)
  throw new Error(`--size takes a number of rows from 1000, not ${values.size}.`)
const place = mkdtempSync(path.join(os.tmpdir(), 'skillscope-bench-log-'))
const logFile = path.join(place, 'web.log')
const before = os.loadavg()
try {
  if (!isBuilt()) {
    say('Building the pages')
    await buildWeb(stopSignal(), path.join(place, 'build.log'))
  }
  const ratios = await measureAll(logFile, size)
  const machine = { node: process.versions.node, cores: os.availableParallelism(), before, after: os.loadavg() }
  console.log(
    `Load of the machine (1 minute): ${before[0]?.toFixed(1)} before, ${machine.after[0]?.toFixed(1)} after.\n`,
  )
  print(ratios)
  if (values.json)
    writeFileSync(
      values.json,
      `${JSON.stringify({ people: PEOPLE, months: MONTHS, size, machine, ratios }, null, 2)}\n`,
    )
} catch (error) {
  try {
    console.error(readFileSync(logFile, 'utf8').slice(-2_000))
  } catch {
    // The web server was not reached.
  }
  throw error
} finally {
  rmSync(place, { recursive: true, force: true })
}
process.exit(0)
