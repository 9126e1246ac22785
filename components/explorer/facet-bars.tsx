'use client'

import { Toolbar } from 'radix-ui'
import { cn } from '@/components/ui/cn'
import type { Facet, FacetBucket } from '@/lib/explorer/facets'
import { formatClock, formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import { ofBucket } from './facet-model'
import { filterText, type WrittenFilter } from './table-address'

interface FacetBarsProps {
  facet: Facet
  filters: readonly WrittenFilter[]
  onChange: (filters: readonly WrittenFilter[]) => void
}

/** One bar of equal width for each bucket. Tab comes to all of them once; the arrow keys walk them. */
export function FacetBars({ facet: { column, kind, buckets }, filters, onChange }: FacetBarsProps) {
  const most = Math.max(1, ...buckets.map(({ rows }) => rows))
  const asked = filters.map(filterText).join()
  return (
    <Toolbar.Root
      aria-label={`Rows by ${column}`}
      className="flex h-12 items-end gap-px border-b border-chart-axis focus-visible:outline-none"
    >
      {buckets.map((bucket) => {
        const own = ofBucket(column, bucket)
        const isAsked = asked === own.map(filterText).join()
        const said = `${inWords(bucket.from)} – ${inWords(bucket.until)}: ${formatCounted(bucket.rows, 'row', 'rows')}`
        return (
          <Toolbar.Button
            key={bucket.from}
            aria-label={said}
            aria-pressed={isAsked}
            title={said}
            disabled={bucket.rows === 0 && !isAsked}
            onClick={() => onChange(isAsked ? [] : own)}
            className="flex h-full min-w-0 grow basis-0 items-end enabled:hover:bg-hover focus-visible:outline-offset-[-1px]"
          >
            <span
              className={cn(
                'w-full rounded-t-cell forced-colors:bg-[CanvasText]',
                isIn(bucket, kind, filters) ? 'bg-chart-ink' : 'bg-chart-other',
              )}
              style={{ height: bucket.rows === 0 ? 0 : `max(2px, ${(bucket.rows / most) * 100}%)` }}
            />
          </Toolbar.Button>
        )
      })}
    </Toolbar.Root>
  )
}

/** "31 Jan 2026", "31 Jan 2026, 09:00"; numbers as they are. */
function inWords(edge: string): string {
  if (!/^\d{4}-\d{2}-\d{2}/.test(edge)) return edge
  const clock = edge.length > 10 ? formatClock(edge) : '00:00:00'
  return clock === '00:00:00' ? formatDay(edge) : `${formatDay(edge)}, ${clock.replace(/:00$/, '')}`
}

/** Whether any value of the bucket can pass the filters. */
function isIn({ from, until }: FacetBucket, kind: Facet['kind'], filters: readonly WrittenFilter[]): boolean {
  const [start, end] = [place(kind, from), place(kind, until)]
  return filters.every(({ operator, value }) => {
    const at = place(kind, value ?? '')
    switch (operator) {
      case 'gte':
      case 'gt':
        return end > at
      case 'lt':
        return start < at
      case 'lte':
        return start <= at
      case 'eq':
        return start <= at && at < end
      default:
        return operator !== 'is_null'
    }
  })
}

/** Where a value lies among others of its kind; a bare day is its midnight. */
function place(kind: Facet['kind'], text: string): number {
  if (kind !== 'date' && kind !== 'timestamp') return Number(text)
  return Date.parse(text.length > 10 ? `${text.replace(' ', 'T')}Z` : text)
}
