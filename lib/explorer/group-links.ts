/** The Explorer's list of the rows behind one group, under the filters that the groups were made of. */
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { nextBucket } from '@/lib/filters/buckets'
import { matchingParams } from './conditions'
import { isDateId, type Dimension } from './group-parts'
import type { GroupQuery } from './group-query'
import type { Cell, TableRow } from './table-page'
import { isFilter } from './understood'

/** Undefined where no filter says what the group is. */
export function groupHref(query: GroupQuery, row: TableRow): string | undefined {
  const params = matchingParams(query)
  for (const dimension of query.dimensions) {
    const texts = filtersOf(dimension, row[dimension.key] ?? null)
    if (texts === null) return undefined
    for (const text of texts) {
      if (!isFilter(query.table, text)) return undefined
      if (!params.getAll('filter').includes(text)) params.append('filter', text)
    }
  }
  return `/explorer/${qualifiedName(query.table)}?${params}`
}

/** null: no filter says it. */
function filtersOf({ column: of, unit }: Dimension, value: Cell): readonly string[] | null {
  if (value === null) {
    // A number that is no day stands here too, and it is not null.
    return unit !== null && isDateId(of) ? null : [`${of.name}:is_null`]
  }
  const text = String(value)
  if (unit === null) return [`${of.name}:eq:${text}`]
  // Infinity and days before our era have no next step, and the step after the year 9999 has five digits.
  const end = isWrittenDay(text) ? nextBucket(unit, text) : ''
  if (!isWrittenDay(end)) return null
  const written = (day: string) => (isDateId(of) ? day.replaceAll('-', '') : day)
  return [`${of.name}:gte:${written(text)}`, `${of.name}:lt:${written(end)}`]
}

function isWrittenDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}
