/** Copies one table of a delivery into a typed, unlogged staging table: streaming, in constant memory. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { SourceError, type Reader, type ReadResult, type SourceTable } from '@/lib/connectors/types'
import type { Claim } from './claim'
import { CopyText } from './copy-text'
import { failpoint } from './failpoint'
import { columnList, mirrorName, stagingName } from './mirror'
import type { Pulse } from './pulse'
import { QuarantineWriter } from './quarantine'

/** Raised when a row would be understood differently than before, so that unchanged files are read again. */
const PARSER_VERSION = 1

/** A cursor is read again this far back: rows stamped in a long transaction appear after rows with later stamps. */
const OVERLAP = '60 minutes'

export interface Run extends Claim {
  readonly full: boolean
  readonly pool: pg.Pool
  readonly pulse: Pulse
}

export interface StagedTable {
  readonly source: SourceTable
  /** Only rows that changed since the watermark were read, so absence means nothing. */
  readonly incremental: boolean
  /** The file is the one that is live, so it was not read. */
  readonly skipped: boolean
  readonly rowsRead: number
  readonly rowsQuarantined: number
  /** Identical rows under one key, of which one was taken. */
  readonly rowsDuplicate: number
  /** Rows that are left to be published. */
  readonly rowsStaged: number
  readonly watermark: string | null
}

/** What the rows of a file mean depends on this: when it changes, an unchanged file is read again all the same. */
export function mappingHash(source: SourceTable): string {
  const columns = source.table.columns.map(({ name, kind }) => `${name}:${kind}`)
  const mapping = [PARSER_VERSION, source.table.key, source.columns, source.extra, columns]
  return createHash('sha256').update(JSON.stringify(mapping)).digest('hex').slice(0, 16)
}

export async function stageTable(run: Run, reader: Reader, source: SourceTable): Promise<StagedTable> {
  const skipped = await skip(run, source)
  if (skipped) return skipped

  const { pool, runId, connectorId, pulse } = run
  const since = await readFrom(run, source)
  const progress = pulse.startTable(source.table.name)
  await pool.query(
    `update app.refresh_run_table set state = 'reading', started_at = clock_timestamp(), watermark_from = $3
     where run_id = $1 and table_name = $2`,
    [runId, source.table.name, since],
  )
  await createStaging(run, source)

  const rejected = new QuarantineWriter(pool, { runId, connectorId, table: source.table.name, object: source.object })
  const encoder = new CopyText(source)
  const copy = await startCopy(
    pool,
    `copy ${stagingName(runId, source.table)} (${columnList(encoder.columns)}) from stdin`,
  )
  const batches = reader.read(source, {
    since,
    signal: pulse.signal,
    onBytes: (bytes) => void (progress.bytesRead += bytes),
  })
  let rowsStaged = 0
  let result: ReadResult
  try {
    for (;;) {
      const next = await untilAborted(pulse.signal, batches.next())
      if (next.done) {
        result = next.value
        break
      }
      const encoded = encoder.encode(next.value)
      for (const row of encoded.rejected) await rejected.add(row)
      await copy.write(encoded.bytes)
      rowsStaged += encoded.rows
      progress.rowsRead += encoded.rows + encoded.rejected.length
      await failpoint('mid-table')
    }
    await copy.finish()
  } catch (error) {
    copy.abandon(error)
    // Not awaited: a reader that hangs in its source would hold us here.
    void batches.return({ bytes: 0, sha256: null, watermark: null, warnings: [] }).catch(() => undefined)
    throw pulse.signal.aborted ? pulse.signal.reason : error
  } finally {
    await rejected.flush()
  }

  assertComplete(source, result)
  await pool.query(
    `update app.refresh_run_table set state = 'staged', rows_read = $3, rows_quarantined = $4, bytes_read = $5, sha256 = $6,
       warnings = $7, watermark_to = $8 where run_id = $1 and table_name = $2`,
    [
      runId,
      source.table.name,
      progress.rowsRead,
      rejected.count,
      result.bytes,
      result.sha256,
      JSON.stringify([...source.warnings, ...result.warnings]),
      result.watermark,
    ],
  )
  return {
    source,
    incremental: since !== null,
    skipped: false,
    rowsRead: progress.rowsRead,
    rowsQuarantined: rejected.count,
    rowsDuplicate: 0,
    rowsStaged,
    watermark: result.watermark,
  }
}

/** A transfer that was cut short may look complete to the client that made it. */
function assertComplete(source: SourceTable, result: ReadResult): void {
  if (source.size === null || result.bytes === source.size) return
  const read = result.bytes.toLocaleString('en')
  throw new SourceError(
    'truncated',
    `${source.object} ended after ${read} of ${source.size.toLocaleString('en')} bytes. It is read again with the next try.`,
    true,
  )
}

async function createStaging(run: Run, source: SourceTable): Promise<void> {
  const name = stagingName(run.runId, source.table)
  // Taken from the mirror itself, so the types can never differ; not-null and defaults stay behind.
  await run.pool.query(`drop table if exists ${name}`)
  await run.pool.query(
    `create unlogged table ${name} with (autovacuum_enabled = false) as
     select ${columnList([...source.columns, 'extra'])}, null::bigint as line, null::uuid as row_hash from ${mirrorName(source.table)} with no data`,
  )
}

/** The stamp from which an incremental table is read; null: read it whole. */
async function readFrom(run: Run, source: SourceTable): Promise<string | null> {
  if (run.full || source.table.cursor === null) return null
  const { rows } = await run.pool.query<{ since: string }>(
    `select (value::timestamp - $3::interval)::text as since from app.watermark where connector_id = $1 and table_name = $2`,
    [run.connectorId, source.table.name, OVERLAP],
  )
  return rows[0]?.since ?? null
}

/** A file whose ETag, size and meaning are those of the published one is not read, as long as the mirror still holds it. */
async function skip(run: Run, source: SourceTable): Promise<StagedTable | null> {
  if (run.full || source.etag === null || source.size === null) return null
  const { rows } = await run.pool.query<{ live_after: number }>(
    `select done.live_after
     from app.connector
     join app.refresh_run as published on published.id = connector.published_run_id
     join app.refresh_run_table as done on done.run_id = published.id and done.table_name = $2
     where connector.id = $1 and done.state in ('published', 'skipped') and done.etag = $3 and done.bytes_expected = $4
       and published.source_snapshot -> 'mapping' ->> $2 = $5`,
    [run.connectorId, source.table.name, source.etag, source.size, mappingHash(source)],
  )
  if (!rows[0]) return null
  const live = await countRows(run.pool, mirrorName(source.table))
  if (live !== Number(rows[0].live_after)) return null
  await run.pool.query(
    `update app.refresh_run_table set state = 'skipped', rows_read = $3, rows_unchanged = $3, live_before = $3, live_after = $3,
       started_at = clock_timestamp(), finished_at = clock_timestamp(), warnings = $4 where run_id = $1 and table_name = $2`,
    [run.runId, source.table.name, live, JSON.stringify(source.warnings)],
  )
  const counts = { rowsRead: live, rowsQuarantined: 0, rowsDuplicate: 0, rowsStaged: 0 }
  return { source, incremental: false, skipped: true, watermark: null, ...counts }
}

export async function countRows(db: pg.Pool | pg.PoolClient, name: string): Promise<number> {
  const { rows } = await db.query<{ count: string | number }>(`select count(*) as count from ${name}`)
  return Number(rows[0]?.count)
}

interface Copy {
  write(bytes: Buffer): Promise<void>
  finish(): Promise<void>
  abandon(error: unknown): void
}

/**
 * A source that no longer answers must not keep a cancelled run alive. Promise.race would not do: it would hang every batch
 * on the one promise of the abort, and so keep them all in memory.
 */
function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** A COPY on a connection of its own; one chunk is under way while the next is made, no more. */
async function startCopy(pool: pg.Pool, statement: string): Promise<Copy> {
  const client = await pool.connect()
  const stream: CopyStreamQuery = client.query(copyFrom(statement))
  let failure: Error | undefined
  let settle: (error?: Error | null) => void = () => undefined
  const fail = (error: Error) => {
    failure ??= error
    settle(error)
  }
  stream.on('error', fail)
  client.on('error', fail)

  /** Settles with the callback that `act` hands on, or with the failure of stream or connection. */
  const wait = (act: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve())
      if (failure) settle(failure)
      else act(settle)
    })
  let underWay: Promise<void> = Promise.resolve()
  return {
    async write(bytes) {
      await underWay
      if (bytes.length === 0) return
      underWay = wait((done) => stream.write(bytes, done))
      underWay.catch(() => undefined)
    },
    async finish() {
      await underWay
      await wait((done) => {
        stream.once('finish', () => done())
        stream.end()
      })
      client.off('error', fail)
      client.release()
    },
    abandon(error) {
      // Ending the connection ends the COPY, even where the server no longer answers.
      client.release(error instanceof Error ? error : true)
    },
  }
}
