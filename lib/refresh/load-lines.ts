/** Fills the index of live lines: from the log that the publish keeps, or from the mirror itself. */
import { to as copyTo } from 'pg-copy-streams'
import type { SourceTable } from '@/lib/connectors/types'
import { LiveLines } from './line-index'
import { HASH_BYTES, readLog, type LogSize } from './line-log'
import { mirrorName } from './mirror'
import type { Run } from './stage'

const SIGNATURE_BYTES = 19
const TUPLE_BYTES = 14
const FROM_LOWEST = -(2 ** 31)

/** What all hashes of a table come to; two tables with the same lines come to the same. */
export interface LinesSum {
  readonly count: number
  /** All of them, by exclusive or. */
  readonly mixed: bigint
}

/** Null: the log does not add up. */
export async function loadLog(
  run: Run,
  { table }: SourceTable,
  size: LogSize,
  lines: LiveLines,
): Promise<LinesSum | null> {
  // Few, and needed first: what went need not be taken in.
  const gone = new LiveLines(size.gone, 0n, FROM_LOWEST)
  const nothing = new LiveLines(0, 0n, FROM_LOWEST)
  let mixed = 0n
  for await (const hashes of readLog(run.pool, run, table, 'gone')) mixed ^= takeIn(hashes, gone, nothing)
  for await (const hashes of readLog(run.pool, run, table, 'added')) {
    run.pulse.signal.throwIfAborted()
    mixed ^= takeIn(hashes, lines, gone)
  }
  return gone.isEmpty ? { count: size.added - size.gone, mixed } : null
}

/** Adds all but those that are taken out of `except`; returns what all of them come to. */
function takeIn(hashes: Buffer, lines: LiveLines, except: LiveLines): bigint {
  const view = new DataView(hashes.buffer, hashes.byteOffset, hashes.length)
  let mixedHigh = 0
  let mixedLow = 0
  for (let position = 0; position < view.byteLength; position += HASH_BYTES) {
    const high = view.getInt32(position)
    const low = view.getInt32(position + 4)
    mixedHigh ^= high
    mixedLow ^= low
    if (except.isEmpty || !except.remove(high, low)) lines.add(high, low)
  }
  return (BigInt(mixedHigh) << 32n) | BigInt(mixedLow >>> 0)
}

export async function loadColumn(run: Run, { table }: SourceTable, lines: LiveLines): Promise<void> {
  const client = await run.pool.connect()
  let isBroken = true
  try {
    const stream = client.query(
      copyTo(
        `copy (select line_hash from ${mirrorName(table)} where line_hash >= '${lines.from}'::bigint) to stdout (format binary)`,
      ),
    )
    let carry: Buffer = Buffer.alloc(0)
    let skip = SIGNATURE_BYTES
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      run.pulse.signal.throwIfAborted()
      const block = carry.length === 0 ? chunk : Buffer.concat([carry, chunk])
      const view = new DataView(block.buffer, block.byteOffset, block.length)
      let position = 0
      if (skip > 0 && block.length >= skip) {
        position = skip
        skip = 0
      }
      // The file ends with a tuple of -1 columns, which is shorter than any other.
      for (; skip === 0 && position + TUPLE_BYTES <= block.length; position += TUPLE_BYTES) {
        lines.add(view.getInt32(position + 6), view.getInt32(position + 10))
      }
      carry = block.subarray(position)
    }
    isBroken = false
  } finally {
    client.release(isBroken)
  }
}
