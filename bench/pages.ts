/** How long pages take, signed in, against a trivial dynamic page of the same server. */
import { randomBytes } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import autocannon, { type Result } from 'autocannon'
import { createUser } from '@/lib/auth/users'
import { env, provide } from '@/lib/env'
import { stopAll } from '@/lib/ops/processes'
import { startWeb, webAnswers } from '@/lib/ops/web'
import type { TestDatabase } from '@/lib/testing/database'
import { percentile, type Ratio } from './measure'

const ROUNDS = 3
/** Counted, not timed: what a load leaves unanswered would slow the next one. */
const ANSWERS = 15
const trivial = '/about'
/** A word that only the finished page has; a page that fails half-way answers 200 too. */
const pages = [
  { path: '/overview', name: 'Overview', shows: 'Active learners' },
  { path: '/learning-activity', name: 'Learning activity', shows: 'Export CSV' },
] as const

export async function benchPages(database: TestDatabase, logFile: string): Promise<Ratio[]> {
  const listen = { host: '127.0.0.1', port: await freePort(), logFile }
  provide({
    DATABASE_URL: database.url,
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    PORT: String(listen.port),
    APP_URL: `http://127.0.0.1:${listen.port}`,
  })
  const login = { email: 'bench@example.com', password: randomBytes(12).toString('hex') }
  await createUser(database.app, 'system', { ...login, name: 'Bench', role: 'analyst' })
  const web = startWeb(listen)
  try {
    await webAnswers(web, listen)
    const cookie = await signIn(login)
    for (const { path, shows } of pages) await assertShows(path, shows, cookie)
    const ratios: Ratio[] = []
    for (const connections of [1, 10]) ratios.push(...(await measure(connections, cookie)))
    return ratios
  } finally {
    await stopAll([web])
  }
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

async function signIn(login: { email: string; password: string }): Promise<string> {
  const form = await fetch(`${env.APP_URL}/api/auth/csrf`)
  const { csrfToken } = (await form.json()) as { csrfToken: string }
  const answer = await fetch(`${env.APP_URL}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookies(form) },
    body: new URLSearchParams({ ...login, csrfToken, json: 'true' }),
    redirect: 'manual',
  })
  const cookie = cookies(answer)
  if (!cookie.includes('session-token')) throw new Error(`Signing in ended with status ${answer.status}.`)
  return cookie
}

const cookies = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

async function assertShows(path: string, text: string, cookie: string): Promise<void> {
  const answer = await fetch(`${env.APP_URL}${path}`, { headers: { cookie }, redirect: 'manual' })
  if (answer.status !== 200 || !(await answer.text()).includes(text)) {
    throw new Error(`${path} answered ${answer.status} without "${text}".`)
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
