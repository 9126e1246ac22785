/** What is asked of a table, as the address says it: absent means the default, malformed is an error. */
import { column } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'
import { parseCursor, type Cursor } from './cursor'
import { matchingParams } from './conditions'
import { parseFilterGroup, type FilterGroup } from './filter-group'
import { InvalidTableQuery } from './invalid-table-query'
import { single } from './single-parameter'
import { sortText } from './sort-text'
import { parseFilter, type TableFilter } from './table-filter'
import { parseSort, totalOrder, type SortKey } from './table-sort'
import { parseWords } from './text-search'

export interface TableQuery {
  readonly table: Table
  readonly columns: readonly Column[]
  /** All of them hold. */
  readonly filters: readonly TableFilter[]
  /** Of each group at least one holds. */
  readonly any: readonly FilterGroup[]
  /** What is searched for in the table's text, as it was typed; null: nothing. */
  readonly q: string | null
  /** As asked for, without what makes it unique. */
  readonly sort: readonly SortKey[]
  readonly limit: number
  /** null: the first page. */
  readonly cursor: Cursor | null
  /** Exact only on demand: counting a large table takes seconds. */
  readonly count: 'capped' | 'exact'
}

export const DEFAULT_LIMIT = 50
export const MOST_ROWS = 500
const MOST_FILTERS = 50

export function readTableQuery(table: Table, search: URLSearchParams): TableQuery {
  const filters = search.getAll('filter').map((text) => parseFilter(table, text))
  const any = search.getAll('any').map((text) => parseFilterGroup(table, text))
  if (filters.length + any.flat().length > MOST_FILTERS) {
    const param = filters.length > MOST_FILTERS ? 'filter' : 'any'
    throw new InvalidTableQuery(param, `At most ${MOST_FILTERS} filters can be set at once.`)
  }
  const sort = parseSort(table, single(search, 'sort') ?? '')
  const cursor = single(search, 'cursor')
  return {
    table,
    columns: parseColumns(table, single(search, 'columns')),
    filters,
    any,
    q: parseQ(table, single(search, 'q')),
    sort,
    limit: parseLimit(single(search, 'limit')),
    cursor: cursor === null ? null : parseCursor(table, totalOrder(table, sort), cursor),
    count: parseCount(single(search, 'count')),
  }
}

/** The address of the query without its cursor: what a link to the first page or an export carries. */
export function tableQueryParams(query: TableQuery): URLSearchParams {
  const { table, columns, sort, limit, count } = query
  const params = new URLSearchParams()
  if (columns.length !== table.columns.length || columns.some((of, index) => of !== table.columns[index])) {
    params.set('columns', columns.map(({ name }) => name).join(','))
  }
  for (const [name, value] of matchingParams(query)) params.append(name, value)
  if (sort.length > 0) params.set('sort', sortText(sort))
  if (limit !== DEFAULT_LIMIT) params.set('limit', String(limit))
  if (count !== 'capped') params.set('count', count)
  return params
}

function parseColumns(table: Table, text: string | null): readonly Column[] {
  if (text === null) return table.columns
  return [...new Set(text.split(','))].map((name) => {
    const found = column(table, name)
    if (found) return found
    const names = table.columns.map((candidate) => candidate.name)
    throw new InvalidTableQuery('columns', `${table.schema}.${table.name} has no column "${name}" to show.`, names)
  })
}

function parseQ(table: Table, text: string | null): string | null {
  if (text !== null) parseWords(table, text)
  return text
}

function parseLimit(text: string | null): number {
  if (text === null) return DEFAULT_LIMIT
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (limit < 1 || limit > MOST_ROWS)
    throw new InvalidTableQuery('limit', `limit must be a whole number from 1 to ${MOST_ROWS}.`)
  return limit
}

function parseCount(text: string | null): TableQuery['count'] {
  if (text === null) return 'capped'
  if (text !== 'exact' && text !== 'capped')
    throw new InvalidTableQuery('count', `count cannot be "${text}".`, ['capped', 'exact'])
  return text
}
