/** The questions of reconciliation, asked in the snapshot that the reader holds. */
import type { Batch, Comparison, SourceTable } from '../types'
import type { DiscoveredTable } from './discover'
import { checksumStatement, columnIn, copyKeysStatement, lookUpStatement, newestStatement } from './query'

type Row = Readonly<Record<string, string | null>>

interface Snapshot {
  enter(source: SourceTable, signal: AbortSignal): Promise<DiscoveredTable>
  query(source: SourceTable, signal: AbortSignal, sql: string, values?: unknown[]): Promise<readonly Row[]>
  /** The same, with a limit of its own; null: the source cannot answer it, or not in time. */
  attempt(source: SourceTable, signal: AbortSignal, sql: string): Promise<readonly Row[] | null>
  copy(source: SourceTable, signal: AbortSignal, sql: string): AsyncGenerator<Batch, void>
}

export function compareIn({ enter, query, attempt, copy }: Snapshot): Comparison {
  return {
    async checksums(source, signal) {
      const table = await enter(source, signal)
      const cursor = columnIn(table, source.table.cursor ?? '')
      const sql = cursor ? checksumStatement(table, cursor) : null
      if (sql === null) return null
      const rows = await attempt(source, signal, sql)
      if (rows === null) return null
      return rows.map(({ day, rows: count, checksum }) => ({
        day: day ?? null,
        rows: Number(count),
        checksum: checksum ?? '',
      }))
    },

    async *readKeys(source, signal) {
      yield* copy(source, signal, copyKeysStatement(await enter(source, signal)))
    },

    async newest(source, signal) {
      const table = await enter(source, signal)
      const cursor = columnIn(table, source.table.cursor ?? '')
      if (!cursor) return null
      const [row] = await query(source, signal, newestStatement(table, cursor))
      return row?.['newest'] ?? null
    },

    async lookUp(source, rows, signal) {
      const table = await enter(source, signal)
      const cursor = columnIn(table, source.table.cursor ?? '')
      if (!cursor) throw new Error(`${source.object} has no cursor to look up.`)
      const keys = source.table.key.map((_, index) => rows.map(({ key }) => key[index]))
      const values = [...keys, rows.map(({ stamp }) => stamp)]
      const [answer] = await query(source, signal, lookUpStatement(table, cursor), values)
      return { found: Number(answer?.['found']), older: Number(answer?.['older']) }
    },
  }
}
