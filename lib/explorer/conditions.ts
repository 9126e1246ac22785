/** What a query lets through, as one list of SQL conditions. */
import type { RawBuilder, SqlBool } from 'kysely'
import { groupCondition } from './filter-group'
import { condition } from './table-filter'
import type { TableQuery } from './table-query'
import { searchCondition } from './text-search'

export function conditionsOf({ table, filters, any, q }: Matching): readonly RawBuilder<SqlBool>[] {
  return [...filters.map(condition), ...any.map(groupCondition), ...(q === null ? [] : [searchCondition(table, q)])]
}

/** The part of a query that says which rows, whatever their order and page. */
export type Matching = Pick<TableQuery, 'table' | 'filters' | 'any' | 'q'>
