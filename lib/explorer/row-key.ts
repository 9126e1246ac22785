/** The key of a row in addresses: its values with commas between them; a backslash before a comma or a backslash keeps it. */
import type { Table } from '@/lib/catalogue/types'
import { isPrinted } from './cursor'
import { joinEscaped, splitEscaped } from './escaped-list'
import { totalOrder, type SortKey } from './table-sort'

/** The columns that tell every row from all others: the key, or the number of the row. */
export function keyColumns(table: Table): readonly SortKey[] {
  return totalOrder(table, [])
}

/** `position`: the values of `keys`, as text; every order ends in the key. */
export function rowKeyText(table: Table, keys: readonly SortKey[], position: readonly (string | null)[]): string {
  const values = keyColumns(table).map(({ name }) => position[keys.findIndex((key) => key.name === name)] ?? '')
  return joinEscaped(values, ',')
}

/** null: no row of the table can have this key. */
export function parseRowKey(table: Table, text: string): readonly string[] | null {
  const parts = splitEscaped(text, ',')
  const keys = keyColumns(table)
  const fits = parts.length === keys.length && keys.every(({ kind }, index) => isPrinted(kind, parts[index] ?? ''))
  return fits ? parts : null
}
