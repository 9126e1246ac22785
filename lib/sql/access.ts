/** The way into the database for statements that people write: its own login, made when it is first needed. */
import pg from 'pg'
import { createPool, webPool } from '@/lib/db/pools'
import { env } from '@/lib/env'
import { errorCode } from '@/lib/db/error-code'
import { admitLogin, loginName, loginPassword, loginUrl } from './login'

/** A statement on screen takes this long at most. */
export const LONGEST_RUN_MS = 15_000

/** Statements at once, of everybody, and downloads beside them; the login takes some more connections, to cancel them. */
const MOST_SESSIONS = 5
const MOST_DOWNLOADS = 3

export interface SqlAccess {
  readonly pool: pg.Pool
  /** Of their own, because one may take minutes, or wait for a slow reader, and statements on screen must not wait for it. */
  readonly downloads: pg.Pool
  /** With the password: never shown, never logged. */
  readonly address: string
}

/** The page stays closed: the database does not let us make the login. */
export class SqlClosed extends Error {
  override name = 'SqlClosed'
}

/** What a session begins with. Nothing of it is a fence: those are the login's rights. */
const settings = {
  standard_conforming_strings: 'on',
  search_path: 'datacamp,skilljar,mart',
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 60_000,
  work_mem: '32MB',
  max_parallel_workers_per_gather: 0,
  jit: 'off',
  cursor_tuple_fraction: 1,
} as const

export async function openAccess(owner: pg.Pool, url: string, secret: string): Promise<SqlAccess> {
  const login = await loginName(owner)
  const password = loginPassword(secret, login)
  const address = loginUrl(url, login, password)
  if (!(await enters(address))) {
    await admitOrClose(owner, login, password)
    if (!(await enters(address)))
      throw new SqlClosed(
        `The database does not let ${login} sign in with a password. Let its pg_hba.conf (or its pooler) admit that user like the one of DATABASE_URL.`,
      )
  }
  const common = { statementTimeoutMs: LONGEST_RUN_MS, settings, once: true } as const
  return {
    pool: createPool(address, { ...common, max: MOST_SESSIONS }),
    downloads: createPool(address, { ...common, max: MOST_DOWNLOADS }),
    address,
  }
}

async function admitOrClose(owner: pg.Pool, login: string, password: string): Promise<void> {
  try {
    await admitLogin(owner, password)
  } catch (error) {
    // No rights, or no role skillscope_sql because there were none when it was to be made.
    if (!['42501', '42704', '0LP01'].includes(errorCode(error))) throw error
    const { rows } = await owner.query<{ owner: string }>('select current_user as owner')
    throw new SqlClosed(
      `The user of the database, ${rows[0]?.owner}, may not make the login ${login}, which reads the data and nothing else. Let an administrator of the database run: alter role "${rows[0]?.owner}" createrole; where another user made the role skillscope_sql, also: grant skillscope_sql to "${rows[0]?.owner}" with admin option; then start Skillscope again.`,
      { cause: error },
    )
  }
}

/** Whether the login is there, has this password and may read. */
async function enters(address: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ reads: boolean }>(
      // Somebody else could do more: a pooler or a map of users may sign in another one than the address names.
      `select session_user = app.sql_login() and pg_catalog.has_schema_privilege('mart', 'usage') as reads`,
    )
    return rows[0]?.reads ?? false
  } catch (error) {
    // No such user, another password, nobody lets it in, or not into this database.
    if (/^(28|42501)/.test(errorCode(error))) return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

let shared: Promise<SqlAccess> | undefined

/** Of this process. What failed is tried again by whoever comes next. */
export function sqlAccess(): Promise<SqlAccess> {
  return (shared ??= openAccess(webPool(), env.DATABASE_URL, env.SKILLSCOPE_SECRET).catch((error: unknown) => {
    shared = undefined
    throw error
  }))
}

/** What to tell people, and whoever starts the product; null: the page is open. */
export async function whySqlIsClosed(): Promise<string | null> {
  try {
    await sqlAccess()
    return null
  } catch (error) {
    if (error instanceof SqlClosed) return error.message
    throw error
  }
}

/** The login's password was changed, or the login dropped: the next statement makes it anew. */
export function forgetAccess(): void {
  shared = undefined
}
