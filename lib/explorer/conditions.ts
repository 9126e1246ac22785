/** What a query lets through: as SQL conditions, and as addresses write it. */
import type { RawBuilder, SqlBool } from 'kysely'
import { filterGroupText, groupCondition } from './filter-group'
import { condition, filterText } from './table-filter'
import type { TableQuery } from './table-query'
import { searchCondition } from './text-search'

/** The part of a query that says which rows, whatever their order and page. */
export type Matching = Pick<TableQuery, 'table' | 'filters' | 'any' | 'q'>

export function conditionsOf({ table, filters, any, q }: Matching): readonly RawBuilder<SqlBool>[] {
  return [...filters.map(condition), ...any.map(groupCondition), ...(q === null ? [] : [searchCondition(table, q)])]
}

/** Rows, groups and facets of a table all take them. */
export function matchingParams({ filters, any, q }: Omit<Matching, 'table'>): URLSearchParams {
  const params = new URLSearchParams()
  for (const filter of filters) params.append('filter', filterText(filter))
  for (const group of any) params.append('any', filterGroupText(group))
  if (q !== null) params.set('q', q)
  return params
}

export function isFiltered({ filters, any, q }: Omit<Matching, 'table'>): boolean {
  return filters.length > 0 || any.length > 0 || q !== null
}
