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
  /** How many records were passed over, because they are live (ReadOptions.lines). */
  readonly known?: number
  /** What each row's line is known by, where ReadOptions.lines was given. */
  readonly hashes?: readonly string[]
  readonly rows: readonly RawRow[]
  /** Line (CSV) or ordinal (database) of each row. */
  readonly lines: readonly number[]
  readonly broken: readonly BrokenRecord[]
  /** Raw bytes of one row of this batch, for the quarantine. */
  raw(index: number): Buffer
}

/** Something a reader noticed that a person should see before the data is shown: the run is held (lib/refresh/guards.ts). */
export interface Alert {
  /** Stable code: cursor_regressed, … */
  readonly code: string
  /** Catalogue name; null: the source as a whole. */
  readonly table: string | null
  /** For people: what was found, in which thing, and what it would do. */
  readonly message: string
  /** What was found and what was allowed, as text for a table of findings. */
  readonly value: string
  readonly limit: string
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
  /** What Batch.raw() gives: a record of a CSV file (unless told), or a line of COPY's text format. */
  readonly format?: 'csv' | 'copy'
  /** The names that the source gives the fields of a raw row, in its order. */
  readonly header?: readonly string[]
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
  readonly alerts?: readonly Alert[]
  /** Kept with the run: folder and objects, or the source's own clock. */
  readonly snapshot: Record<string, unknown>
}

/** Lines side by side in a block; good until the next lookUp. */
export interface LinesLookedUp {
  readonly count: number
  /** Where each line begins, and where the one after the last does. */
  readonly starts: Int32Array
  /** 1: the line is known. */
  readonly known: Uint8Array
}

/** Lines of a file that are live already: they count as read, and nothing else needs to be known of them. */
export interface LineIndex {
  /** Nothing is live, so every line is new. */
  readonly isEmpty: boolean
  /** `bytes` from `from` to before `to`: one record without its line end. A line that is known once is taken once. */
  isKnown(bytes: Buffer, from: number, to: number): boolean
  /** The same for whole lines from `from` to before `to`: at least one of them, and many at once. */
  lookUp(bytes: Buffer, from: number, to: number): LinesLookedUp
  /** What the record that was looked at last is known by: a signed 64-bit number as text. */
  readonly lastHash: string
}

export interface ReadOptions {
  /** Incremental: rows changed at or after this stamp of the source (text, microseconds), and rows without one. */
  readonly since: string | null
  /** Besides those: rows whose cursor lies on one of these days of the source (as told by its checksums). */
  readonly days?: readonly (string | null)[]
  /** Of a table without a cursor: only rows this young by the source's own clock, and rows without a time. */
  readonly window?: { readonly column: string; readonly days: number }
  /** For files: lines that need not be looked at. A source that cannot tell lines leaves it alone. */
  readonly lines?: LineIndex
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
  readonly alerts?: readonly Alert[]
}

/** What the rows of one day of the cursor come to; two sides with the same rows come to the same. */
export interface DayChecksum {
  /** The day as text; null: rows without a cursor. */
  readonly day: string | null
  readonly rows: number
  readonly checksum: string
}

/** A row of the mirror, for the question whether the source still has it. */
export interface StampedKey {
  readonly key: readonly string[]
  readonly stamp: string
}

/** Questions that a source answers without handing out its rows: what reconciliation asks. All of the pinned state. */
export interface Comparison {
  /** Null: the source keeps values in types whose text cannot be foreseen, so only reading compares them. */
  checksums(source: SourceTable, signal: AbortSignal): Promise<readonly DayChecksum[] | null>
  /** The key columns of every row, in the order of the table's key. */
  readKeys(source: SourceTable, signal: AbortSignal): AsyncGenerator<Batch, void>
  /** The greatest cursor of all rows, as text in UTC; null: no row has one. */
  newest(source: SourceTable, signal: AbortSignal): Promise<string | null>
  /** How many of these rows the source has, and how many of them with an older cursor. */
  lookUp(
    source: SourceTable,
    rows: readonly StampedKey[],
    signal: AbortSignal,
  ): Promise<{ found: number; older: number }>
}

export interface PinOptions {
  /** Each table is of a moment of its own: for a source that breaks off long transactions. */
  readonly separateSnapshots?: boolean
}

export interface Reader {
  /** Fixes one state of the source; everything read afterwards belongs to it, or fails. */
  pin(signal: AbortSignal, options?: PinOptions): Promise<Pinned>
  /** Yields batches of a few thousand rows; constant memory. */
  read(source: SourceTable, options: ReadOptions): AsyncGenerator<Batch, ReadResult>
  /** Nothing more is asked of the table that was read: with separate snapshots, its own ends here. */
  leave?(signal: AbortSignal): Promise<void>
  /** After the last table: throws SourceChanged when the source moved meanwhile. */
  confirm(signal: AbortSignal): Promise<void>
  readonly comparison?: Comparison
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
