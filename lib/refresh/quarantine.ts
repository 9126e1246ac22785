/**
 * Source rows that could not be taken, kept with their raw bytes, line and reason, so that a replay can take them later.
 * They are written through a connection of their own, so that they stay for people to see even when the run fails later.
 */
import type pg from 'pg'
import type { SourceTable } from '@/lib/connectors/types'
import { fenced, type Fenced } from './fence'
import { keySql } from './key-guess'
import { isMultiset, stagingName } from './mirror'
import { putAsideAgain } from './put-aside-again'
import { Refusals } from './refusals'
import type { Run, StagedTable } from './stage'

export interface RejectedRow {
  readonly line: number | null
  readonly offset: number | null
  readonly raw: Buffer
  readonly reason: string
  readonly column: string | null
  /** For people: what is wrong, without the row's contents. */
  readonly message: string
  /** The row's key (lib/refresh/key-guess.ts), where it can be read. */
  readonly keyGuess?: string | null
}

type QuarantiningRun = Fenced & Pick<Run, 'connectorId' | 'replay'>

const ROWS_PER_WRITE = 500
const BYTES_PER_WRITE = 1 << 20

/** Rows of a replay are in the quarantine already: their `line` is their number there, and they only get their new reason. */
export class QuarantineWriter {
  readonly #run: QuarantiningRun
  readonly #source: SourceTable
  #waiting: RejectedRow[] = []
  #bytes = 0
  readonly #refusals = new Refusals()

  constructor(run: QuarantiningRun, source: SourceTable) {
    this.#run = run
    this.#source = source
  }

  get count(): number {
    return this.#refusals.rows
  }

  async add(row: RejectedRow): Promise<void> {
    this.#waiting.push(row)
    this.#bytes += row.raw.length
    this.#refusals.note(row)
    if (this.#waiting.length >= ROWS_PER_WRITE || this.#bytes >= BYTES_PER_WRITE) await this.flush()
  }

  /** Ends a read that brings little but refused rows, and keeps none of them: every further try would bring as many. */
  async stopIfMost(rowsRead: number): Promise<void> {
    // Rows of a replay were refused before and are in the quarantine already.
    if (this.#run.replay || !this.#refusals.areMost(rowsRead)) return
    this.#waiting = []
    await fenced(this.#run, (tx) => forgetRejected(tx, this.#run.runId, this.#source.table.name))
    throw this.#refusals.explain(this.#source, rowsRead)
  }

  async flush(): Promise<void> {
    const rows = this.#waiting
    if (rows.length === 0) return
    this.#waiting = []
    this.#bytes = 0
    await fenced(this.#run, (tx) => (this.#run.replay ? this.#explainAgain(tx, rows) : this.#insert(tx, rows)))
  }

  async #insert(tx: pg.PoolClient, rows: readonly RejectedRow[]): Promise<void> {
    const { runId, connectorId } = this.#run
    const { table, object, format = 'csv', header } = this.#source
    await tx.query(
      `insert into app.quarantine
         (run_id, connector_id, table_name, object, format, header, line_no, byte_offset, raw, reason_code, column_name, message, key_guess)
       select $1, $2, $3, $4, $5, $6, line, byte_offset, raw, reason, column_name, message, key_guess
       from unnest($7::bigint[], $8::bigint[], $9::bytea[], $10::text[], $11::text[], $12::text[], $13::text[])
         as rejected(line, byte_offset, raw, reason, column_name, message, key_guess)`,
      [
        runId,
        connectorId,
        table.name,
        object,
        format,
        header ? JSON.stringify(header) : null,
        rows.map((row) => row.line),
        rows.map((row) => row.offset),
        rows.map((row) => row.raw),
        ...explained(rows),
        rows.map((row) => withoutNul(row.keyGuess ?? null)),
      ],
    )
  }

  async #explainAgain(tx: pg.PoolClient, rows: readonly RejectedRow[]): Promise<void> {
    await tx.query(
      `update app.quarantine set reason_code = reason, column_name = rejected.column_name, message = rejected.message
       from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as rejected(id, reason, column_name, message)
       where quarantine.id = rejected.id and connector_id = $5`,
      [rows.map((row) => row.line), ...explained(rows), this.#run.connectorId],
    )
  }
}

function explained(rows: readonly RejectedRow[]) {
  return [rows.map((row) => row.reason), rows.map((row) => row.column), rows.map((row) => row.message)] as const
}

/** A key that PostgreSQL cannot hold is no key in the mirror either. */
function withoutNul(key: string | null): string | null {
  return key?.includes('\0') ? null : key
}

/** Before a run reads a table again, what it rejected of it the first time is forgotten: the same rows come again. */
export async function forgetRejected(tx: pg.PoolClient, runId: number, table: string): Promise<void> {
  await tx.query('delete from app.quarantine where run_id = $1 and table_name = $2', [runId, table])
}

/**
 * A row waits in the quarantine once its run was published: of a run that failed or is held, the delivery comes again or
 * is decided about as a whole.
 */
export const isOpen = `quarantine.resolved_at is null and exists (
  select from app.refresh_run where refresh_run.id = quarantine.run_id and refresh_run.state in ('published', 'unchanged'))`

/**
 * Within the publish: rows of earlier deliveries of this table that what is published now answers for. A table that was
 * read whole speaks for itself; of changes, a row is answered by one with its key, or by itself quarantined once more.
 */
export async function settleQuarantine(tx: pg.PoolClient, run: Run, staged: StagedTable): Promise<void> {
  if (staged.skipped) return
  const { table } = staged.source
  const resolve = (resolution: 'redelivered' | 'replayed', which: string, values: readonly unknown[]) =>
    tx.query(
      `update app.quarantine set resolved_at = clock_timestamp(), resolution = '${resolution}'
       where connector_id = $1 and table_name = $2 and ${isOpen} and ${which}`,
      [run.connectorId, table.name, ...values],
    )
  const staging = stagingName(run.runId, table)
  if (run.replay) {
    await resolve('replayed', `id in (select line from ${staging})`, [])
    return
  }
  if (staged.rowsQuarantined > 0) await putAsideAgain(tx, run, staged)
  if (staged.mode === 'snapshot') {
    await resolve('redelivered', 'run_id <> $3', [run.runId])
    return
  }
  await resolve(
    'redelivered',
    `run_id <> $3 and exists (
       select from app.quarantine as again
       where again.run_id = $3 and again.table_name = $2 and again.raw = quarantine.raw)`,
    [run.runId],
  )
  if (isMultiset(table)) return
  await resolve('redelivered', `run_id <> $3 and key_guess in (select ${keySql(table, 's')} from ${staging} s)`, [
    run.runId,
  ])
}
