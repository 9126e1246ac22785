'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/components/ui/cn'
import type { Facet } from '@/lib/explorer/facets'
import type { FilterColumn } from '@/lib/explorer/filter-value'
import { FacetRange } from './facet-range'
import { FacetValues } from './facet-values'
import { filtersOf } from './facet-model'
import { filteredBy, type WrittenFilter } from './table-address'
import { useAddress } from './use-address'

interface FacetSectionProps {
  table: string
  column: FilterColumn
  open: boolean
  /** Undefined: not counted yet. */
  facet: Facet | undefined
  /** Counted under filters that no longer hold. */
  stale: boolean
  /** It will not be counted. */
  failed: boolean
  onToggle: () => void
}

export function FacetSection({ table, column, open, facet, stale, failed, onToggle }: FacetSectionProps) {
  const id = useId()
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <section aria-labelledby={id} className="border-t border-border">
      <h3>
        <button
          id={id}
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex min-h-9 w-full items-center justify-between gap-2 px-3.5 text-left font-mono text-small font-semibold hover:bg-hover max-sidebar:min-h-11"
        >
          <span className="truncate">{column.name}</span>
          <Chevron aria-hidden className="size-4 shrink-0 text-subtle" />
        </button>
      </h3>
      {open && facet && <Counted {...{ table, facet, stale }} />}
      {open && !facet && !failed && (
        <div className="flex flex-col gap-2 px-3.5 pb-3" aria-busy>
          <Skeleton className="h-6" />
          <Skeleton className="h-6" />
        </div>
      )}
    </section>
  )
}

function Counted({ table, facet, stale }: { table: string; facet: Facet; stale: boolean }) {
  const { search, follow } = useAddress()
  const filters = filtersOf(search, facet.column)
  const apply = (next: readonly WrittenFilter[]) => follow(filteredBy(search, facet.column, next))
  return (
    <div className={cn('px-3.5 pb-3', stale && 'opacity-55')} aria-busy={stale || undefined}>
      {facet.tooMany && (
        <p className="text-small text-muted">Counting took too long. Filter by another column first.</p>
      )}
      {!facet.tooMany && facet.shape === 'values' && (
        <FacetValues {...{ table, facet, filters, stale }} onChange={apply} />
      )}
      {facet.shape === 'buckets' && <FacetRange facet={facet} filters={filters} onChange={apply} />}
    </div>
  )
}
