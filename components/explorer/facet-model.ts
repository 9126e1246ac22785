/** A column as the panel of facets knows it, and what a tick in it means for the address. */
import type { Kind } from '@/lib/catalogue/types'
import { listed, unlisted, type WrittenFilter } from './table-address'

export interface FacetColumn {
  readonly name: string
  readonly kind: Kind
}

/** The filters of one column that the address says. */
export function filtersOf(search: URLSearchParams, column: string): readonly WrittenFilter[] {
  return search.getAll('filter').flatMap((text) => {
    const [name = '', operator = '', ...rest] = text.split(':')
    if (name !== column) return []
    return { column, operator: operator as WrittenFilter['operator'], value: rest.length > 0 ? rest.join(':') : null }
  })
}

/** The ticked values; null stands for rows without a value. */
export function tickedOf(filters: readonly WrittenFilter[]): readonly (string | null)[] {
  return filters.flatMap(({ operator, value }): readonly (string | null)[] => {
    if (operator === 'is_null') return [null]
    if (operator === 'eq') return [value]
    return operator === 'in' ? unlisted(value ?? '') : []
  })
}

/** Ticks or unticks a value. Having none is not one of several values, so it stands alone. */
export function ticked(
  column: string,
  now: readonly (string | null)[],
  value: string | null,
): readonly WrittenFilter[] {
  if (now.includes(value))
    return ofValues(
      column,
      now.filter((other) => other !== value),
    )
  if (value === null) return [{ column, operator: 'is_null', value: null }]
  return ofValues(column, [...now, value])
}

function ofValues(column: string, values: readonly (string | null)[]): readonly WrittenFilter[] {
  const some = values.filter((value) => value !== null)
  if (some.length === 0) return []
  if (some.length === 1) return [{ column, operator: 'eq', value: some[0] ?? '' }]
  return [{ column, operator: 'in', value: some.map(listed).join(',') }]
}

/** From, included, until before, excluded; empty means open. */
export function ranged(column: string, from: string, before: string): readonly WrittenFilter[] {
  return [
    ...(from ? [{ column, operator: 'gte' as const, value: from }] : []),
    ...(before ? [{ column, operator: 'lt' as const, value: before }] : []),
  ]
}
