/** What was refused of one table so far, and when it is so much that reading on would only fill the quarantine. */
import { SourceError, type SourceTable } from '@/lib/connectors/types'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { RejectedRow } from './quarantine'

/** A file with more refused rows than this, and more refused than taken, is another file than we were promised. */
export const MOST_REFUSED = 100_000

interface Reason {
  rows: number
  /** What the first row of this reason was told. */
  readonly message: string
}

export class Refusals {
  readonly #reasons = new Map<string, Reason>()
  #rows = 0

  get rows(): number {
    return this.#rows
  }

  note({ reason, column, message }: RejectedRow): void {
    this.#rows++
    const known = this.#reasons.get(`${reason} ${column ?? ''}`)
    if (known) known.rows++
    else
      this.#reasons.set(`${reason} ${column ?? ''}`, { rows: 1, message: column ? `${column}: ${message}` : message })
  }

  areMost(rowsRead: number): boolean {
    return this.#rows > MOST_REFUSED && this.#rows > rowsRead / 2
  }

  /** For people; `rowsRead`: how far the table was read. */
  explain({ table, object }: SourceTable, rowsRead: number): SourceError {
    const [commonest] = [...this.#reasons.values()].sort((a, b) => b.rows - a.rows)
    const where = object ? ` (${object})` : ''
    return new SourceError(
      'mostly_refused',
      `${formatCount(this.#rows)} of the first ${formatCounted(rowsRead, 'row', 'rows')} of ${table.name}${where} cannot be taken, so the rest was not read. The commonest reason (${formatCounted(commonest?.rows ?? 0, 'row', 'rows')}): ${commonest?.message ?? ''} Nothing was published; the data of the last refresh is still shown. Have the delivery put right where it comes from, or update Skillscope if its format has changed, then refresh again.`,
    )
  }
}
