/** What a message says of a view, as plain data: mail and webhook are made of this. */
import type { CompiledQuery } from 'kysely'
import type { Change } from '@/lib/format/change'
import type { ValueFormat } from '@/lib/format/numbers'
import type { Tone } from '@/lib/metrics/tones'

export interface Figure {
  readonly name: string
  readonly label: string
  readonly value: number | null
  /** "1,039", "Hidden" */
  readonly text: string
  readonly change: Change | null
  readonly before: number | null
  readonly tone: Tone
  /** "n 7", "12 of 40" */
  readonly note: string | null
}

export interface LineChart {
  readonly kind: 'line'
  readonly title: string
  readonly format: ValueFormat
  readonly labels: readonly string[]
  /** Null: hidden, or of nothing. */
  readonly values: readonly (number | null)[]
  readonly before: readonly (number | null)[] | null
  /** The last bucket has not ended. */
  readonly unfinished: boolean
}

export interface BarChart {
  readonly kind: 'bars'
  readonly title: string
  readonly bars: readonly { readonly label: string; readonly value: number | null; readonly text: string }[]
}

export type Chart = LineChart | BarChart

export interface FirstRows {
  readonly heads: readonly { readonly label: string; readonly numeric: boolean }[]
  readonly rows: readonly (readonly string[])[]
  /** How many there are in all; capped: at least this many. */
  readonly of: number
  readonly capped: boolean
}

export interface ViewContent {
  /** "Courses" */
  readonly title: string
  /** Period, comparison and filters, in words. */
  readonly words: readonly string[]
  /** "DataCamp as of 21 Nov 2026, 03:00 UTC" */
  readonly asOf: readonly string[]
  readonly figures: readonly Figure[]
  readonly charts: readonly Chart[]
  readonly table: FirstRows
  /** The page, with the period that was read. */
  readonly path: string
  readonly download: { readonly name: string; readonly path: string; readonly query: CompiledQuery }
  readonly dataVersion: number
  /** Nothing happened, or nothing that this reader may see. */
  readonly isEmpty: boolean
}
