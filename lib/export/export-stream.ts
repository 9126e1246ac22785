/**
 * Any query as a file of any format, streamed: COPY (query) TO STDOUT, piped through the format's encoder. Memory stays
 * flat and a slow reader slows the database. The stream ends cleanly only after the database has finished; everything else
 * breaks it, so that a browser or curl reports a failed download instead of keeping a shortened file.
 */
import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { csvEncoder } from './csv-encoder'
import type { EncodeOptions, Encoder, Progress } from './encoder'
import type { FormatId } from '@/lib/format/file-format'
import { jsonLinesEncoder } from './json-lines'
import { parquetEncoder } from './parquet/encoder'
import { openSnapshot, type Publication, type Snapshot, type SnapshotOptions } from './snapshot'
import { workbookEncoder } from './xlsx/encoder'

export interface ExportOptions extends SnapshotOptions, EncodeOptions {
  readonly format: FormatId
}

export interface ExportStream {
  readonly stream: ReadableStream<Uint8Array>
  readonly fields: readonly pg.FieldDef[]
  readonly publication: Publication
  /** Rows so far. */
  readonly progress: Readonly<Progress>
}

const encoders: Readonly<Record<FormatId, Encoder>> = {
  csv: csvEncoder(),
  csv_excel: csvEncoder({ byteOrderMark: true }),
  xlsx: workbookEncoder,
  jsonl: jsonLinesEncoder,
  parquet: parquetEncoder,
}

/** Resolves once the first rows are there, so that a query that fails at once is an error and no empty download. */
export async function openExport(query: CompiledQuery, pool: pg.Pool, options: ExportOptions): Promise<ExportStream> {
  const snapshot = await openSnapshot(query, pool, options)
  const { fields, publication } = snapshot
  const encoder = encoders[options.format]
  const progress: Progress = { rows: 0, cut: 0, missing: 0 }
  const chunks = await snapshot.copy(encoder.cells(fields), encoder.copy)
  const asOf = newest(publication.asOf)
  const bytes = encoder.encode(chunks, fields, progress, { ...options, asOf })
  return { stream: streamOf(bytes, snapshot), fields, publication, progress }
}

export function newest(asOf: Publication['asOf']): string | null {
  const times = Object.values(asOf).filter((time) => time !== null)
  return times.sort().at(-1) ?? null
}

function streamOf(bytes: AsyncGenerator<Uint8Array>, snapshot: Snapshot): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await bytes.next()
          if (!done) return controller.enqueue(value)
          await snapshot.finish()
          controller.close()
        } catch (error) {
          await snapshot.stop()
          throw error
        }
      },
      async cancel() {
        await snapshot.stop()
        // Not waited for: it may hang on a row that never comes.
        bytes.return(undefined).catch(() => undefined)
      },
    },
    { highWaterMark: 1 },
  )
}
