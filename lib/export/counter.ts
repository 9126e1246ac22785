/** Counts and hashes a file while it passes. */
import { createHash } from 'node:crypto'
import type { Counted } from './manifest'

export class Counter {
  private readonly hash = createHash('sha256')
  bytes = 0

  add(chunk: Uint8Array): void {
    this.hash.update(chunk)
    this.bytes += chunk.length
  }

  /** Once, after the last chunk. */
  result(): Counted {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') }
  }
}
