import type { Filters } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'

/** What narrows a watched number. Its period moves on and is chosen beside, and it is always compared with the one before. */
export function watchedSearch(filters: Filters): URLSearchParams {
  const search = filterParams(filters)
  for (const name of ['from', 'to', 'compare', 'grain']) search.delete(name)
  return search
}
