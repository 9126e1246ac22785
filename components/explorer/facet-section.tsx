'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/components/ui/cn'
import type { Facet } from '@/lib/explorer/facets'
import { FacetRange } from './facet-range'
import { FacetValues } from './facet-values'
import { filtersOf, type FacetColumn } from './facet-model'
import { changed, filteredBy, type WrittenFilter } from './table-address'
import { useAddress } from './use-address'
import { useAnswer } from './use-answer'

interface FacetSectionProps {
  table: string
  column: FacetColumn
  open: boolean
  onToggle: () => void
}

export function FacetSection({ table, column, open, onToggle }: FacetSectionProps) {
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
      {open && <Counted table={table} column={column} />}
    </section>
  )
}

function Counted({ table, column }: Pick<FacetSectionProps, 'table' | 'column'>) {
  const { search, follow } = useAddress()
  const question = new URLSearchParams({ columns: column.name })
  for (const name of ['filter', 'any', 'q']) for (const one of search.getAll(name)) question.append(name, one)
  const { value, problem, busy } = useAnswer<{ facets: readonly Facet[] }>(`/api/v1/tables/${table}/facets?${question}`)
  const facet = value?.facets[0]
  const filters = filtersOf(search, column.name)
  const apply = (next: readonly WrittenFilter[]) => follow(changed(filteredBy(search, column.name, next), {}))
  if (problem) return <p className="px-3.5 pb-3 text-small text-negative">{problem}</p>
  if (!facet) {
    return (
      <div className="flex flex-col gap-2 px-3.5 pb-3" aria-busy>
        <Skeleton className="h-6" />
        <Skeleton className="h-6" />
      </div>
    )
  }
  return (
    <div className={cn('px-3.5 pb-3', busy && 'opacity-55')} aria-busy={busy || undefined}>
      {facet.tooMany && (
        <p className="text-small text-muted">Counting took too long. Filter by another column first.</p>
      )}
      {!facet.tooMany && facet.shape === 'values' && <FacetValues facet={facet} filters={filters} onChange={apply} />}
      {facet.shape === 'buckets' && <FacetRange facet={facet} filters={filters} onChange={apply} />}
    </div>
  )
}
