/** The value that an alert watches, as one recipient may see it. */
import type { ScopedReader } from '@/lib/authz/reader'
import { dayOf } from '@/lib/filters/days'
import { newestDay, type Filters } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readFilters } from '@/lib/filters/url'
import { ask } from '@/lib/metrics/ask'
import { isMetric } from '@/lib/metrics/names'
import { NotForThisReader } from '@/lib/metrics/query'
import { setPeriod } from '@/lib/views/periods'
import type { Measured } from './alert-condition'

export interface Watched {
  readonly metric: string | null
  readonly search: string
}

/** Compared with the period before, whatever the address says: a rise is against that. */
export function alertFilters(reader: Pick<ScopedReader, 'asOf'>, search: string, now: Date): Filters {
  const { search: given } = setPeriod(new URLSearchParams(search), newestDay(dayOf(now), reader.asOf))
  return { ...readFilters(given, now, reader.asOf), compare: 'previous' }
}

export async function measure(reader: ScopedReader, { metric, search }: Watched, now: Date): Promise<Measured> {
  if (metric === null || !isMetric(metric)) return { value: null, before: null }
  try {
    const { totals, comparison } = await ask(reader, { metrics: [metric], filters: alertFilters(reader, search, now) })
    return { value: totals[metric], before: comparison?.totals[metric] ?? null }
  } catch (error) {
    // A filter that names what is gone, or out of this reader's reach.
    if (error instanceof InvalidFilter || error instanceof NotForThisReader) return { value: null, before: null }
    throw error
  }
}
