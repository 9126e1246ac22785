/**
 * Rows already read from the data as it is. A statement with its parameters, the version of the data and what the database
 * shows the reader settle the rows. A publication brings a new version, so nothing is ever stale, with any number of web
 * processes.
 */
import type { CompiledQuery } from 'kysely'
import { LRUCache } from 'lru-cache'

type Row = Readonly<Record<string, unknown>>

/** What a statement was read under: lib/authz/reader.ts has it from the database itself. */
export interface ReadUnder {
  readonly dataVersion: number
  readonly reach: string
}

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
    { dataVersion, reach }: ReadUnder,
    { sql, parameters }: CompiledQuery,
    read: () => Promise<readonly Row[]>,
  ): Promise<readonly Row[]> {
    const key = JSON.stringify([dataVersion, reach, sql, parameters])
    const known = this.#rows.get(key)
    if (known) return known
    const rows = await read()
    this.#rows.set(key, rows)
    return rows
  }
}

/** One per process, for the one database that it reads. */
export const sharedResults = new ResultCache()
