/** The rows of a view as a CSV file to attach, in the recipient's own scope. */
import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { csv } from '@/lib/export/csv'

/** Mail servers take some 10 MB, and a file grows by a third on its way. */
const MOST_BYTES = 5_000_000

/** Null: larger than mail servers take. `reader` is whom the database holds the query to. */
export async function attachedRows(query: CompiledQuery, pool: pg.Pool, reader: string): Promise<Buffer | null> {
  const parts: Uint8Array[] = []
  let size = 0
  const stream = (await csv(query, pool, { reader })).getReader()
  for (;;) {
    const { value, done } = await stream.read()
    if (done) return Buffer.concat(parts)
    parts.push(value)
    size += value.length
    if (size > MOST_BYTES) {
      await stream.cancel()
      return null
    }
  }
}
