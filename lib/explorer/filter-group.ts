/** Filters of which one is enough: `any=col:op:value|col:op:value`; a backslash before a bar or a backslash keeps it. */
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Table } from '@/lib/catalogue/types'
import { joinEscaped, splitEscaped } from './escaped-list'
import { InvalidTableQuery } from './invalid-table-query'
import { condition, filterText, parseFilter, type TableFilter } from './table-filter'

/** Never empty. */
export type FilterGroup = readonly TableFilter[]

export function parseFilterGroup(table: Table, text: string): FilterGroup {
  const parts = splitEscaped(text, '|')
  if (parts.includes('')) {
    throw new InvalidTableQuery('any', 'any=col:op:value|col:op:value has a part without a filter.')
  }
  return parts.map((part) => parseFilter(table, part, 'any'))
}

/** The group as an address writes it; parsing it again gives the same group. */
export function filterGroupText(group: FilterGroup): string {
  return joinEscaped(group.map(filterText), '|')
}

export function groupCondition(group: FilterGroup): RawBuilder<SqlBool> {
  return sql`(${sql.join(group.map(condition), sql` or `)})`
}
