/** Reads that may take too long: the transaction goes on without them. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { errorCode } from '@/lib/db/error-code'

const CANCELED = '57014'

/** null: it took longer than this. Nothing that is read is written, so going back to the savepoint loses nothing. */
export async function inTime<T>({ db }: ScopedReader, milliseconds: number, read: () => Promise<T>): Promise<T | null> {
  if (milliseconds < 1) return null
  await sql`savepoint in_time`.execute(db)
  await sql`select set_config('statement_timeout', ${String(Math.ceil(milliseconds))}, true)`.execute(db)
  try {
    return await read()
  } catch (error) {
    if (errorCode(error) === CANCELED) return null
    throw error
  } finally {
    // Takes the limit back as well.
    await sql`rollback to savepoint in_time`.execute(db)
    await sql`release savepoint in_time`.execute(db)
  }
}
