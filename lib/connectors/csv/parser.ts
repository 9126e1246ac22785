/**
 * A strict CSV parser over bytes. Lines without a quotation mark are split natively, many at a time; only records with one
 * are scanned. A record that breaks the rules comes out with its bytes and the file goes on; only a cut file is an error.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import { SourceError, type Batch, type BrokenRecord, type LineIndex, type RawRow } from '../types'
import { splitFields } from './fields'
import { endOf, recordAt, withoutLineEnd } from './record-bounds'
import { countLines, LINE_FEED, lineStarts, QUOTE, RecordScanner } from './scanner'

const LONGEST_RECORD = 1024 * 1024

export interface CsvShape {
  /** File key, for messages. */
  readonly object: string
  /** Fields per record. */
  readonly width: number
  /** Which fields make a row, in its order. */
  readonly positions: readonly number[]
  readonly longestRecord?: number
  /** Lines that are live already and are passed over. */
  readonly lines?: LineIndex | undefined
}

export class CsvParser {
  readonly #shape: CsvShape
  readonly #longest: number
  readonly #isIdentity: boolean
  /** Bytes of a record whose end has not come yet. */
  #carry: Buffer = Buffer.alloc(0)
  /** Scanner that stopped at the end of the carry. */
  #scanner: RecordScanner | null = null
  /** First bytes of a record that is too long to keep. */
  #overlong: { raw: Buffer; line: number; offset: number } | null = null
  /** Line and byte offset of the carry's first byte. */
  #line: number
  #offset: number

  #rows: RawRow[] = []
  #lines: number[] = []
  #hashes: string[] = []
  #known = 0
  #broken: BrokenRecord[] = []
  #block: Buffer = Buffer.alloc(0)
  #blockLine = 0
  #starts: number[] | null = null

  constructor(shape: CsvShape, start: { line: number; offset: number }) {
    this.#shape = shape
    this.#longest = shape.longestRecord ?? LONGEST_RECORD
    this.#isIdentity =
      shape.positions.length === shape.width && shape.positions.every((position, index) => position === index)
    this.#line = start.line
    this.#offset = start.offset
  }

  /** The batch holds on to `chunk`: hand over a buffer of its own each time. */
  push(chunk: Buffer): Batch {
    this.#begin(this.#overlong || this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]))
    const position = this.#cut(this.#block)
    const rest = this.#block.subarray(position)
    this.#carry = rest
    if (rest.length > this.#longest && !this.#overlong) this.#giveUp(rest)
    return this.#finish()
  }

  /** The last record may lack its line end, but nothing else. */
  end(): Batch {
    if (this.#scanner?.isInsideQuotes) {
      const { line, offset } = this.#overlong ?? { line: this.#line, offset: this.#offset }
      throw new SourceError(
        'malformed',
        `${this.#shape.object} ends inside a quoted field of the record that begins in line ${line} (byte ${offset}): it was cut off, or a quotation mark is missing.`,
      )
    }
    const last = this.#carry
    this.#begin(last)
    if (this.#overlong) this.#finishOverlong(Buffer.alloc(0))
    else if (last.length > 0) {
      const scanner = new RecordScanner()
      scanner.scan(last, 0)
      const [line, offset] = [this.#line, this.#offset]
      const found = this.#record(last, 0, last.length, scanner)
      if (found < this.#shape.width) {
        throw new SourceError(
          'malformed',
          `${this.#shape.object} ends in the middle of line ${line} (byte ${offset}): it was cut off.`,
        )
      }
    }
    this.#carry = Buffer.alloc(0)
    return this.#finish()
  }

  #begin(block: Buffer): void {
    this.#rows = []
    this.#lines = []
    this.#hashes = []
    this.#known = 0
    this.#broken = []
    this.#block = block
    this.#blockLine = this.#line
    this.#starts = null
  }

  #finish(): Batch {
    const [rows, lines, broken] = [this.#rows, this.#lines, this.#broken]
    const told = this.#shape.lines ? { known: this.#known, hashes: this.#hashes } : {}
    const [block, blockLine] = [this.#block, this.#blockLine]
    let starts = this.#starts
    const raw = (index: number) => {
      starts ??= lineStarts(block)
      const line = lines[index]
      if (line === undefined) throw new RangeError(`The batch has ${rows.length} rows, not ${index + 1}.`)
      return recordAt(block, starts[line - blockLine] ?? 0)
    }
    return { rows, lines, broken, raw, ...told }
  }

  /** Takes every whole record of the block; returns where the unfinished one begins. */
  #cut(block: Buffer): number {
    let position = 0
    if (this.#scanner) {
      const end = this.#scanner.scan(block, this.#overlong ? 0 : this.#carry.length)
      if (end === -1) {
        if (this.#overlong) this.#skip(block, block.length)
        return this.#overlong ? block.length : 0
      }
      if (this.#overlong) this.#finishOverlong(block.subarray(0, end))
      else this.#record(block, 0, end, this.#scanner)
      this.#scanner = null
      position = end
    }
    while (position < block.length) {
      const quote = block.indexOf(QUOTE, position)
      const plainEnd = block.lastIndexOf(LINE_FEED, quote === -1 ? block.length : quote) + 1
      if (plainEnd > position) {
        this.#plain(block, position, plainEnd)
        position = plainEnd
      }
      if (quote === -1) break
      const scanner = new RecordScanner()
      const end = scanner.scan(block, position)
      if (end === -1) {
        this.#scanner = scanner
        break
      }
      this.#record(block, position, end, scanner)
      position = end
    }
    return position
  }

  /** Whole lines without a quotation mark. */
  #plain(block: Buffer, from: number, to: number): void {
    if (this.#shape.lines && !this.#shape.lines.isEmpty) return this.#passOver(block, from, to, this.#shape.lines)
    const bytes = block.subarray(from, to)
    const ascii = isAscii(bytes)
    if (bytes.includes(0) || (!ascii && !isUtf8(bytes))) return this.#plainOneByOne(block, from, to)

    const texts = bytes.toString(ascii ? 'latin1' : 'utf8').split('\n')
    const { width } = this.#shape
    const hasReturns = bytes.includes(0x0d)
    let line = this.#line
    let start = from
    // The piece after the last line feed is empty.
    for (let index = 0; index < texts.length - 1; index++, line++) {
      let text = texts[index] as string
      const lineStart = start
      if (this.#shape.lines) start = block.indexOf(LINE_FEED, start) + 1
      if (hasReturns && text.endsWith('\r')) text = text.slice(0, -1)
      if (text === '') continue
      const fields: (string | null)[] = text.split(',')
      const hasBareReturn = hasReturns && text.includes('\r')
      if (fields.length !== width || hasBareReturn || text.length > this.#longest) {
        this.#starts ??= lineStarts(block)
        const begins = this.#starts[line - this.#blockLine] ?? 0
        this.#refuse(hasBareReturn ? null : fields.length, recordAt(block, begins), line, this.#offset + begins - from)
      } else {
        this.#shape.lines?.isKnown(block, lineStart, endOf(block, lineStart, start))
        this.#keep(fields, line)
      }
    }
    this.#line = line
    this.#offset += bytes.length
  }

  /** Looks at bytes only, until a line comes that is not live. */
  #passOver(block: Buffer, from: number, to: number, lines: LineIndex): void {
    const offset = this.#offset - from
    for (let start = from; start < to;) {
      const { count, starts, known } = lines.lookUp(block, start, to)
      for (let index = 0; index < count; index++) {
        if (known[index] === 1) {
          this.#known++
          this.#line++
        } else {
          this.#offset = offset + (starts[index] as number)
          this.#record(block, starts[index] as number, starts[index + 1] as number, null)
        }
      }
      start = starts[count] as number
    }
    this.#offset = offset + to
  }

  #plainOneByOne(block: Buffer, from: number, to: number): void {
    for (let start = from; start < to;) {
      const end = block.indexOf(LINE_FEED, start) + 1
      this.#record(block, start, end, null)
      start = end
    }
  }

  /**
   * One record, with or without its line end; `scanner` has seen its quotation marks, if it has any.
   * Returns how many fields it has, as far as they could be told.
   */
  #record(block: Buffer, from: number, to: number, scanner: RecordScanner | null): number {
    const whole = block.subarray(from, to)
    const raw = withoutLineEnd(whole)
    // A line that was looked up on the way here and is not known will not be now; its hash is wanted.
    const { lines } = this.#shape
    if (lines && raw.length > 0 && lines.isKnown(raw, 0, raw.length)) {
      this.#known++
      this.#skip(whole, whole.length)
      return this.#shape.width
    }
    let found = this.#shape.width
    if (raw.length > this.#longest) this.#break('too_long', `is longer than ${this.#longest} bytes`, raw)
    else if (raw.includes(0)) this.#break('nul_byte', 'holds a NUL byte', raw)
    else if (!isUtf8(raw)) this.#break('not_utf8', 'is not UTF-8 text', raw)
    else if (scanner?.fault) this.#break('malformed_csv', `is malformed: ${scanner.fault}`, raw)
    else if (raw.length > 0) {
      const text = raw.toString('utf8')
      const fields = splitFields(text)
      found = fields?.length ?? found
      if (fields?.length === this.#shape.width) this.#keep(fields, this.#line)
      else this.#refuse(fields && fields.length, raw, this.#line, this.#offset)
    }
    this.#skip(whole, whole.length)
    return found
  }

  #keep(fields: (string | null)[], line: number): void {
    for (let index = 0; index < fields.length; index++) if (fields[index] === '') fields[index] = null
    this.#rows.push(this.#isIdentity ? fields : this.#shape.positions.map((position) => fields[position] ?? null))
    this.#lines.push(line)
    if (this.#shape.lines) this.#hashes.push(this.#shape.lines.lastHash)
  }

  /** `found` null: a carriage return stands where none may. */
  #refuse(found: number | null, raw: Buffer, line: number, offset: number): void {
    const { width } = this.#shape
    if (raw.length > this.#longest) this.#break('too_long', `is longer than ${this.#longest} bytes`, raw, line, offset)
    else if (found === null) {
      this.#break('malformed_csv', 'is malformed: a carriage return stands inside an unquoted field', raw, line, offset)
    } else {
      this.#break('column_count', `has ${found} fields where the header has ${width}`, raw, line, offset)
    }
  }

  #break(reason: BrokenRecord['reason'], what: string, raw: Buffer, line = this.#line, offset = this.#offset): void {
    const message = `${this.#shape.object}, line ${line}: the record ${what}.`
    this.#broken.push({ raw: Buffer.from(raw), reason, message, line, offset })
  }

  /** Keeps the beginning of a record without end in sight and lets the rest of it pass. */
  #giveUp(rest: Buffer): void {
    // One byte more than is allowed, so that what is kept is too long as well.
    this.#overlong = { raw: Buffer.from(rest.subarray(0, this.#longest + 1)), line: this.#line, offset: this.#offset }
    if (!this.#scanner) {
      this.#scanner = new RecordScanner()
      this.#scanner.scan(rest, 0)
    }
    this.#skip(rest, rest.length)
    this.#carry = Buffer.alloc(0)
  }

  #finishOverlong(rest: Buffer): void {
    const { raw, line, offset } = this.#overlong ?? { raw: rest, line: this.#line, offset: this.#offset }
    this.#break('too_long', `is longer than ${this.#longest} bytes; only its beginning was kept`, raw, line, offset)
    this.#overlong = null
    this.#skip(rest, rest.length)
  }

  #skip(bytes: Buffer, length: number): void {
    this.#line += countLines(bytes)
    this.#offset += length
  }
}
