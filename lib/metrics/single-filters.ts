/** The filters that are set, one by one, as what each of them is about: a dimension and some of its values. */
import type { Filters, Narrowing } from '@/lib/filters/filters'
import type { DimensionName } from './dimensions'

export interface SingleFilter {
  readonly dimension: DimensionName
  readonly values: readonly string[]
  /** Filters without this one. */
  readonly dropped: (filters: Filters) => Filters
}

const none = { team: [], technology: [], contentType: [], source: [], where: {} } as const
const lists = { source: 'source', content_type: 'contentType', technology: 'technology', team: 'team' } as const

/** Nothing narrows: membership and the like stay what they are. */
export const withoutFilters = (filters: Filters): Filters => ({ ...filters, ...none })

export function singleFilters(filters: Filters): SingleFilter[] {
  const plain = Object.entries(lists).flatMap(([dimension, name]) => {
    const values = filters[name]
    if (values.length === 0) return []
    const dropped = (from: Filters) => ({ ...from, [name]: [] })
    // Safe: these are the names of `lists`.
    return [{ dimension: dimension as DimensionName, values: values.map(String), dropped }]
  })
  // Safe: these are the names that a Where can have.
  const narrowed = (Object.entries(filters.where) as [Narrowing, readonly string[]][]).map(([dimension, values]) => {
    const dropped = ({ where: { [dimension]: _, ...where }, ...from }: Filters) => ({ ...from, where })
    return { dimension, values, dropped }
  })
  return [...plain, ...narrowed]
}
