/** What every source looks like to the refresh engine: pin once, read tables, close. A reader only reads. */
import type { ConnectorId, Table } from '@/lib/catalogue/types'

/** Field values as the source wrote them, in the order of `SourceTable.columns`; null: empty. */
export type RawRow = readonly (string | null)[]

/** A record that could not even be cut into fields. */
export interface BrokenRecord {
  readonly raw: Buffer
  readonly reason: 'malformed_csv' | 'not_utf8' | 'nul_byte' | 'column_count' | 'too_long'
  readonly message: string
  readonly line: number | null
  readonly offset: number | null
}

export interface Batch {
  readonly rows: readonly RawRow[]
  /** Line (CSV) or ordinal (database) of each row. */
  readonly lines: readonly number[]
  readonly broken: readonly BrokenRecord[]
  /** Raw bytes of one row of this batch, for the quarantine. */
  raw(index: number): Buffer
}

/** One table as this delivery holds it. */
export interface SourceTable {
  readonly table: Table
  /** File key or source table name, for people. */
  readonly object: string
  /** The mirror columns this delivery fills, in the order of RawRow; unknown ones are named in `extra`. */
  readonly columns: readonly string[]
  /** Source columns that the catalogue does not know: they travel at the end of each row, into `extra jsonb`. */
  readonly extra: readonly string[]
  readonly etag: string | null
  readonly size: number | null
  readonly lastModified: Date | null
  /** Rough number of rows, for progress; null where the source cannot tell. */
  readonly rowsExpected: number | null
  readonly warnings: readonly string[]
}

export interface Pinned {
  /** The moment the source's data speaks of. */
  readonly asOf: Date
  readonly tables: readonly SourceTable[]
  /** Told once per run: ignored objects, missing optional tables. */
  readonly warnings: readonly string[]
  /** Kept with the run: folder and objects, or the source's own clock. */
  readonly snapshot: Record<string, unknown>
}

export interface ReadOptions {
  /** Incremental: rows changed at or after this stamp of the source (text, microseconds), and rows without one. */
  readonly since: string | null
  readonly signal: AbortSignal
  /** Called as bytes arrive, for I4 and progress. */
  readonly onBytes?: (bytes: number) => void
}

/** What reading to the end proved. */
export interface ReadResult {
  readonly bytes: number
  readonly sha256: string | null
  /** Greatest cursor value seen, clamped to the source's clock (text, microseconds). */
  readonly watermark: string | null
  readonly warnings: readonly string[]
}

export interface Reader {
  /** Fixes one state of the source; everything read afterwards belongs to it, or fails. */
  pin(signal: AbortSignal): Promise<Pinned>
  /** Yields batches of a few thousand rows; constant memory. */
  read(source: SourceTable, options: ReadOptions): AsyncGenerator<Batch, ReadResult>
  /** After the last table: throws SourceChanged when the source moved meanwhile. */
  confirm(signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

export interface TestStep {
  readonly name: string
  readonly ok: boolean
  /** In plain words: what is wrong, with which thing, what to do next. */
  readonly message: string
  readonly milliseconds: number
}

/** A failure the admin can act on; the message is fit for people and holds no secret. */
export class SourceError extends Error {
  constructor(
    /** Stable code: host, tls, login, permission, bucket, region, missing_table, malformed, changed, timeout, private_target, … */
    readonly code: string,
    message: string,
    /** Trying again later may help. */
    readonly transient = false,
  ) {
    super(message)
    this.name = 'SourceError'
  }
}

/** The source moved while it was read; pinning again helps. */
export class SourceChanged extends SourceError {
  constructor(message: string) {
    super('changed', message, true)
    this.name = 'SourceChanged'
  }
}

export interface Connection {
  readonly id: ConnectorId
  open(): Promise<Reader>
  test(signal: AbortSignal): Promise<readonly TestStep[]>
}
