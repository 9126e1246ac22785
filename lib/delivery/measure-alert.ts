/** The value that an alert watches, as one recipient may see it: nothing is judged by what pages do not show. */
import { partsOf } from '@/components/reports/ratio-parts'
import { youngCohort } from '@/components/reports/young-cohort'
import type { ScopedReader } from '@/lib/authz/reader'
import { dayOf } from '@/lib/filters/days'
import { newestDay, type Filters } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readFilters } from '@/lib/filters/url'
import { isSmallSample } from '@/lib/format/small-sample'
import { ask } from '@/lib/metrics/ask'
import { isMetric, metrics, type Metric } from '@/lib/metrics/names'
import { NotForThisReader } from '@/lib/metrics/query'
import { withMainCurrency } from '@/lib/reports/main-currency'
import { setPeriod } from '@/lib/views/periods'
import type { Measured } from './alert-condition'

export interface Watched {
  readonly metric: string | null
  readonly search: string
}

const NOTHING: Measured = { value: null, before: null }

/** Compared with the period before, whatever the address says: a rise is against that. */
export function alertFilters(reader: Pick<ScopedReader, 'asOf'>, search: string, now: Date): Filters {
  const { search: given } = setPeriod(new URLSearchParams(search), newestDay(dayOf(now), reader.asOf))
  return { ...readFilters(given, now, reader.asOf), compare: 'previous' }
}

/** Money is of one currency, as on its page. */
export async function filtersOf(reader: ScopedReader, { metric, search }: Watched, now: Date): Promise<Filters> {
  const filters = alertFilters(reader, search, now)
  const isMoney = metric !== null && isMetric(metric) && metrics[metric].format === 'money'
  return isMoney ? withMainCurrency(reader, filters) : filters
}

export async function measure(reader: ScopedReader, watched: Watched, now: Date): Promise<Measured> {
  const { metric } = watched
  if (metric === null || !isMetric(metric)) return NOTHING
  try {
    const filters = await filtersOf(reader, watched, now)
    const { totals, comparison } = await ask(reader, { metrics: [metric], filters })
    const behind = partsOf(totals, metric)?.denominator ?? null
    if (youngCohort(metrics[metric] satisfies Metric, behind, filters, reader.asOf)) return NOTHING
    const before = comparison && partsOf(comparison.totals, metric)
    const isFew = isSmallSample(behind) || isSmallSample(before?.denominator ?? null)
    return { value: totals[metric], before: isFew ? null : (comparison?.totals[metric] ?? null) }
  } catch (error) {
    // A filter that names what is gone, or out of this reader's reach.
    if (error instanceof InvalidFilter || error instanceof NotForThisReader) return NOTHING
    throw error
  }
}
