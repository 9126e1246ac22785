/** The Explorer's list of the rows behind one group, under the filters that the groups were made of. */
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { nextBucket } from '@/lib/filters/buckets'
import { filterGroupText } from './filter-group'
import type { Dimension } from './group-parts'
import type { GroupQuery } from './group-query'
import { InvalidTableQuery } from './invalid-table-query'
import { filterText, parseFilter } from './table-filter'
import type { Cell, TableRow } from './table-page'

/** The filters alone, as rows and groups both take them. */
export function sharedParams({ filters, any, q }: Pick<GroupQuery, 'filters' | 'any' | 'q'>): URLSearchParams {
  const params = new URLSearchParams()
  for (const filter of filters) params.append('filter', filterText(filter))
  for (const group of any) params.append('any', filterGroupText(group))
  if (q !== null) params.set('q', q)
  return params
}

/** Undefined where no filter says what the group is. */
export function groupHref(query: GroupQuery, row: TableRow): string | undefined {
  const params = sharedParams(query)
  for (const dimension of query.dimensions) {
    for (const text of filtersOf(dimension, row[dimension.key] ?? null)) {
      if (!isFilter(query.table, text)) return undefined
      if (!params.getAll('filter').includes(text)) params.append('filter', text)
    }
  }
  return `/explorer/${qualifiedName(query.table)}?${params}`
}

function filtersOf({ column: of, unit }: Dimension, value: Cell): readonly string[] {
  if (value === null) {
    // A number that is no day stands here too, and it is not null.
    return unit !== null && of.kind === 'bigint' ? ['none'] : [`${of.name}:is_null`]
  }
  const text = String(value)
  if (unit === null) return [`${of.name}:eq:${text}`]
  const written = (day: string) => (of.kind === 'bigint' ? day.replaceAll('-', '') : day)
  return [`${of.name}:gte:${written(text)}`, `${of.name}:lt:${written(nextBucket(unit, text))}`]
}

/** Some values of the table cannot be written into an address, such as the empty text. */
export function isFilter(table: Table, text: string): boolean {
  try {
    parseFilter(table, text)
    return true
  } catch (error) {
    if (error instanceof InvalidTableQuery) return false
    throw error
  }
}
