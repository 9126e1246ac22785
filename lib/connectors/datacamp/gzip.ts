/** Unpacks an object that is declared as gzip, as a stream; what unpacks to far more than a table ever holds is refused. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, gunzipSync } from 'node:zlib'
import { SourceError } from '../types'

export interface GzipLimits {
  /** Bytes out per byte in: a table of numbers comes to 20, a bomb to 1,000. */
  readonly ratio: number
  /** Whatever the ratio says, so much may come out. */
  readonly alwaysAllowed: number
  readonly mostBytes: number
}

export const gzipLimits: GzipLimits = { ratio: 200, alwaysAllowed: 4 * 1024 * 1024, mostBytes: 64 * 1024 ** 3 }

const OUTPUT_BYTES = 64 * 1024

export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b
}

export async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
  object: string,
  limits: GzipLimits = gzipLimits,
): AsyncGenerator<Uint8Array, void> {
  const packed = Readable.from(chunks, { objectMode: false })
  const decoder = createGunzip({ chunkSize: OUTPUT_BYTES })
  const transfer = pipeline(packed, decoder)
  // It fails with what the loop below fails with.
  transfer.catch(() => undefined)
  let unpacked = 0
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      unpacked += chunk.length
      if (unpacked > Math.max(limits.alwaysAllowed, limits.ratio * decoder.bytesWritten)) throw tooMuch(object, limits)
      if (unpacked > limits.mostBytes) throw damaged(object, `unpacks to more than ${limits.mostBytes} bytes`)
      yield chunk
    }
    await transfer
  } catch (error) {
    throw explain(error, object, limits)
  } finally {
    decoder.destroy()
    packed.destroy()
  }
}

/** What the first bytes of a packed object hold. */
export function unpackStart(packed: Buffer, object: string, limits: GzipLimits = gzipLimits): Buffer {
  const most = Math.max(limits.alwaysAllowed, limits.ratio * packed.length)
  try {
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most })
  } catch (error) {
    throw explain(error, object, limits)
  }
}

function damaged(object: string, what: string): SourceError {
  return new SourceError('malformed', `${object} ${what}. The source has to write it anew.`)
}

function tooMuch(object: string, { ratio }: GzipLimits): SourceError {
  return damaged(object, `unpacks to more than ${ratio} times its size, which no table does`)
}

function explain(error: unknown, object: string, limits: GzipLimits): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooMuch(object, limits)
  if (code === 'Z_BUF_ERROR') return damaged(object, 'ends in the middle of its gzip stream: it was cut off')
  if (code === 'ERR_STREAM_PREMATURE_CLOSE') return damaged(object, 'goes on after the end of its gzip stream')
  if (code?.startsWith('Z_')) return damaged(object, 'is declared as gzip, but is none or is damaged')
  return error
}
