/** One statement's session: of the login that only reads, for somebody who may, ended by the clock or by its reader. */
import pg from 'pg'
import { errorCode } from '@/lib/db/error-code'
import { SqlProblem } from './check'
import { problemFrom } from './problem-from'
import { forgetAccess, LONGEST_RUN_MS, SqlClosed, type SqlAccess } from './access'

export interface SqlVisit {
  /** Whom the database finds: lib/authz/scope.ts. */
  readonly reader: string
  /** Fires when whoever asked went away, or pressed Cancel. */
  readonly signal?: AbortSignal
  readonly longestMs?: number
}

/** Two of this person are running already, in whatever process. */
export class TurnTaken extends Error {
  override name = 'TurnTaken'

  constructor() {
    super('Two statements of yours are running. Wait for one, or cancel it.')
  }
}

export const CROWDED = 'Too many statements are running at the moment. Run yours again in a minute.'

/** After being told to stop, a statement has so long before its session is ended. */
const GRACE_MS = 2_000

export async function inSession<T>(
  access: SqlAccess,
  { reader, signal, longestMs = LONGEST_RUN_MS }: SqlVisit,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await connect(access)
  const { pid } = await ownProcess(client)
  let stopped: SqlProblem | null = null
  const timers: NodeJS.Timeout[] = []
  const stop = (why: SqlProblem) => {
    if (stopped) return
    stopped = why
    void tell(access, 'pg_cancel_backend', pid)
    timers.push(setTimeout(() => void tell(access, 'pg_terminate_backend', pid), GRACE_MS))
  }
  const cancel = () => stop(new SqlProblem('The statement was cancelled.', null, null, '57014'))
  timers.push(setTimeout(() => stop(tookTooLong(longestMs)), longestMs))
  signal?.addEventListener('abort', cancel)
  try {
    if (signal?.aborted) cancel()
    await enter(client, reader)
    const answer = await work(client)
    if (stopped) throw stopped
    return answer
  } catch (error) {
    if (stopped) throw stopped
    throw errorCode(error) === '57014' ? tookTooLong(longestMs) : error
  } finally {
    signal?.removeEventListener('abort', cancel)
    timers.forEach(clearTimeout)
    client.release(true)
  }
}

async function connect({ pool }: SqlAccess): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    if (errorCode(error).startsWith('28')) {
      forgetAccess()
      throw new SqlProblem('The database’s login for statements was changed meanwhile. Run the statement again.')
    }
    // Neither the server's limit nor the pool's says anything about the statement.
    throw new SqlProblem(CROWDED)
  }
}

async function ownProcess(client: pg.PoolClient): Promise<{ pid: number }> {
  const { rows } = await client.query<{ pid: number }>('select pg_catalog.pg_backend_pid() as pid')
  const [own] = rows
  if (!own) throw new Error('The database did not number its process.')
  return own
}

/** A first query of our own also fixes the transaction as one that only reads. */
async function enter(client: pg.PoolClient, reader: string): Promise<void> {
  await client.query('begin isolation level repeatable read read only')
  // Not app.read_as, which in any other session than the login's would go on with that session's rights.
  const { rows } = await client
    .query<{ reach: string }>('select app.read_sql_as($1) as reach', [reader])
    .catch((error: unknown) => {
      throw errorCode(error) === '42501' ? new SqlClosed((error as Error).message) : error
    })
  if (rows[0]?.reach !== 'everybody') throw new SqlProblem('Your account may not run statements any more.')
  await takeTurn(client, reader)
}

/** Locks of the database, which end with the transaction however that ends. Statements of people cannot name these functions. */
async function takeTurn(client: pg.PoolClient, reader: string): Promise<void> {
  for (const turn of ['first', 'second']) {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended($1, 0)) as taken',
      [`${turn} statement of ${reader}`],
    )
    if (rows[0]?.taken) return
  }
  throw new TurnTaken()
}

/** By another session of the same login, which may end its own kind alone. */
async function tell({ address }: SqlAccess, verb: 'pg_cancel_backend' | 'pg_terminate_backend', pid: number) {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`select pg_catalog.${verb}($1)`, [pid])
  } catch {
    // A database that cannot be reached has lost the statement's session as well.
  } finally {
    await client.end().catch(() => undefined)
  }
}

function tookTooLong(longestMs: number): SqlProblem {
  return new SqlProblem(
    `The statement took longer than ${Math.round(longestMs / 1_000)} seconds and was stopped.`,
    null,
    'Narrow it by a date or a team, or look at its plan with Explain.',
    '57014',
  )
}

/** Words of the database about a statement of a person, in ours where it would speak of its own insides. */
export async function explained<T>(prefix: string, statement: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw problemFrom(error, prefix, statement)
  }
}
