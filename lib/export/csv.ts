/** Any query as a CSV stream, where nothing more about the download has to be known. */
import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { EncodeOptions } from './encoder'
import { openExport } from './export-stream'
import type { SnapshotOptions } from './snapshot'

export interface CsvOptions extends SnapshotOptions, Pick<EncodeOptions, 'headings'> {
  /** Starts with a byte order mark, which Excel needs to read UTF-8. */
  readonly byteOrderMark?: boolean
}

export async function csv(
  query: CompiledQuery,
  pool: pg.Pool,
  { byteOrderMark = false, ...options }: CsvOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const format = byteOrderMark ? 'csv_excel' : 'csv'
  return (await openExport(query, pool, { ...options, format })).stream
}
