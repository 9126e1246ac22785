/**
 * A ZIP archive that is written while its files arrive: sizes and checksums follow each file, the directory comes last, so
 * what was cut off has none and does not open. The plain format without its 64-bit extension, which not all spreadsheets read.
 */
import { pipeline, Readable } from 'node:stream'
import zlib from 'node:zlib'

interface Entry {
  readonly name: Buffer
  readonly at: number
  readonly checksum: number
  readonly compressed: number
  readonly plain: number
}

const MOST_BYTES = 0xffff_ffff
/** Sizes in a descriptor behind the data; names in UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** XML shrinks to a tenth at every level; higher ones take twice the time for the last percents. */
const LEVEL = 3

export class ZipWriter {
  private readonly entries: Entry[] = []
  private offset = 0

  /** All entries bear the same moment: the same rows make the same file. */
  constructor(private readonly at: Date) {}

  async *file(name: string, parts: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Uint8Array> {
    const entry = { name: Buffer.from(name), at: this.offset, checksum: 0, compressed: 0, plain: 0 }
    yield this.passed(Buffer.concat([numbers(0x04034b50, 'long'), this.header(entry, true), entry.name]))
    const deflate = zlib.createDeflateRaw({ level: LEVEL })
    // What breaks here breaks the reading below.
    pipeline(Readable.from(counted(parts, entry), { objectMode: true, highWaterMark: 1 }), deflate, () => undefined)
    for await (const part of deflate as AsyncIterable<Buffer>) {
      entry.compressed += part.length
      yield this.passed(part)
    }
    this.entries.push(entry)
    yield this.passed(Buffer.concat([numbers(0x08074b50, 'long'), sizes(entry)]))
  }

  *end(): Generator<Uint8Array> {
    const start = this.offset
    for (const entry of this.entries) {
      const places = [numbers(0, 'short'), numbers(0, 'short'), numbers(0, 'short'), numbers(0, 'long')]
      const signature = Buffer.concat([numbers(0x02014b50, 'long'), numbers(VERSION, 'short')])
      const rest = [this.header(entry, false), ...places, numbers(entry.at, 'long'), entry.name]
      yield this.passed(Buffer.concat([signature, ...rest]))
    }
    const size = this.offset - start
    const count = numbers(this.entries.length, 'short')
    const disks = [numbers(0, 'short'), numbers(0, 'short')]
    const tail = [...disks, count, count, numbers(size, 'long'), numbers(start, 'long'), numbers(0, 'short')]
    yield this.passed(Buffer.concat([numbers(0x06054b50, 'long'), ...tail]))
  }

  private passed(bytes: Buffer): Buffer {
    this.offset += bytes.length
    if (this.offset > MOST_BYTES) throw new Error('A workbook cannot be larger than 4 GB. Export as Parquet or CSV.')
    return bytes
  }

  /** What the header of a file and its line in the directory have in common. */
  private header(entry: Entry, isFirst: boolean): Buffer {
    const shorts = [VERSION, FLAGS, DEFLATED, timeOf(this.at), dateOf(this.at)].map((value) => numbers(value, 'short'))
    const known = isFirst ? Buffer.alloc(12) : sizes(entry)
    return Buffer.concat([...shorts, known, numbers(entry.name.length, 'short'), numbers(0, 'short')])
  }
}

async function* counted(
  parts: AsyncIterable<Buffer> | Iterable<Buffer>,
  entry: { checksum: number; plain: number },
): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    entry.checksum = zlib.crc32(part, entry.checksum)
    entry.plain += part.length
    yield part
  }
}

function sizes({ checksum, compressed, plain }: Entry): Buffer {
  return Buffer.concat([checksum, compressed, plain].map((value) => numbers(value, 'long')))
}

function numbers(value: number, size: 'short' | 'long'): Buffer {
  const bytes = Buffer.alloc(size === 'short' ? 2 : 4)
  if (size === 'short') bytes.writeUInt16LE(value)
  else bytes.writeUInt32LE(value)
  return bytes
}

const timeOf = (at: Date) => (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
const dateOf = (at: Date) => ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
