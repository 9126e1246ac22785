/**
 * Connections to PostgreSQL. Every session is in UTC, and dates arrive as the text PostgreSQL prints:
 * a JavaScript Date would read a timestamp without zone in the server's own zone and drop the microseconds.
 */
import pg from 'pg'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

const { builtins } = pg.types
const asText = new Set<number>([
  builtins.DATE,
  builtins.TIMESTAMP,
  builtins.TIMESTAMPTZ,
  builtins.TIME,
  builtins.NUMERIC,
  builtins.INTERVAL,
])

/** A bigint becomes a number where that loses nothing, else it stays text. */
function parseBigint(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === builtins.INT8) return parseBigint
    if (format !== 'binary' && asText.has(oid)) return (text: string) => text
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown
  },
}

export interface PoolOptions {
  role?: 'web' | 'worker'
  max?: number
  statementTimeoutMs?: number
  /** Of every session, besides those of all. */
  settings?: Readonly<Record<string, string | number>>
  /** Each connection serves once, so that nothing of a session outlives what was asked in it. */
  once?: boolean
}

/** What every session of ours has. A peer that vanished without a word is noticed by both sides within a minute or so. */
export const sessionSettings = {
  timezone: 'UTC',
  tcp_keepalives_idle: 30,
  tcp_keepalives_interval: 10,
  tcp_keepalives_count: 3,
} as const

/** Our side of the same; Node asks each second from then on, ten times. */
export const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const

/** Adds settings that the server applies before the first statement of a session. */
export function withSettings(url: string, settings: Record<string, string | number>): string {
  const address = new URL(url)
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  address.searchParams.set('options', [address.searchParams.get('options'), ...ours].filter(Boolean).join(' '))
  // URLSearchParams writes a space as +, which pg would hand on literally.
  address.search = address.search.replaceAll('+', '%20')
  return address.href
}

export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const web = options.role === 'web'
  const statementTimeoutMs = options.statementTimeoutMs ?? (web ? 15_000 : 0)
  const pool = new pg.Pool({
    connectionString: withSettings(url, {
      ...sessionSettings,
      datestyle: 'ISO',
      intervalstyle: 'postgres',
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: web ? 60_000 : 0,
      // Pages' statements are short: compiling them would take longer than they do.
      ...(web && { max_parallel_workers_per_gather: 0, jit: 'off' }),
      ...options.settings,
    }),
    application_name: `skillscope ${options.role ?? 'tool'}`,
    max: options.max ?? 10,
    ...(options.once && { maxUses: 1 }),
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    ...keepAlive,
    allowExitOnIdle: true,
    types,
  })
  // Without a listener, a connection that the server ends would end this process: the pool listens to idle ones only.
  pool.on('error', (error) => log.warn({ error: error.message }, 'an idle database connection was lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

let web: pg.Pool | undefined
let worker: pg.Pool | undefined

export function webPool(): pg.Pool {
  return (web ??= createPool(env.DATABASE_URL, { role: 'web' }))
}

export function workerPool(): pg.Pool {
  return (worker ??= createPool(env.DATABASE_URL, { role: 'worker' }))
}

/** Closes the shared pools, so that a process can end; the next use opens new ones. */
export async function closePools(): Promise<void> {
  const open = [web, worker].filter((pool) => pool !== undefined)
  web = worker = undefined
  await Promise.all(open.map((pool) => pool.end()))
}
