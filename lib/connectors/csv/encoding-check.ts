/** A few rows in another encoding are set aside; when most are, the file as a whole was written in another one. */
import { SourceError, type Batch } from '../types'

/** Fewer records than this are not enough to call the whole file wrong. */
const FEWEST = 10
/** From here on it is told before the end, so that no million rows are set aside first. */
const EARLY = 5_000

export class EncodingCheck {
  readonly #object: string
  #records = 0
  #wrong = 0
  #firstLine: number | null = null

  constructor(object: string) {
    this.#object = object
  }

  seen(batch: Batch): Batch {
    this.#records += batch.rows.length + batch.broken.length + (batch.known ?? 0)
    for (const { reason, line } of batch.broken) {
      if (reason !== 'not_utf8') continue
      this.#wrong++
      this.#firstLine ??= line
    }
    if (this.#records >= EARLY) this.end()
    return batch
  }

  end(): void {
    if (this.#records < FEWEST || this.#wrong * 2 <= this.#records) return
    const [wrong, records] = [this.#wrong, this.#records].map((count) => count.toLocaleString('en'))
    throw new SourceError(
      'malformed',
      `${this.#object} is not UTF-8 text: ${wrong} of its first ${records} records are not, from line ${this.#firstLine} on. The source has to write it as UTF-8.`,
    )
  }
}
