/** A page of a table as the grid draws it: everything is text already, and every column knows what the address says of it. */
import type { FilterColumn } from '@/lib/explorer/filter-value'
import type { SortedColumn } from '@/lib/explorer/sort-text'
import type { WrittenFilter } from './table-address'

export interface GridColumn extends FilterColumn {
  readonly description: string
  /** Measures stand at the right; ids do not. */
  readonly numeric: boolean
  /** In pixels, as long as nobody has chosen another. */
  readonly usualWidth: number
  readonly chosenWidth: number | null
  readonly pinned: boolean
  /** What the address says of this column alone. */
  readonly filters: readonly WrittenFilter[]
}

export interface GridCell {
  /** The value as the grid says it; null is the word null. */
  readonly text: string | null
  /** What an id names. */
  readonly name?: string
  /** The value as the table has it, where the grid says it in other words. */
  readonly raw?: string
}

export interface GridRow {
  readonly key: string
  readonly cells: readonly GridCell[]
}

export interface Grid {
  readonly table: string
  /** Every column there is, in its usual order. */
  readonly all: readonly string[]
  /** The shown ones, pinned first. */
  readonly columns: readonly GridColumn[]
  readonly rows: readonly GridRow[]
  readonly sorted: readonly SortedColumn[]
  /** The column that is pinned as long as nobody pins others. */
  readonly usualPin: string
  readonly dense: boolean
}
