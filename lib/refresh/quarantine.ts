/**
 * Source rows that could not be taken, kept with their raw bytes, line and reason. They are written through a connection of
 * their own, so that they stay for people to see even when the run fails later.
 */
import type pg from 'pg'

export interface RejectedRow {
  readonly line: number | null
  readonly offset: number | null
  readonly raw: Buffer
  readonly reason: string
  readonly column: string | null
  /** For people: what is wrong, without the row's contents. */
  readonly message: string
}

export interface QuarantinePlace {
  readonly runId: number
  readonly connectorId: string
  readonly table: string
  readonly object: string
}

const ROWS_PER_WRITE = 500
const BYTES_PER_WRITE = 1 << 20

export class QuarantineWriter {
  readonly #pool: pg.Pool
  readonly #place: QuarantinePlace
  #waiting: RejectedRow[] = []
  #bytes = 0
  count = 0

  constructor(pool: pg.Pool, place: QuarantinePlace) {
    this.#pool = pool
    this.#place = place
  }

  async add(row: RejectedRow): Promise<void> {
    this.#waiting.push(row)
    this.#bytes += row.raw.length
    this.count++
    if (this.#waiting.length >= ROWS_PER_WRITE || this.#bytes >= BYTES_PER_WRITE) await this.flush()
  }

  async flush(): Promise<void> {
    const rows = this.#waiting
    if (rows.length === 0) return
    this.#waiting = []
    this.#bytes = 0
    const { runId, connectorId, table, object } = this.#place
    await this.#pool.query(
      `insert into app.quarantine
         (run_id, connector_id, table_name, object, line_no, byte_offset, raw, reason_code, column_name, message)
       select $1, $2, $3, $4, line, byte_offset, raw, reason, column_name, message
       from unnest($5::bigint[], $6::bigint[], $7::bytea[], $8::text[], $9::text[], $10::text[])
         as rejected(line, byte_offset, raw, reason, column_name, message)`,
      [
        runId,
        connectorId,
        table,
        object,
        rows.map((row) => row.line),
        rows.map((row) => row.offset),
        rows.map((row) => row.raw),
        rows.map((row) => row.reason),
        rows.map((row) => row.column),
        rows.map((row) => row.message),
      ],
    )
  }
}

/** Before a run reads its source again, what it rejected the first time is forgotten: the same rows come again. */
export async function forgetRejected(pool: pg.Pool, runId: number): Promise<void> {
  await pool.query('delete from app.quarantine where run_id = $1', [runId])
}
