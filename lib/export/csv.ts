/**
 * Any query as a CSV download: COPY (query) TO STDOUT, piped. Memory stays flat and a slow reader slows the database.
 * The stream ends cleanly only after the database has finished; everything else breaks it, so that a browser or curl
 * reports a failed download instead of keeping a shortened file.
 */
import { PostgresAdapter, PostgresQueryCompiler, Kysely, DummyDriver, PostgresIntrospector, sql } from 'kysely'
import type { CompiledQuery, RawBuilder } from 'kysely'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { csvRecord, recordEnds } from './csv-text'
import { safeCell } from './formula-safe'
import { literalQuery, subquery } from './literal-query'

export interface CsvOptions {
  /** Headings by column name; a column without one is headed by its name. */
  readonly headings?: Readonly<Record<string, string>>
  /** Starts with a byte order mark, which Excel needs to read UTF-8. */
  readonly byteOrderMark?: boolean
  /** What sorting and looking up may take, like "64MB"; absent: the server's own setting. */
  readonly memory?: string
  /** Whom the database holds the query to, as lib/authz/scope.ts names readers; absent: the pool's own user. */
  readonly reader?: string
}

/** Processes that help to read a download's rows. */
export const WORKERS = 2

/** A download that stalls holds a connection; this long at most. */
const LONGEST = '1h'

/** Compiles; never connects. */
const builder = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const written = (query: RawBuilder<unknown>) => literalQuery(query.compile(builder))

/** Resolves once the first bytes are there, so that a query that fails at once is an error and no empty download. */
export async function csv(
  query: CompiledQuery,
  pool: pg.Pool,
  options: CsvOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    await client.query('begin isolation level repeatable read read only')
    await client.query(`set local statement_timeout = '${LONGEST}'`)
    await client.query(`set local timezone = 'UTC'`)
    await client.query(`set local datestyle = 'ISO'`)
    // Pages' statements are too short for help; a download may read millions of rows.
    await client.query(`set local max_parallel_workers_per_gather = ${WORKERS}`)
    if (options.memory) await client.query(`select set_config('work_mem', $1, true)`, [options.memory])
    if (options.reader !== undefined) await client.query('select app.read_as($1)', [options.reader])

    const answer = subquery(query)
    const { fields } = await client.query(written(sql`select * from ${answer} as answer limit 0`))
    const cells = sql.join(fields.map(({ name, dataTypeID }) => sql`${safeCell(name, dataTypeID)} as ${sql.id(name)}`))
    const select = written(sql`select ${cells} from ${answer} as answer`)
    const copy = client.query(copyTo(`copy (${select}) to stdout (format csv, encoding 'UTF8')`))
    const chunks = copy[Symbol.asyncIterator]() as AsyncIterator<Buffer>
    const first = await chunks.next()

    const names = csvRecord(fields.map(({ name }) => options.headings?.[name] ?? name))
    const heading = Buffer.from(options.byteOrderMark ? `\ufeff${names}` : names)
    return streamOf(heading, remaining(first, chunks), client, () => stopQuery(pool, rows[0]?.pid))
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function* remaining(first: IteratorResult<Buffer>, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (let result = first; !result.done; result = await chunks.next()) yield result.value
}

function streamOf(
  heading: Buffer,
  chunks: AsyncGenerator<Buffer>,
  client: pg.PoolClient,
  stop: () => Promise<void>,
): ReadableStream<Uint8Array> {
  const withRecordEnds = recordEnds()
  let held = true
  const giveBack = (broken: boolean) => {
    if (!held) return
    held = false
    client.release(broken)
  }
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(heading),
      async pull(controller) {
        try {
          const { value, done } = await chunks.next()
          if (!done) return controller.enqueue(withRecordEnds(value))
          await client.query('commit')
          giveBack(false)
          controller.close()
        } catch (error) {
          giveBack(true)
          throw error
        }
      },
      async cancel() {
        giveBack(true)
        await stop()
      },
    },
    { highWaterMark: 1 },
  )
}

/**
 * A closed connection alone would let the query run on until it next writes, which for a sort may be minutes. Where the
 * database cannot be reached to be told, it has noticed by itself.
 */
async function stopQuery(pool: pg.Pool, pid: number | undefined): Promise<void> {
  await pool.query('select pg_cancel_backend($1)', [pid]).catch(() => undefined)
}
