/** The page about one thing, under the same filters: "datacamp/course/12" or 12 below "/datacamp/courses". */
import type { Filters } from '@/lib/filters/filters'
import { notSet } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'

/** Undefined: rows of no one thing, such as "Deleted content" and "No team". */
export function detailHref(base: string, key: unknown, filters: Filters): string | undefined {
  if (typeof key !== 'string' && typeof key !== 'number') return undefined
  const id = String(key).split('/').slice(-1).join()
  if (key === 'deleted' || key === notSet || id === '') return undefined
  return `${base}/${encodeURIComponent(id)}?${filterParams(filters)}`
}
