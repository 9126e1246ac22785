/** Counters in PostgreSQL, shared by every web process, so that a restart or a second instance resets nothing. */
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { webPool } from '@/lib/db/pools'
import type pg from 'pg'

export type Limit =
  | 'export.create'
  | 'signIn.account'
  | 'signIn.address'
  | 'link.address'
  | 'connector.test'
  | 'sql.run'
  | 'search'
  | 'delivery.test'
  | 'delivery.recipients'

const limits: Readonly<Record<Limit, { points: number; duration: number }>> = {
  /** Attempts per account in a quarter of an hour, and per address of the network in the same time. */
  'signIn.account': { points: 10, duration: 900 },
  'signIn.address': { points: 50, duration: 900 },
  /** Links that do not work: their secrets cannot be guessed, so this only keeps the server from being busy. */
  'link.address': { points: 40, duration: 900 },
  /** Mails that somebody has sent to oneself, to see how they look. */
  'delivery.test': { points: 20, duration: 600 },
  /** Addresses that one account names in an hour: a refusal says which of them have an account. */
  'delivery.recipients': { points: 200, duration: 3_600 },
  'connector.test': { points: 20, duration: 300 },
  /** Words that one account looks for in ten minutes, a few for each name that is typed. */
  search: { points: 900, duration: 600 },
  /** Statements of one account in ten minutes. */
  'sql.run': { points: 200, duration: 600 },
  /** Downloads of one account in ten minutes. */
  'export.create': { points: 120, duration: 600 },
}

/** Too many tries; the message says when to come back. */
export class RateLimited extends Error {
  override name = 'RateLimited'

  constructor(
    readonly retryAfterSeconds: number,
    /** The first one over the limit, worth an entry in the audit log; those after it are not. */
    readonly isFirst = false,
  ) {
    const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60))
    super(`Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`)
  }
}

const limiters = new WeakMap<pg.Pool, Map<Limit, RateLimiterPostgres>>()

function limiter(pool: pg.Pool, limit: Limit): RateLimiterPostgres {
  const known = limiters.get(pool) ?? new Map<Limit, RateLimiterPostgres>()
  limiters.set(pool, known)
  const existing = known.get(limit)
  if (existing) return existing
  const made = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    schemaName: 'app',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: limit,
    ...limits[limit],
  })
  known.set(limit, made)
  return made
}

/** Counts one try. A database that does not answer refuses: without a count there is no limit. */
export async function countTry(limit: Limit, key: string, pool: pg.Pool = webPool()): Promise<void> {
  await countTries(limit, { key, tries: 1 }, pool)
}

/** Several at once. */
export async function countTries(
  limit: Limit,
  { key, tries }: { readonly key: string; readonly tries: number },
  pool: pg.Pool = webPool(),
): Promise<void> {
  try {
    await limiter(pool, limit).consume(key, tries)
  } catch (error) {
    if (error instanceof RateLimiterRes) {
      throw new RateLimited(error.msBeforeNext / 1_000, error.consumedPoints - tries <= limits[limit].points)
    }
    throw error
  }
}

/** After a success the tries that led to it are forgotten. */
export async function forgetTries(limit: Limit, key: string, pool: pg.Pool = webPool()): Promise<void> {
  await limiter(pool, limit).delete(key)
}

/** Only the one that succeeded does not count. */
export async function takeBackTry(limit: Limit, key: string, pool: pg.Pool = webPool()): Promise<void> {
  await limiter(pool, limit).reward(key, 1)
}
