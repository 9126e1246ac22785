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

/** As long as the database lets a page's statement run: whoever waited longer for somebody else's asks on their own. */
const LONGEST_WAIT_MS = 15_000

export class ResultCache {
  readonly #rows: LRUCache<string, readonly Row[]>
  /** Being read now: who asks the same meanwhile waits for it instead of reading it once more. */
  readonly #reading = new Map<string, Promise<readonly Row[]>>()
  readonly #longestWaitMs: number

  constructor(mostCells = MOST_CELLS, longestWaitMs = LONGEST_WAIT_MS) {
    this.#longestWaitMs = longestWaitMs
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
    const until = performance.now() + this.#longestWaitMs
    for (;;) {
      const known = this.#rows.get(key)
      if (known) return known
      const [reading, left] = [this.#reading.get(key), until - performance.now()]
      if (reading === undefined || left <= 0) return this.#read(key, read)
      const rows = await before(left, reading)
      if (rows) return rows
    }
  }

  /** An error is this reader's own: the next of those who waited reads anew. */
  async #read(key: string, read: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
    const reading = read()
    this.#reading.set(key, reading)
    try {
      const rows = await reading
      this.#rows.set(key, rows)
      return rows
    } finally {
      if (this.#reading.get(key) === reading) this.#reading.delete(key)
    }
  }
}

/** Undefined: it failed, or took longer. */
async function before<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const { promise: tooLate, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(resolve, milliseconds)
  try {
    return await Promise.race([work.catch(() => undefined), tooLate])
  } finally {
    clearTimeout(timer)
  }
}

/** One per process, for the one database that it reads. */
export const sharedResults = new ResultCache()
