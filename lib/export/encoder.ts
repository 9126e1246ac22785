/** How the rows of a snapshot become the bytes of a file, while they arrive. */
import type { RawBuilder } from 'kysely'
import type { FieldDef } from 'pg'

export interface EncodeOptions {
  /** Headings by column name; a column without one is headed by its name. */
  readonly headings?: Readonly<Record<string, string>>
  /** Noted in formats that have a place for it. */
  readonly asOf?: string | null
}

export interface Progress {
  rows: number
  /** Of cells that the format cannot hold whole: texts too long for a workbook. */
  cut: number
  /** Of cells that the format cannot hold at all, and that are empty in it: days before Christ or without an end, NaN. */
  missing: number
}

export interface Encoder {
  /** What is selected over the query's columns. */
  cells(fields: readonly FieldDef[]): RawBuilder<unknown>
  /** Of COPY. */
  readonly copy: string
  /** Yields the file; a chunk is asked for only when the last one is gone, so a slow reader slows the database. */
  encode(
    chunks: AsyncIterable<Buffer>,
    fields: readonly FieldDef[],
    progress: Progress,
    options: EncodeOptions,
  ): AsyncGenerator<Uint8Array>
}
