import type { ChartBucket } from '@/components/charts/bucket'
import { narrow } from '@/lib/filters/narrow'
import type { Filters } from '@/lib/filters/filters'
import type { Bucket } from '@/lib/filters/buckets'
import { filterParams } from '@/lib/filters/url'
import { formatBucket } from '@/lib/format/dates'

/** Buckets of a series for a chart; a click opens the page for that bucket alone, by day. */
export function chartBuckets(buckets: readonly Bucket[], filters: Filters, page: string): ChartBucket[] {
  return buckets.map(({ start, end, unfinished }) => {
    const inside = narrow(filters, { [filters.grain]: start })
    const finer =
      filters.grain === 'day' ? 'day' : filters.grain === 'week' || filters.grain === 'month' ? 'day' : 'month'
    return {
      start,
      end,
      unfinished,
      label: formatBucket(start, filters.grain),
      href: `${page}?${filterParams({ ...inside, grain: finer })}`,
    }
  })
}
