/** One state of the data, held to its reader by the database, out of which a query's rows are copied. */
import { sql } from 'kysely'
import type { CompiledQuery, RawBuilder } from 'kysely'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { builder } from './builder'
import { literalQuery, subquery } from './literal-query'

export interface SnapshotOptions {
  /** What sorting and looking up may take, like "64MB"; absent: the server's own setting. */
  readonly memory?: string
  /** Whom the database holds the query to, as lib/authz/scope.ts names readers; absent: the pool's own user. */
  readonly reader?: string
  /** Whose connections may read what the data is, where those of the query's own pool may not. */
  readonly publications?: pg.Pool
  /** How long the query may take; absent: an hour. */
  readonly patienceMs?: number
  /** Stops the query at any time, also while it has not yet answered. */
  readonly signal?: AbortSignal
}

/** What the data of a snapshot is. */
export interface Publication {
  readonly dataVersion: number
  /** By connector: what moment the source's data speaks of (UTC, ISO). */
  readonly asOf: Readonly<Record<string, string | null>>
}

export interface Snapshot {
  readonly fields: readonly pg.FieldDef[]
  readonly publication: Publication
  /** Starts copying; the cells are written over `answer`. Resolves once the first bytes are there. */
  copy(cells: RawBuilder<unknown>, options: string): Promise<AsyncGenerator<Buffer>>
  /** After the last row: nothing was lost, and the connection is free again. */
  finish(): Promise<void>
  /** Stops the query; the connection is not used again. */
  stop(): Promise<void>
}

/** Processes that help to read a download's rows. */
export const WORKERS = 2

/** A download that stalls holds a connection; this long at most. */
const LONGEST_MS = 3_600_000

const GRACE_MS = 5_000

const BEGIN = 'begin isolation level repeatable read read only'

const written = (query: RawBuilder<unknown>) => literalQuery(query.compile(builder))

export async function openSnapshot(
  query: CompiledQuery,
  pool: pg.Pool,
  { memory, reader, publications, patienceMs = LONGEST_MS, signal }: SnapshotOptions,
): Promise<Snapshot> {
  const client = await pool.connect()
  let held = true
  const giveBack = (broken: boolean) => {
    signal?.removeEventListener('abort', leave)
    clearTimeout(late)
    if (held) client.release(broken)
    held = false
  }
  let pid: number | undefined
  const stop = async () => {
    if (!held) return
    giveBack(true)
    await stopQuery(pool, pid)
  }
  const leave = () => void stop()
  signal?.addEventListener('abort', leave)
  // The server's own clock does not end a query that waits for its reader to take what is already there.
  const late = setTimeout(leave, patienceMs + GRACE_MS).unref()
  try {
    signal?.throwIfAborted()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    pid = rows[0]?.pid
    const publication = publications ? await beginBeside(client, publications) : await beginAlone(client)
    await client.query(`select set_config('statement_timeout', $1, true)`, [String(patienceMs)])
    await client.query(`set local timezone = 'UTC'`)
    await client.query(`set local datestyle = 'ISO'`)
    // Pages' statements are too short for help; a download may read millions of rows.
    await client.query(`set local max_parallel_workers_per_gather = ${WORKERS}`)
    if (memory) await client.query(`select set_config('work_mem', $1, true)`, [memory])
    if (reader !== undefined) await client.query('select app.read_as($1)', [reader])

    const answer = subquery(query)
    const { fields } = await client.query(written(sql`select * from ${answer} as answer limit 0`))
    return {
      fields,
      publication,
      async copy(cells, options) {
        try {
          const select = written(sql`select ${cells} from ${answer} as answer`)
          const copied = client.query(copyTo(`copy (${select}) to stdout (${options}, encoding 'UTF8')`))
          const chunks = copied[Symbol.asyncIterator]() as AsyncIterator<Buffer>
          return remaining(await chunks.next(), chunks)
        } catch (error) {
          giveBack(true)
          throw error
        }
      },
      async finish() {
        await client.query('commit')
        giveBack(false)
      },
      stop,
    }
  } catch (error) {
    giveBack(true)
    throw error
  }
}

async function* remaining(first: IteratorResult<Buffer>, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (let result = first; !result.done; result = await chunks.next()) yield result.value
}

async function beginAlone(client: pg.PoolClient): Promise<Publication> {
  await client.query(BEGIN)
  return readPublication(client)
}

/** On the very state that another login sees and describes. */
async function beginBeside(client: pg.PoolClient, publications: pg.Pool): Promise<Publication> {
  const witness = await publications.connect()
  let broken = true
  try {
    await witness.query(BEGIN)
    const { rows } = await witness.query<{ state: string }>('select pg_export_snapshot() as state')
    await client.query(BEGIN)
    await client.query(`set transaction snapshot ${pg.escapeLiteral(rows[0]?.state ?? '')}`)
    const publication = await readPublication(witness)
    await witness.query('commit')
    broken = false
    return publication
  } finally {
    witness.release(broken)
  }
}

/** Before the reading role is taken on; nothing, where the product's own tables are missing or out of reach. */
async function readPublication(client: pg.PoolClient): Promise<Publication> {
  const { rows: known } = await client.query<{ known: boolean }>(
    `select has_schema_privilege(nspname, 'usage') and has_table_privilege(pg_class.oid, 'select') as known
     from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where nspname = 'app' and relname = 'publication'`,
  )
  if (!known[0]?.known) return { dataVersion: 0, asOf: {} }
  const { rows } = await client.query<{ id: string; version: string; as_of: string | null }>(
    `select distinct on (connector_id) connector_id as id, version::text,
       to_char(as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as as_of
     from app.publication order by connector_id, version desc`,
  )
  return {
    dataVersion: Math.max(0, ...rows.map(({ version }) => Number(version))),
    asOf: Object.fromEntries(rows.map(({ id, as_of }) => [id, as_of])),
  }
}

/**
 * A closed connection alone would let the query run on until it next writes, which for a sort may be minutes. Where the
 * database cannot be reached to be told, it has noticed by itself.
 */
async function stopQuery(pool: pg.Pool, pid: number | undefined): Promise<void> {
  await pool.query('select pg_cancel_backend($1)', [pid]).catch(() => undefined)
}
