/** A source made of rows in memory, with the faults that real ones have: the engine's outer edge in tests. */
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import {
  SourceChanged,
  type Batch,
  type BrokenRecord,
  type Pinned,
  type RawRow,
  type Reader,
  type ReadResult,
  type SourceTable,
} from '@/lib/connectors/types'

export interface FakeTable {
  readonly columns: readonly string[]
  /** Called for every read, so that large tables need no memory. */
  readonly rows: (since: string | null) => Iterable<RawRow>
  readonly extra?: readonly string[]
  /** The source's own names of the fields, kept with rows that are refused. */
  readonly header?: readonly string[]
  readonly format?: 'csv' | 'copy'
  readonly etag?: string
  /** What the listing said; the fake delivers `bytes`, 100 unless told. */
  readonly size?: number
  readonly bytes?: number
  readonly broken?: readonly BrokenRecord[]
  readonly watermark?: string
}

export interface FakeOptions {
  readonly asOf?: string
  /** How many times confirm() finds that the source moved. */
  readonly changes?: number
  readonly without?: readonly string[]
  /** Before every batch: to fail, wait or cancel in the middle of a table. */
  readonly beforeBatch?: (table: string, batch: number, signal: AbortSignal) => void | Promise<void>
}

const ROWS_PER_BATCH = 2_000

export interface FakeSource {
  readonly open: () => Promise<Reader>
  /** Which tables were read, in order, over all runs. */
  readonly reads: string[]
}

/** Tables that are not mentioned are delivered empty. */
export function fakeSource(
  connectorId: ConnectorId,
  given: Readonly<Record<string, FakeTable>>,
  options: FakeOptions = {},
): FakeSource {
  const reads: string[] = []
  let changes = options.changes ?? 0
  const delivered = tablesOf(connectorId).filter(
    (table) => given[table.name] !== undefined || (!table.optional && !options.without?.includes(table.name)),
  )
  const empty = (table: Table): FakeTable => ({ columns: table.columns.map(({ name }) => name), rows: () => [] })
  const fakeOf = (table: Table) => given[table.name] ?? empty(table)

  const reader: Reader = {
    async pin(): Promise<Pinned> {
      return {
        asOf: new Date(options.asOf ?? '2026-06-01T00:00:00Z'),
        tables: delivered.map((table) => sourceTable(table, fakeOf(table))),
        warnings: [],
        snapshot: { folder: 'latest' },
      }
    },
    async *read(source, { since, signal }): AsyncGenerator<Batch, ReadResult> {
      const fake = fakeOf(source.table)
      reads.push(source.table.name)
      let line = 1
      let batch = 0
      let rows: RawRow[] = []
      const flush = () => {
        const first = line - rows.length + 1
        const full = { ...batchOf(rows, first, fake.format ?? 'csv'), broken: batch === 0 ? (fake.broken ?? []) : [] }
        rows = []
        batch++
        return full
      }
      await options.beforeBatch?.(source.table.name, 0, signal)
      for (const row of fake.rows(since)) {
        rows.push(row)
        line++
        if (rows.length < ROWS_PER_BATCH) continue
        yield flush()
        await options.beforeBatch?.(source.table.name, batch, signal)
      }
      if (rows.length > 0 || fake.broken) yield flush()
      return { bytes: fake.bytes ?? 100, sha256: null, watermark: fake.watermark ?? null, warnings: [] }
    },
    async confirm() {
      if (changes-- > 0) throw new SourceChanged('The files were replaced while they were read.')
    },
    async close() {},
  }
  return { open: async () => reader, reads }
}

function batchOf(rows: readonly RawRow[], firstLine: number, format: 'csv' | 'copy'): Omit<Batch, 'broken'> {
  const [empty, between] = format === 'csv' ? ['', ','] : ['\\N', '\t']
  return {
    rows,
    lines: rows.map((_, index) => firstLine + index),
    raw: (index) => Buffer.from((rows[index] ?? []).map((field) => field ?? empty).join(between)),
  }
}

function sourceTable(table: Table, fake: FakeTable): SourceTable {
  return {
    table,
    object: `latest/${table.name}.csv`,
    columns: fake.columns,
    extra: fake.extra ?? [],
    ...(fake.format && { format: fake.format }),
    ...(fake.header && { header: fake.header }),
    etag: fake.etag ?? null,
    size: fake.etag === undefined ? (fake.size ?? null) : (fake.size ?? 100),
    lastModified: null,
    rowsExpected: null,
    warnings: [],
  }
}
