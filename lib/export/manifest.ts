/** What a file is and how to tell that it is whole: kept or handed out beside it, never inside. */
import type { ExportStream } from './export-stream'
import { newest } from './export-stream'
import type { FormatId } from '@/lib/format/file-format'
import { fileName } from './file-name'

export interface Definition {
  readonly id: string
  readonly label: string
  readonly definition: string
}

export interface Described {
  /** Of the file, without its ending. */
  readonly name: string
  readonly format: FormatId
  /** As an address says them. */
  readonly filters: string
  /** Of the metrics among the columns. */
  readonly definitions: readonly Definition[]
}

export interface Counted {
  readonly bytes: number
  readonly sha256: string
}

export interface Manifest {
  readonly file: string
  readonly format: FormatId
  readonly filters: string
  readonly definitions: readonly Definition[]
  readonly columns: readonly string[]
  readonly as_of: string | null
  readonly data_version: number
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
  /** Texts that were longer than a cell of a workbook may be. */
  readonly cut_cells: number
  /** Values that the format has no place for, and that are null in the file: in Parquet a date before Christ, infinity, NaN. */
  readonly null_cells: number
  readonly complete: true
}

/** Only of a stream that ended well. */
export function manifestOf(described: Described, made: ExportStream, { bytes, sha256 }: Counted): Manifest {
  const { name, format, filters, definitions } = described
  return {
    file: fileName(name, format),
    format,
    filters,
    definitions,
    columns: made.fields.map((field) => field.name),
    as_of: newest(made.publication.asOf),
    data_version: made.publication.dataVersion,
    rows: made.progress.rows,
    bytes,
    sha256,
    cut_cells: made.progress.cut,
    null_cells: made.progress.missing,
    complete: true,
  }
}
