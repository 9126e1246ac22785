/** The order of a table's rows: what was asked for, then what makes every row's place unique. Nulls come last. */
import { sql, type RawBuilder } from 'kysely'
import { column } from '@/lib/catalogue/catalogue'
import type { Kind, Table } from '@/lib/catalogue/types'
import { InvalidTableQuery } from './invalid-table-query'
import { MOST_SORT_KEYS, type SortedColumn } from './sort-text'
import { cell } from './typed-value'

export interface SortKey extends SortedColumn {
  readonly kind: Kind
  /** Never null: part of the table's key, or the number of its row. */
  readonly required: boolean
}

/** Parses `sort=date_id:desc,user_id`; an empty text asks for nothing. */
export function parseSort(table: Table, text: string): readonly SortKey[] {
  const parts = text === '' ? [] : text.split(',')
  if (parts.length > MOST_SORT_KEYS) {
    throw new InvalidTableQuery('sort', `sort takes at most ${MOST_SORT_KEYS} columns.`)
  }
  const keys = parts.map((part) => parseKey(table, part))
  for (const [index, { name }] of keys.entries()) {
    if (keys.findIndex((key) => key.name === name) !== index) {
      throw new InvalidTableQuery('sort', `sort names the column "${name}" twice.`)
    }
  }
  return keys
}

function parseKey(table: Table, text: string): SortKey {
  const [name = '', direction = 'asc', ...rest] = text.split(':')
  const found = column(table, name)
  if (!found) {
    const names = table.columns.map((candidate) => candidate.name)
    throw new InvalidTableQuery('sort', `${table.schema}.${table.name} has no column "${name}" to sort by.`, names)
  }
  if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
    throw new InvalidTableQuery('sort', `sort=${name} may be followed by :asc or :desc and nothing else.`)
  }
  return { name, kind: found.kind, direction, required: table.key.includes(name) }
}

/** Adds the table's key, or its row number, so that no two rows share a place. */
export function totalOrder(table: Table, asked: readonly SortKey[]): readonly SortKey[] {
  const direction = asked.at(-1)?.direction ?? 'asc'
  if (table.key.length === 0) return [...asked, { name: 'row_id', kind: 'bigint', direction, required: true }]

  const rest = table.key.filter((name) => !asked.some((key) => key.name === name))
  return [...asked, ...rest.map((name) => ({ ...parseKey(table, name), direction }))]
}

/** The whole order as one ORDER BY list, for reading a table from end to end. */
export function orderBy(keys: readonly SortKey[]): RawBuilder<unknown> {
  return sql.join(
    keys.map((key) => (key.direction === 'asc' ? sql`${cell(key)} asc nulls last` : sql`${cell(key)} desc nulls last`)),
  )
}
