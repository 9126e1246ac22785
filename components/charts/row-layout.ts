/** Where the pieces of a chart of rows stand: names at the left, a track for the marks, value and count flush right. */
import { widestText } from './text-width'

export interface RowWords {
  readonly label: string
  readonly value: string
  /** "n 258", "of 44". */
  readonly note?: string | undefined
}

interface Span {
  readonly x: number
  readonly width: number
}

export interface RowLayout {
  /** The name stands above its track. */
  readonly narrow: boolean
  readonly label: Span
  readonly track: Span
  /** Right edges; the values are flush with them. */
  readonly value: number
  readonly note: number
  readonly rows: readonly {
    readonly y: number
    readonly height: number
    readonly words: number
    readonly middle: number
  }[]
  /** The lower edge of the rows. */
  readonly bottom: number
}

interface RowLayoutOptions {
  /** Room for the colour before the name. */
  readonly swatch?: boolean
  /** Above and below the rows: a name of the reference line, the axis. */
  readonly head?: number
  readonly foot?: number
  /** How far marks reach beyond their value: dots do, bars do not. */
  readonly overhang?: number
}

const narrowBelow = 480
const wideRow = 27
const narrowRow = 46
/** Rows do not drift further apart than this in a taller card. */
const tallest = 40
const narrowTallest = 60

export function rowsHeight(count: number, width: number, { head = 0, foot = 0 }: RowLayoutOptions): number {
  return head + foot + count * (width < narrowBelow ? narrowRow : wideRow)
}

export function rowLayout(
  words: readonly RowWords[],
  width: number,
  height: number,
  { swatch = false, head = 0, foot = 0, overhang = 6 }: RowLayoutOptions,
): RowLayout {
  const narrow = width < narrowBelow
  const inset = swatch ? 18 : 0
  const values = widestText(
    words.map(({ value }) => value),
    13.5,
  )
  const notes = widestText(
    words.map(({ note = '' }) => note),
    12,
  )
  const names = widestText(
    words.map(({ label }) => label),
    13,
  )
  const noteRoom = notes > 0 ? notes + 12 : 0
  const value = width - noteRoom
  const label = narrow
    ? { x: inset, width: value - values - inset - 8 }
    : { x: inset, width: Math.min(names, width * 0.42 - inset) }
  const left = narrow ? overhang : label.x + label.width + 16
  const right = narrow ? width - overhang : value - values - 16
  const least = narrow ? narrowRow : wideRow
  const row = Math.max(
    least,
    Math.min(narrow ? narrowTallest : tallest, (height - head - foot) / Math.max(1, words.length)),
  )
  return {
    narrow,
    label,
    track: { x: left, width: Math.max(40, right - left) },
    value,
    note: width,
    rows: words.map((_, index) => {
      const y = head + index * row
      return {
        y,
        height: row,
        words: narrow ? y + row / 2 - 9 : y + row / 2,
        middle: narrow ? y + row / 2 + 11 : y + row / 2,
      }
    }),
    bottom: head + words.length * row,
  }
}
