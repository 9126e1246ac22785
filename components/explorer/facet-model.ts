/** What the panel of facets asks, and what a tick, a bar or a limit in it means for the address. */
import { joinEscaped, splitEscaped } from '@/lib/explorer/escaped-list'
import type { FacetBucket } from '@/lib/explorer/facets'
import type { Operator } from '@/lib/explorer/filter-value'
import type { WrittenFilter } from './table-address'

/** `columns` stand last: what is before them says whether two questions are under the same filters. */
export function facetsQuestion(
  table: string,
  search: URLSearchParams,
  columns: readonly string[],
  find: string | null = null,
): string {
  const asked = new URLSearchParams()
  for (const name of ['filter', 'any', 'q']) for (const one of search.getAll(name)) asked.append(name, one)
  if (find !== null) asked.set('find', find)
  asked.set('columns', columns.join(','))
  return `/api/v1/tables/${table}/facets?${asked}`
}

/** The filters of one column that the address says. */
export function filtersOf(search: URLSearchParams, column: string): readonly WrittenFilter[] {
  return search.getAll('filter').flatMap((text) => {
    const [name = '', operator = '', ...rest] = text.split(':')
    if (name !== column) return []
    return { column, operator: operator as Operator, value: rest.length > 0 ? rest.join(':') : null }
  })
}

/** The ticked values; null stands for rows without a value. */
export function tickedOf(filters: readonly WrittenFilter[]): readonly (string | null)[] {
  return filters.flatMap(({ operator, value }): readonly (string | null)[] => {
    if (operator === 'is_null') return [null]
    if (operator === 'eq') return [value]
    return operator === 'in' ? splitEscaped(value ?? '', ',') : []
  })
}

/** Ticks or unticks a value. Having none is not one of several values, so it stands alone. */
export function ticked(
  column: string,
  now: readonly (string | null)[],
  value: string | null,
): readonly WrittenFilter[] {
  if (now.includes(value)) {
    return ofValues(
      column,
      now.filter((other) => other !== value),
    )
  }
  if (value === null) return withoutValue(column)
  return ofValues(column, [...now, value])
}

export function withoutValue(column: string): readonly WrittenFilter[] {
  return [{ column, operator: 'is_null', value: null }]
}

function ofValues(column: string, values: readonly (string | null)[]): readonly WrittenFilter[] {
  const some = values.filter((value) => value !== null)
  if (some.length === 0) return []
  if (some.length === 1) return [{ column, operator: 'eq', value: some[0] ?? '' }]
  return [{ column, operator: 'in', value: joinEscaped(some, ',') }]
}

export function ofBucket(column: string, { from, until }: Pick<FacetBucket, 'from' | 'until'>): WrittenFilter[] {
  return [
    { column, operator: 'gte', value: from },
    { column, operator: 'lt', value: until },
  ]
}

/** The ends of a stretch: the operators that may say it, and which one does where nothing is said yet. */
export const ends = {
  lower: { operators: ['gte', 'gt'], usual: 'gte' },
  upper: { operators: ['lt', 'lte'], usual: 'lt' },
} as const satisfies Record<string, { operators: readonly Operator[]; usual: Operator }>
export type End = keyof typeof ends

/** What the address says of this end of a stretch. */
export function limitAt(filters: readonly WrittenFilter[], end: End): WrittenFilter | undefined {
  const operators: readonly Operator[] = ends[end].operators
  return filters.find(({ operator }) => operators.includes(operator))
}

/** The same filters with another value at this end, compared as before; empty leaves the end open. */
export function withLimit(
  filters: readonly WrittenFilter[],
  column: string,
  end: End,
  value: string,
): readonly WrittenFilter[] {
  const now = limitAt(filters, end)
  if (value === '') return filters.filter((filter) => filter !== now)
  const next = { column, operator: now?.operator ?? ends[end].usual, value }
  return now ? filters.map((filter) => (filter === now ? next : filter)) : [...filters, next]
}

/** What neither end says: "is", "is one of", or a second limit. */
export function besideLimits(filters: readonly WrittenFilter[]): readonly WrittenFilter[] {
  return filters.filter((filter) => filter !== limitAt(filters, 'lower') && filter !== limitAt(filters, 'upper'))
}
