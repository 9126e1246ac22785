/** What a table is grouped by before anybody asks: a state or kind, else a moment by month, else its first column. */
import type { Table } from '@/lib/catalogue/types'
import { defaultFacets } from './default-facets'
import { unitsOf } from './group-parts'

export function defaultGroup(table: Table): string {
  const [first] = defaultFacets(table, [])
  const found = table.columns.find(({ name }) => name === first) ?? table.columns[0]
  if (!found) return ''
  return unitsOf(found).length > 0 ? `${found.name}:month` : found.name
}
