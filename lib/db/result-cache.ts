/**
 * Rows already read from the data as it is. A statement with its parameters and the version of the data settle the rows,
 * whoever asks: what a reader may not see is in the statement. A publication brings a new version, so nothing is ever stale,
 * with any number of web processes.
 */
import type { CompiledQuery } from 'kysely'
import { LRUCache } from 'lru-cache'

type Row = Readonly<Record<string, unknown>>

/** In cells; a cell costs some 50 bytes. */
const MOST_CELLS = 500_000

export class ResultCache {
  readonly #rows: LRUCache<string, readonly Row[]>

  constructor(mostCells = MOST_CELLS) {
    this.#rows = new LRUCache({
      maxSize: mostCells,
      sizeCalculation: (rows) => 1 + rows.length * Object.keys(rows[0] ?? {}).length,
    })
  }

  async rows(
    dataVersion: number,
    { sql, parameters }: CompiledQuery,
    read: () => Promise<readonly Row[]>,
  ): Promise<readonly Row[]> {
    const key = JSON.stringify([dataVersion, sql, parameters])
    const known = this.#rows.get(key)
    if (known) return known
    const rows = await read()
    this.#rows.set(key, rows)
    return rows
  }
}

/** One per process, for the one database that it reads. */
export const sharedResults = new ResultCache()
