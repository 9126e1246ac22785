/** The raw bytes of quarantined rows, one record after the other, as the source wrote them; the names come first for CSV. */
import type pg from 'pg'
import { isOpen } from './quarantine'
import type { QuarantineFilter } from './quarantine-status'

const ROWS_PER_READ = 50

interface StoredRecord {
  readonly id: number
  readonly format: string
  readonly header: readonly string[] | null
  readonly raw: Buffer
}

type OneReason = { readonly [Name in 'connector' | 'table' | 'reason']: NonNullable<QuarantineFilter[Name]> }

/** `headingOf`: the names as a record of CSV. */
export async function* rawRecords(
  pool: pg.Pool,
  { connector, table, reason }: OneReason,
  headingOf: (names: readonly string[]) => string,
): AsyncGenerator<Buffer> {
  let names: string | null = null
  for (let last = 0; ;) {
    const { rows } = await pool.query<StoredRecord>(
      `select id, format, header, raw from app.quarantine
       where connector_id = $1 and table_name = $2 and reason_code = $3 and ${isOpen} and id > $4
       order by id limit ${ROWS_PER_READ}`,
      [connector, table, reason, last],
    )
    if (rows.length === 0) return
    last = rows.at(-1)?.id ?? last
    const chunks: Buffer[] = []
    for (const { format, header, raw } of rows) {
      const heading: string | null = format === 'csv' && header ? headingOf(header) : names
      // A later delivery may have had other columns; its names stand above its records.
      if (heading !== null && heading !== names) chunks.push(Buffer.from(heading))
      names = heading
      chunks.push(raw, Buffer.from('\n'))
    }
    yield Buffer.concat(chunks)
  }
}
