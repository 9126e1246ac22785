/** Finding values of a facet beyond the most frequent ones: by a part of their text, or by words of what they name. */
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'
import { isSpread } from './facet-buckets'
import { InvalidTableQuery } from './invalid-table-query'
import { referenceOf, type Reference } from './references'
import { containing } from './table-filter'
import { isSearchable, parseWords, searchCondition } from './text-search'
import { cell } from './typed-value'

const LONGEST = 200

export function refuseToFind(table: Table, columns: readonly Column[], find: string): void {
  const [of] = columns
  if (!of || columns.length > 1 || isSpread(table, of)) {
    throw new InvalidTableQuery('find', 'find takes one column whose values are counted one by one.')
  }
  if (find.length > LONGEST) throw new InvalidTableQuery('find', `find takes at most ${LONGEST} characters.`)
  if (find.includes('\0') || !find.isWellFormed()) {
    throw new InvalidTableQuery('find', 'find holds what is no character.')
  }
  const named = namedBy(table, of, find)
  if (named) parseWords(named.table, find, 'find')
}

export function foundBy(table: Table, of: Column, find: string): RawBuilder<SqlBool> {
  const holds = sql<SqlBool>`${cell(of)}::text ilike ${containing(find)}::text`
  const named = namedBy(table, of, find)
  if (!named) return holds
  const ids = sql`
    select ${sql.id(named.column.name)} from ${sql.table(qualifiedName(named.table))}
    where ${searchCondition(named.table, find)}`
  return sql`(${holds} or ${sql.id(of.name)} in (${ids}))`
}

/** What the column's values name, where its words can be searched for these. */
function namedBy(table: Table, of: Column, find: string): Reference | null {
  const target = referenceOf(table, of)
  return target && isSearchable(target.table) && /[\p{L}\p{N}_]/u.test(find) ? target : null
}
