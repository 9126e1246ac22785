/** How long pages take, signed in, against a trivial dynamic page of the same server. */
import autocannon, { type Result } from 'autocannon'
import { env } from '@/lib/env'
import type { TestDatabase } from '@/lib/testing/database'
import { percentile, type Ratio } from './measure'
import { assertShows, withWeb } from './web-server'

const ROUNDS = 3
/** Counted, not timed: what a load leaves unanswered would slow the next one. */
const ANSWERS = 15
const trivial = '/about'
/** A word that only the finished page has; a page that fails half-way answers 200 too. */
const pages = [
  { path: '/overview', name: 'Overview', shows: 'Active learners' },
  { path: '/learning-activity', name: 'Learning activity', shows: 'Export CSV' },
] as const

export function benchPages(database: TestDatabase, logFile: string): Promise<Ratio[]> {
  return withWeb(database, { logFile, accounts: 1 }, async ([cookie = '']) => {
    for (const { path, shows } of pages) await assertShows(path, shows, cookie)
    const ratios: Ratio[] = []
    for (const connections of [1, 10]) ratios.push(...(await measure(connections, cookie)))
    return ratios
  })
}

async function measure(connections: number, cookie: string): Promise<Ratio[]> {
  const times = new Map<string, number[]>([trivial, ...pages.map(({ path }) => path)].map((path) => [path, []]))
  for (const path of times.keys()) await load(path, connections, cookie, ANSWERS)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [path, taken] of times)
      taken.push(...(await load(path, connections, cookie, connections === 1 ? ANSWERS : 2 * ANSWERS)))
  }
  const at = (path: string, share: number) => percentile(times.get(path) ?? [], share)
  return pages.flatMap(({ path, name }) =>
    [0.5, 0.95].map((share) => ({
      name: `${name}, p${share * 100}, ${connections === 1 ? '1 connection' : `${connections} connections`}`,
      value: at(path, share) / at(trivial, share),
      reads: `times as long as ${trivial}, with answers remembered since the first`,
      ours: `${at(path, share).toFixed(1)} ms (${times.get(path)?.length} answers)`,
      against: `${at(trivial, share).toFixed(1)} ms`,
    })),
  )
}

/** Milliseconds until the last byte of every answer. */
async function load(path: string, connections: number, cookie: string, amount: number): Promise<number[]> {
  const taken: number[] = []
  const { errors, timeouts, non2xx } = await new Promise<Result>((resolve, reject) => {
    const options = { url: `${env.APP_URL}${path}`, connections, amount, headers: { cookie } }
    const run = autocannon(options, (error: unknown, result) => (error ? reject(error as Error) : resolve(result)))
    run.on('response', (_client, _status, _bytes, milliseconds) => void taken.push(milliseconds))
  })
  if (errors + timeouts + non2xx > 0) {
    throw new Error(`${path}: ${errors} errors, ${timeouts} timeouts, ${non2xx} answers other than 200.`)
  }
  return taken
}
