'use client'

import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format/numbers'
import type { Facet } from '@/lib/explorer/facets'
import { FacetBars } from './facet-bars'
import { besideLimits, withoutValue } from './facet-model'
import { writtenWords } from './operator-words'
import { RangeFields } from './range-fields'
import type { WrittenFilter } from './table-address'

interface FacetRangeProps {
  facet: Facet
  filters: readonly WrittenFilter[]
  onChange: (filters: readonly WrittenFilter[]) => void
}

/** How the rows spread over times or numbers; a bar filters to itself, the fields below it to any stretch. */
export function FacetRange({ facet, filters, onChange }: FacetRangeProps) {
  const { column, kind, buckets, nulls } = facet
  const hasNone = filters.length === 1 && filters[0]?.operator === 'is_null'
  const beside = hasNone ? [] : besideLimits(filters)
  return (
    <>
      {buckets.some(({ rows }) => rows > 0) ? (
        <FacetBars {...{ facet, filters, onChange }} />
      ) : (
        <p className="text-small text-muted">No row is left to count.</p>
      )}
      <RangeFields {...{ column, kind, filters, onChange }} />
      {beside.length > 0 && (
        <p className="pt-1.5 text-small text-muted">
          Also filtered: {beside.map((filter) => writtenWords(filter, kind)).join(', ')}
        </p>
      )}
      {(nulls > 0 || hasNone) && (
        <Button
          kind="quiet"
          size="small"
          aria-pressed={hasNone}
          className="mt-1.5 -ml-2.5 aria-pressed:bg-accent-soft aria-pressed:text-text"
          onClick={() => onChange(hasNone ? [] : withoutValue(column))}
        >
          {formatCount(nulls)} without a value
        </Button>
      )}
    </>
  )
}
