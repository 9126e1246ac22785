import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'

/** The Explorer's list of the rows with this value. */
export function rowsHref(table: Table, columnName: string, value: string): string {
  return `/explorer/${qualifiedName(table)}?${new URLSearchParams({ filter: `${columnName}:eq:${value}` })}`
}
