/** The PostgreSQL that comes with Skillscope, for whoever has set no DATABASE_URL. */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { ensureCluster, readPassword, SUPERUSER } from './cluster'
import { join, open, type Hold } from './holders'
import { usableFolder } from './folder'
import { withLock } from './lock'
import { EmbeddedError, findPlace, type Place } from './place'
import { adoptServer, findRunning, freePort, lastLogLines, removeStalePid, startServer } from './process'

const PREFERRED_PORT = 54_320
const READY_WITHIN_MS = 60_000
const STOPPED_WITHIN_MS = 20_000
const PORT_ATTEMPTS = 5
const LOG_BYTES = 10 * 2 ** 20

export interface Embedded {
  /** The address of the database skillscope, as the server's owner. */
  url: string
  port: number
  /** Whether this call started the server, rather than joining one that ran. */
  started: boolean
  /** The address of another database of the same server. */
  urlOf(database: string): string
  /** Lets go of the server; it stops when nobody else uses it. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** For tests: a crash of the machine may lose the data. */
  throwaway?: boolean
  /** Runs when this call has started the server, before anyone else may use it. */
  beforeOthers?: (urlOf: (database: string) => string) => Promise<void>
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

const addressOf = (password: string, port: number, database: string) =>
  `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`

async function waitUntilReady(place: Place, password: string, hold: Hold): Promise<number> {
  const giveUpAt = Date.now() + READY_WITHIN_MS
  let seen = false
  for (let round = 0; Date.now() < giveUpAt; round++) {
    const running = findRunning(place)
    seen ||= running !== undefined
    if (running?.status === 'ready' && (await answers(addressOf(password, running.port, 'postgres')))) {
      return running.port
    }
    // The first pid file needs a moment; one that vanishes again, or never comes, means that the server gave up.
    if (!running && (seen || round > 250)) break
    await sleep(20)
  }
  hold.release()
  throw new EmbeddedError(`The embedded PostgreSQL did not start: ${lastLogLines(place)} (${place.folder}/log)`)
}

function preferredPort(home: string): number {
  try {
    return Number(readFileSync(path.join(home, 'port'), 'utf8')) || PREFERRED_PORT
  } catch {
    return PREFERRED_PORT
  }
}

/** Waits out a server that is stopping, and says whether one runs after that. */
async function settle(place: Place): Promise<ReturnType<typeof findRunning>> {
  const giveUpAt = Date.now() + STOPPED_WITHIN_MS
  let running = findRunning(place)
  while (running?.status === 'stopping' && Date.now() < giveUpAt) {
    await sleep(20)
    running = findRunning(place)
  }
  return running
}

async function joinOrStart(place: Place, throwaway: boolean): Promise<{ hold: Hold; port: number; started: boolean }> {
  ensureCluster(place)
  const password = readPassword(place.home)

  const running = await settle(place)
  if (running) {
    const joined = join(place.home)
    const hold = joined ?? open(place.home)
    if ('reader' in hold) adoptServer(place, running.pid, hold.reader)
    const mine = 'reader' in hold ? hold.hold : hold
    const port = await waitUntilReady(place, password, mine)
    if (mine.works()) return { hold: mine, port, started: false }
    // Its last user left while we came: let it stop and start it anew.
    mine.release()
    await sleep(50)
    await settle(place)
  }

  const log = statSync(path.join(place.folder, 'log'), { throwIfNoEntry: false })
  if (log && log.size > LOG_BYTES) rmSync(path.join(place.folder, 'log'))
  const server = await startOnFreePort(place, password, throwaway)
  writeFileSync(path.join(place.home, 'port'), String(server.port))
  return { ...server, started: true }
}

/** Between finding a port free and taking it somebody else may take it: then another one is tried. */
async function startOnFreePort(place: Place, password: string, throwaway: boolean) {
  for (let attempt = 1; ; attempt++) {
    removeStalePid(place)
    const { hold, reader } = open(place.home)
    startServer(place, await freePort(attempt === 1 ? preferredPort(place.home) : 0), throwaway, reader)
    try {
      return { hold, port: await waitUntilReady(place, password, hold) }
    } catch (error) {
      if (attempt === PORT_ATTEMPTS || !/TCP\/IP socket/.test((error as Error).message)) throw error
    }
  }
}

/** Creates the database unless it is there; of several processes at once, one creates it. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } catch (error) {
    if (!['42P04', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error
  } finally {
    await client.end()
  }
}

/** Starts the server under `home`, or joins the one that runs there already. */
export async function startEmbedded(home: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  if (process.platform === 'win32') {
    throw new EmbeddedError('There is no embedded PostgreSQL on Windows. Set DATABASE_URL to a PostgreSQL 15 or newer.')
  }
  const folder = usableFolder(path.join(path.resolve(home), 'postgres'))
  const { place, hold, port, started, urlOf } = await withLock(path.join(folder, 'lock'), async () => {
    const place = await findPlace(folder)
    const server = await joinOrStart(place, options.throwaway ?? false)
    const password = readPassword(folder)
    const urlOf = (database: string) => addressOf(password, server.port, database)
    if (server.started) {
      await ensureDatabase(urlOf('postgres'), 'skillscope')
      await options.beforeOthers?.(urlOf)
    }
    return { place, ...server, urlOf }
  })

  return {
    url: urlOf('skillscope'),
    port,
    started,
    urlOf,
    async stop() {
      hold.release()
      // Others may use it: only a server that has begun to stop is waited for.
      await sleep(150)
      await settle(place)
    },
  }
}
