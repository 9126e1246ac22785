/**
 * The lines that are live already, by 64-bit hashes of their bytes: a file of millions of rows of which a few changed is read
 * at the speed of looking at bytes. Bounded: what does not fit is compared in the database instead.
 */
import type { LineIndex } from '@/lib/connectors/types'

/** Rows that are kept in memory, with nine bytes a place and a quarter more places than rows: 56 MB. */
export const MOST_ROWS = 5_000_000
const PLACES_PER_ROW = 1.25
const FEWEST_PLACES = 16
/** A place holds a hash and how often it may still be taken, plus one; 0: never used. */
const MOST_TIMES = 254

export class LiveLines implements LineIndex {
  readonly #high: Int32Array
  readonly #low: Int32Array
  readonly #times: Uint8Array
  readonly #places: number
  readonly #seedHigh: number
  readonly #seedLow: number
  /** Hashes whose upper half is smaller are not kept. */
  readonly #fromHigh: number
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
    this.#high = new Int32Array(places)
    this.#low = new Int32Array(places)
    this.#times = new Uint8Array(places)
    this.#places = places
    this.#seedHigh = Number(BigInt.asIntN(32, seed >> 32n))
    this.#seedLow = Number(BigInt.asIntN(32, seed))
    this.#fromHigh = fromHigh
  }

  /** The smallest hash that is looked up, as PostgreSQL writes it. */
  get from(): string {
    return (BigInt(this.#fromHigh) << 32n).toString()
  }

  get isEmpty(): boolean {
    return this.rows === 0
  }

  add(high: number, low: number): void {
    this.rows++
    let place = this.#placeOf(low)
    while (this.#times[place] !== 0) {
      const isSame = this.#high[place] === high && this.#low[place] === low
      // A hash that occurs more often than a place can count takes another one.
      if (isSame && (this.#times[place] as number) <= MOST_TIMES) break
      if (++place === this.#places) place = 0
    }
    // A full index would be searched for ever.
    if (this.#times[place] === 0 && ++this.#taken === this.#places)
      throw new Error('There are more live lines than were counted.')
    this.#high[place] = high
    this.#low[place] = low
    this.#times[place] = Math.max(this.#times[place] as number, 1) + 1
  }

  isKnown(bytes: Buffer, from: number, to: number): boolean {
    this.#hash(bytes, from, to)
    if (this.rows === 0 || this.#lastHigh < this.#fromHigh) return false
    let place = this.#placeOf(this.#lastLow)
    for (let times = this.#times[place] as number; times !== 0; times = this.#times[place] as number) {
      if (times > 1 && this.#high[place] === this.#lastHigh && this.#low[place] === this.#lastLow) {
        this.#times[place] = times - 1
        this.known++
        return true
      }
      if (++place === this.#places) place = 0
    }
    return false
  }

  get lastHash(): string {
    return asText(this.#lastHigh, this.#lastLow)
  }

  /** The live lines that the file did not have, each with how often it is missing. */
  *missing(): Generator<readonly [hash: string, times: number]> {
    for (let place = 0; place < this.#times.length; place++) {
      const times = this.#times[place] as number
      if (times > 1) yield [asText(this.#high[place] as number, this.#low[place] as number), times - 1]
    }
  }

  /** By the lower half: of the upper one, only the largest may have been kept. */
  #placeOf(low: number): number {
    return Math.floor(((low >>> 0) * this.#places) / 2 ** 32)
  }

  /** MurmurHash3's 32-bit round (Appleby 2011), twice with the constants of its 128-bit form; every word enters both halves. */
  #hash(bytes: Buffer, from: number, to: number): void {
    let high = this.#seedHigh
    let low = this.#seedLow
    for (let index = from; index < to; index += 4) {
      const left = to - index
      const word =
        left >= 4
          ? (bytes[index] as number) |
            ((bytes[index + 1] as number) << 8) |
            ((bytes[index + 2] as number) << 16) |
            ((bytes[index + 3] as number) << 24)
          : tail(bytes, index, left)
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

function tail(bytes: Buffer, index: number, left: number): number {
  let word = 0
  for (let place = 0; place < left; place++) word |= (bytes[index + place] as number) << (8 * place)
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
