import type { CompiledQuery } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'

export type RawRow = Readonly<Record<string, unknown>>

/** Rows of a statement over the marts and mirrors, from memory where the data has not changed since. */
export async function readRows<R = RawRow>(reader: ScopedReader, statement: CompiledQuery): Promise<readonly R[]> {
  const { db, results } = reader
  const read = async () => (await db.executeQuery<RawRow>(statement)).rows
  const rows = results ? await results.rows(reader, statement, read) : await read()
  // Safe: as safe as the statement's own type, which its author writes beside it.
  return rows as readonly R[]
}
