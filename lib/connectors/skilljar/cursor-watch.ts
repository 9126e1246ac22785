/** Follows the cursor of the rows that are read: its greatest value is where the next refresh goes on. */
import type { Batch } from '../types'

export class CursorWatch {
  /** Rows stamped later than the source's own clock. */
  future = 0
  readonly #position: number
  readonly #now: string
  #newest = ''

  /** `position`: where the cursor stands in a row; -1: there is none. */
  constructor(position: number, now: string) {
    this.#position = position
    this.#now = now
  }

  see({ rows }: Batch): void {
    if (this.#position === -1) return
    for (const row of rows) {
      const stamp = row[this.#position]
      // "infinity" and years past 9999 are no moments to go on from.
      if (!stamp || !/^\d{4}-/.test(stamp)) continue
      if (stamp > this.#newest) this.#newest = stamp
      if (stamp > this.#now) this.future++
    }
  }

  /** Never past `limit`: a stamp in the future must not hide what is stamped before it comes. */
  newest(limit: string): string | null {
    if (this.#newest === '') return null
    return this.#newest > limit ? limit : this.#newest
  }
}
