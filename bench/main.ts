/** `npm run bench`: every speed as a ratio of two things measured in turns on this machine; `--json FILE` writes them down. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildWeb, isBuilt } from '@/lib/ops/build'
import { stopSignal } from '@/lib/ops/stop-signal'
import { benchExplorer } from './explorer'
import { benchExport } from './export'
import { benchLarge } from './large'
import type { Ratio } from './measure'
import { benchPages } from './pages'
import { benchRefresh, benchUnchanged } from './refresh'
import { benchScale } from './scale'
import { createSources, refresh, withDatabase } from './sources'
import { verdict } from './verdict'

const PEOPLE = 2_000
const MONTHS = 18
/** Rows of the large fact file, for which the limits are given. */
const LARGE = 5_000_000

/** Rows of the Explorer's table, for which its limits are given. */
const EXPLORER = 10_000_000

/** People of the data at scale; the limits are given for 200,000, which take some twenty minutes. */
const SCALE = 20_000

async function measureRefreshes(logFile: string, size: number): Promise<Ratio[]> {
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

const judged = (ratio: Ratio) => ({ ...ratio, verdict: verdict(ratio) || null })

function print(ratios: readonly Ratio[]): void {
  const rows = ratios.map((ratio) => {
    const { name, value, limit = '', reads, ours, against } = ratio
    return [name, value.toFixed(2), limit, verdict(ratio), ours, against, reads]
  })
  const table = [['what', 'ratio', 'limit', '', 'ours', 'against', 'the ratio reads'], ...rows]
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
}

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    size: { type: 'string', default: String(LARGE) },
    people: { type: 'string', default: String(SCALE) },
    rows: { type: 'string', default: String(EXPLORER) },
    only: { type: 'string' },
  },
})
const size = atLeast(1_000, 'size', 'rows')
const people = atLeast(500, 'people', 'people')
const rows = atLeast(100_000, 'rows', 'rows')
const parts = ['refresh', 'scale', 'explorer']
const { only } = values
if (only !== undefined && !parts.includes(only)) throw new Error(`--only takes ${parts.join(', ')}, not ${only}.`)
const asked = (part: string) => only === undefined || only === part

function atLeast(least: number, name: 'size' | 'people' | 'rows', what: string): number {
  const number = Number(values[name])
  if (Number.isSafeInteger(number) && number >= least) return number
  throw new Error(`--${name} takes a number of ${what} from ${least}, not ${values[name]}.`)
}

const place = mkdtempSync(path.join(os.tmpdir(), 'skillscope-bench-log-'))
const logFile = path.join(place, 'web.log')
const before = os.loadavg()
try {
  if (only !== 'explorer' && !isBuilt()) {
    say('Building the pages')
    await buildWeb(stopSignal(), path.join(place, 'build.log'))
  }
  const ratios = [
    ...(asked('refresh') ? await measureRefreshes(logFile, size) : []),
    ...(asked('explorer') ? await benchExplorer(rows, say) : []),
    ...(asked('scale') ? await benchScale({ people, logFile, say }) : []),
  ]
  const machine = { node: process.versions.node, cores: os.availableParallelism(), before, after: os.loadavg() }
  console.log(
    `Load of the machine (1 minute): ${before[0]?.toFixed(1)} before, ${machine.after[0]?.toFixed(1)} after.\n`,
  )
  print(ratios)
  if (values.json)
    writeFileSync(
      values.json,
      `${JSON.stringify({ demo: { people: PEOPLE, months: MONTHS }, size, people, rows, machine, ratios: ratios.map(judged) }, null, 2)}\n`,
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
