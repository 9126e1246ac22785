/** Seats as readers of reports see them. They change without the data, so they are never remembered by its version. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'

export interface ValidSeats {
  readonly seats: number
  /** ISO day. */
  readonly validFrom: string
}

const entries = ({ db }: ScopedReader) =>
  db.selectFrom('app.seat').select(['seats', sql<string>`valid_from::text`.as('valid_from')])

/** The newest entry that is valid on the day; null: none yet. */
export async function seatsOn(reader: ScopedReader, day: string): Promise<ValidSeats | null> {
  const row = await entries(reader).where('valid_from', '<=', day).orderBy('valid_from', 'desc').executeTakeFirst()
  return row === undefined ? null : { seats: row.seats, validFrom: row.valid_from }
}

/** Another text after every change. */
export async function seatsState(reader: ScopedReader): Promise<string> {
  const rows = await entries(reader).orderBy('valid_from').execute()
  return rows.map(({ seats, valid_from: from }) => `${from} ${seats}`).join()
}
