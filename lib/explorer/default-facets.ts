/** Which columns' values can be counted, and which are worth it before anybody asks: states and kinds, then when it happened. */
import type { Column, Table } from '@/lib/catalogue/types'
import { filterColumn, type FilterColumn } from './filter-value'
import { MOST_FACETS } from './view-limits'

const MOST = 4
const says =
  /(^|_)(status|state|type|kind|source|technology|topic|channel|language|difficulty|role|category|schema|outcome|reason|visibility|currency|country)(_|$)/

/** Of a key that stands in one column, every row has its own value. */
export function isCountable({ key }: Table, { name }: Column): boolean {
  return key.length !== 1 || key[0] !== name
}

export function facetColumns(table: Table): readonly FilterColumn[] {
  return table.columns.filter((of) => isCountable(table, of)).map((of) => filterColumn(table, of))
}

export function defaultFacets(table: Table, filtered: readonly string[]): readonly string[] {
  const columns = table.columns.filter((of) => isCountable(table, of))
  const speaks = ({ kind, name, pii, references }: Column) =>
    kind === 'boolean' || (kind === 'text' && says.test(name) && !pii && !references && !table.key.includes(name))
  const inTime = columns.filter(({ kind }) => kind === 'date' || kind === 'timestamp').slice(0, 1)
  const wanted = [...columns.filter(speaks).slice(0, MOST - 1), ...inTime].map(({ name }) => name)
  const asked = columns.map(({ name }) => name).filter((name) => filtered.includes(name))
  const most = Math.min(MOST_FACETS, Math.max(MOST, asked.length))
  return [...new Set([...asked, ...wanted])].slice(0, most)
}
