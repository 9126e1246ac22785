/** A stream that says nothing for too long fails; time in which the reader works on a chunk does not count. */
import type { Readable } from 'node:stream'
import { SourceError } from './types'

export async function* withIdleLimit(stream: Readable, idleMs: number, what: string): AsyncGenerator<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      const timer = setTimeout(() => stream.destroy(silence(what, idleMs)), idleMs)
      const next = await chunks.next().finally(() => clearTimeout(timer))
      if (next.done) return
      yield next.value as Uint8Array
    }
  } finally {
    stream.destroy()
  }
}

function silence(what: string, idleMs: number): SourceError {
  return new SourceError('timeout', `${what}: no byte arrived for ${Math.round(idleMs / 1000)} seconds.`, true)
}
