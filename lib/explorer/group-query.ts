/** What is asked of a table's groups, as the address says it: absent means the default, malformed is an error. */
import type { Table } from '@/lib/catalogue/types'
import { matchingParams } from './conditions'
import { parseCursor, type Cursor } from './cursor'
import { parseDimension, parseMeasure, type Dimension, type Measure } from './group-parts'
import { InvalidTableQuery } from './invalid-table-query'
import { single } from './single-parameter'
import { sortText } from './sort-text'
import { DEFAULT_LIMIT, readTableQuery, type TableQuery } from './table-query'
import type { SortKey } from './table-sort'

export interface GroupQuery extends Pick<TableQuery, 'table' | 'filters' | 'any' | 'q' | 'limit'> {
  /** Never empty. */
  readonly dimensions: readonly Dimension[]
  /** Never empty. */
  readonly measures: readonly Measure[]
  /** As asked for; empty: the default. */
  readonly sort: readonly SortKey[]
  /** null: the first page. */
  readonly cursor: Cursor | null
}

export const groupParameters = ['group', 'measures', 'filter', 'any', 'q', 'sort', 'limit', 'cursor'] as const
export const MOST_DIMENSIONS = 6
export const MOST_MEASURES = 10

export function isGrouped(search: URLSearchParams): boolean {
  return search.getAll('group').some((text) => text !== '')
}

export function readGroupQuery(table: Table, search: URLSearchParams): GroupQuery {
  const dimensions = listed(search, 'group', MOST_DIMENSIONS).map((text) => parseDimension(table, text))
  if (dimensions.length === 0) {
    const names = table.columns.map(({ name }) => name)
    throw new InvalidTableQuery('group', 'group names the columns to group by.', names)
  }
  refuseTwice('group', dimensions)
  const named = listed(search, 'measures', MOST_MEASURES).map((text) => parseMeasure(table, text))
  refuseTwice('measures', named)
  const measures = named.length > 0 ? named : [parseMeasure(table, 'count')]

  const asked = { dimensions, measures }
  const sort = parseSort(asked, single(search, 'sort') ?? '')
  const cursor = single(search, 'cursor')
  const rows = new URLSearchParams(
    [...search].filter(([name]) => name === 'filter' || name === 'any' || name === 'q' || name === 'limit'),
  )
  const { filters, any, q, limit } = readTableQuery(table, rows)
  return {
    ...{ table, filters, any, q, limit, sort },
    ...asked,
    cursor: cursor === null ? null : parseCursor(table, groupOrder({ ...asked, sort }), cursor),
  }
}

/** The address of the query without its cursor. */
export function groupQueryParams(query: GroupQuery): URLSearchParams {
  const params = new URLSearchParams({ group: query.dimensions.map(({ key }) => key).join(',') })
  const measures = query.measures.map(({ key }) => key).join(',')
  if (measures !== 'count') params.set('measures', measures)
  for (const [name, value] of matchingParams(query)) params.append(name, value)
  if (query.sort.length > 0) params.set('sort', sortText(query.sort))
  if (query.limit !== DEFAULT_LIMIT) params.set('limit', String(query.limit))
  return params
}

type Asked = Pick<GroupQuery, 'dimensions' | 'measures'>

/** Groups in time follow time; others begin with the largest. Then what makes every group's place unique. */
export function groupOrder({ dimensions, measures, sort }: Asked & Pick<GroupQuery, 'sort'>): readonly SortKey[] {
  const [first] = measures
  const largest: SortKey[] = first ? [{ ...sortKeyOf(first), direction: 'desc' }] : []
  const inTime = dimensions.some(({ unit }) => unit !== null)
  const asked = sort.length > 0 ? sort : inTime ? [] : largest
  const rest = dimensions.filter(({ key }) => !asked.some(({ name }) => name === key))
  return [...asked, ...rest.toSorted((a, b) => inTimeFirst(a) - inTimeFirst(b)).map(sortKeyOf)]
}

const inTimeFirst = ({ unit }: Dimension) => (unit === null ? 1 : 0)

function sortKeyOf({ key, kind, required }: Dimension | Measure): SortKey {
  return { name: key, kind, direction: 'asc', required }
}

/** Parses `sort=sum:xp:desc,user_id`: any column of the result. */
function parseSort({ dimensions, measures }: Asked, text: string): readonly SortKey[] {
  const results = [...dimensions, ...measures]
  const keys = (text === '' ? [] : text.split(',')).map((part): SortKey => {
    const [, key = part, direction = 'asc'] = /^(.*):(asc|desc)$/s.exec(part) ?? []
    const found = results.find((result) => result.key === key)
    if (!found) {
      const names = results.map((result) => result.key)
      throw new InvalidTableQuery('sort', `sort names "${key}", which is no column of these groups.`, names)
    }
    return { ...sortKeyOf(found), direction: direction === 'desc' ? 'desc' : 'asc' }
  })
  refuseTwice(
    'sort',
    keys.map(({ name }) => ({ key: name })),
  )
  return keys
}

function listed(search: URLSearchParams, param: 'group' | 'measures', most: number): readonly string[] {
  const parts = single(search, param)?.split(',') ?? []
  if (parts.length > most) throw new InvalidTableQuery(param, `${param} takes at most ${most} at once.`)
  return parts
}

function refuseTwice(param: string, parts: readonly { readonly key: string }[]): void {
  const twice = parts.find(({ key }, index) => parts.findIndex((other) => other.key === key) !== index)
  if (twice) throw new InvalidTableQuery(param, `${param} names "${twice.key}" twice.`)
}
