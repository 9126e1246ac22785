/** Rates within a window leave out what is younger than the window; where that leaves too few, the card says so. */
import { addDays } from '@/lib/filters/days'
import { defaultDays, sources, type Filters, type Period } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { isSmallSample } from '@/lib/format/small-sample'
import type { Metric } from '@/lib/metrics/names'

export interface Missing {
  readonly why: string
  readonly instead?: { readonly label: string; readonly href: string }
}

/** Null: the rate stands on enough that had the time, or time is not what it lacks. */
export function youngCohort(
  { cohort, readFrom }: Pick<Metric, 'cohort' | 'readFrom'>,
  oldEnough: number | null,
  filters: Filters,
  asOf: Readonly<Record<string, string | null>>,
): Missing | null {
  const source = sources.find((name) => readFrom.some((column) => column.startsWith(`${name}.`)))
  const loaded = source && asOf[source]
  if (cohort === undefined || oldEnough === null || !isSmallSample(oldEnough) || !loaded) return null
  const period = newestOldEnough(loaded, filters.windowDays)
  if (filters.to <= period.to) return null
  const days = filters.windowDays
  return {
    why:
      oldEnough === 0
        ? `No ${cohort} of this period is ${days} days old yet.`
        : `Only ${oldEnough} ${cohort}${oldEnough === 1 ? ' of this period is' : 's of this period are'} ${days} days old yet.`,
    instead: {
      label: `Show the newest ${defaultDays} days that are old enough`,
      href: `?${filterParams({ ...filters, ...period })}`,
    },
  }
}

/** Whatever happened on the last of these days had the whole window when the data was loaded. */
export function newestOldEnough(loaded: string, windowDays: number): Period {
  const to = addDays(loaded.slice(0, 10), -windowDays - 1)
  return { from: addDays(to, 1 - defaultDays), to }
}
