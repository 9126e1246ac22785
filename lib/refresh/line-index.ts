/**
 * The lines that are live already, by 64-bit hashes of their bytes: a file of millions of rows of which a few changed is read
 * at the speed of looking at bytes. Bounded: what does not fit is compared in the database instead.
 */
import type { LineIndex, LinesLookedUp } from '@/lib/connectors/types'

/** Rows that are kept in memory, with nine bytes a place and a quarter more places than rows: 56 MB. */
export const MOST_ROWS = 5_000_000
const PLACES_PER_ROW = 1.25
const FEWEST_PLACES = 16
/** A place holds a hash and how often it may still be taken, plus one; 0: never used. */
const MOST_TIMES = 254
/** So many lines are hashed before any is looked up: looked up one right after the other, they wait for memory together. */
const LINES_AT_ONCE = 1_024
const LINE_FEED = 0x0a
const RETURN = 0x0d

export class LiveLines implements LineIndex {
  /** The upper half of a place's hash and then the lower one, side by side. */
  readonly #hashes: Int32Array
  readonly #times: Uint8Array
  readonly #places: number
  readonly #seedHigh: number
  readonly #seedLow: number
  /** Hashes whose upper half is smaller are not kept. */
  readonly fromHigh: number
  readonly #starts = new Int32Array(LINES_AT_ONCE + 1)
  readonly #found = new Int32Array(2 * LINES_AT_ONCE)
  readonly #known = new Uint8Array(LINES_AT_ONCE)
  #bytes: Buffer = Buffer.alloc(0)
  #view = new DataView(this.#bytes.buffer)
  #taken = 0
  #lastHigh = 0
  #lastLow = 0
  /** How many live rows were taken in. */
  rows = 0
  /** How many lines were found to be live. */
  known = 0

  /** `seed`: 64 bits that stand for what a line means; lines that mean something else must never look alike. */
  constructor(rows: number, seed: bigint, fromHigh: number) {
    const places = FEWEST_PLACES + Math.ceil(Math.min(rows, MOST_ROWS) * PLACES_PER_ROW)
    this.#hashes = new Int32Array(2 * places)
    this.#times = new Uint8Array(places)
    this.#places = places
    this.#seedHigh = Number(BigInt.asIntN(32, seed >> 32n))
    this.#seedLow = Number(BigInt.asIntN(32, seed))
    this.fromHigh = fromHigh
  }

  /** The smallest hash that is looked up, as PostgreSQL writes it. */
  get from(): string {
    return (BigInt(this.fromHigh) << 32n).toString()
  }

  get isEmpty(): boolean {
    return this.rows === 0
  }

  add(high: number, low: number): void {
    if (high < this.fromHigh) return
    this.rows++
    let place = this.#placeOf(low)
    while (this.#times[place] !== 0) {
      const isSame = this.#hashes[2 * place] === high && this.#hashes[2 * place + 1] === low
      // A hash that occurs more often than a place can count takes another one.
      if (isSame && (this.#times[place] as number) <= MOST_TIMES) break
      if (++place === this.#places) place = 0
    }
    // A full index would be searched for ever.
    if (this.#times[place] === 0 && ++this.#taken === this.#places)
      throw new Error('There are more live lines than were counted.')
    this.#hashes[2 * place] = high
    this.#hashes[2 * place + 1] = low
    this.#times[place] = Math.max(this.#times[place] as number, 1) + 1
  }

  /** Takes a hash out again, as often as it is called; whether it was there. */
  remove(high: number, low: number): boolean {
    const isThere = this.#take(high, low)
    if (isThere) this.rows--
    return isThere
  }

  isKnown(bytes: Buffer, from: number, to: number): boolean {
    this.#hash(this.#viewOf(bytes), from, to)
    const isKnown = this.#take(this.#lastHigh, this.#lastLow)
    if (isKnown) this.known++
    return isKnown
  }

  lookUp(bytes: Buffer, from: number, to: number): LinesLookedUp {
    const view = this.#viewOf(bytes)
    const [starts, found, known] = [this.#starts, this.#found, this.#known]
    let count = 0
    let start = from
    for (; count < LINES_AT_ONCE && start < to; count++) {
      const next = bytes.indexOf(LINE_FEED, start) + 1
      let end = next - 1
      if (end > start && bytes[end - 1] === RETURN) end--
      this.#hash(view, start, end)
      starts[count] = start
      found[2 * count] = this.#lastHigh
      found[2 * count + 1] = this.#lastLow
      // An empty line is no row.
      known[count] = end > start ? 1 : 0
      start = next
    }
    starts[count] = start
    for (let index = 0; index < count; index++) {
      if (known[index] === 0) continue
      if (this.#take(found[2 * index] as number, found[2 * index + 1] as number)) this.known++
      else known[index] = 0
    }
    return { count, starts, known }
  }

  get lastHash(): string {
    return asText(this.#lastHigh, this.#lastLow)
  }

  #take(high: number, low: number): boolean {
    if (this.rows === 0 || high < this.fromHigh) return false
    let place = this.#placeOf(low)
    for (let times = this.#times[place] as number; times !== 0; times = this.#times[place] as number) {
      if (times > 1 && this.#hashes[2 * place] === high && this.#hashes[2 * place + 1] === low) {
        this.#times[place] = times - 1
        return true
      }
      if (++place === this.#places) place = 0
    }
    return false
  }

  /** The live lines that the file did not have, each with how often it is missing. */
  *missing(): Generator<readonly [hash: string, times: number]> {
    for (let place = 0; place < this.#times.length; place++) {
      const times = this.#times[place] as number
      if (times > 1) yield [asText(this.#hashes[2 * place] as number, this.#hashes[2 * place + 1] as number), times - 1]
    }
  }

  /** By the lower half: of the upper one, only the largest may have been kept. */
  #placeOf(low: number): number {
    return Math.floor(((low >>> 0) * this.#places) / 2 ** 32)
  }

  #viewOf(bytes: Buffer): DataView {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    }
    return this.#view
  }

  /** MurmurHash3's 32-bit round (Appleby 2011), twice with the constants of its 128-bit form; every word enters both halves. */
  #hash(bytes: DataView, from: number, to: number): void {
    let high = this.#seedHigh
    let low = this.#seedLow
    const whole = to - 3
    for (let index = from; index < to; index += 4) {
      const word = index < whole ? bytes.getInt32(index, true) : tail(bytes, index, to - index)
      let one = Math.imul(word, 0x239b961b)
      one = Math.imul((one << 15) | (one >>> 17), 0xab0e9789)
      high ^= one
      high = (Math.imul((high << 19) | (high >>> 13), 5) + 0x561ccd1b) | 0
      let two = Math.imul(word, 0x38b34ae5)
      two = Math.imul((two << 16) | (two >>> 16), 0xa1e38b93)
      low ^= two
      low = (Math.imul((low << 17) | (low >>> 15), 5) + 0x0bcaa747) | 0
    }
    const length = to - from
    this.#lastHigh = finish(high ^ length)
    this.#lastLow = finish(low ^ length)
  }
}

function tail(bytes: DataView, index: number, left: number): number {
  let word = 0
  for (let place = 0; place < left; place++) word |= bytes.getUint8(index + place) << (8 * place)
  return word
}

/** MurmurHash3's last step: every bit of the input reaches every bit of the output. */
function finish(half: number): number {
  let mixed = half ^ (half >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) | 0
}

function asText(high: number, low: number): string {
  return ((BigInt(high) << 32n) | BigInt(low >>> 0)).toString()
}
