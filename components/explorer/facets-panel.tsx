'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Facet } from '@/lib/explorer/facets'
import type { FilterColumn } from '@/lib/explorer/filter-value'
import { FacetSection } from './facet-section'
import { facetsQuestion } from './facet-model'
import { changed } from './table-address'
import { useAddress } from './use-address'
import { useAnswer } from './use-answer'
import { useFacets } from './use-facets'

interface FacetsPanelProps {
  table: string
  columns: readonly FilterColumn[]
  usual: readonly string[]
  /** In a sheet: the way out of it. */
  onClose?: () => void
}

/** How many rows hold which value, under everything else that is asked; a tick filters by it. */
export function FacetsPanel({ table, columns, usual, onClose }: FacetsPanelProps) {
  const { open, toggle } = useFacets(usual)
  const isOpen = ({ name }: FilterColumn) => open.includes(name)
  // Opened later they stay where they are: what moves would lose the focus.
  const [first] = useState(open)
  const isFirst = ({ name }: FilterColumn) => first.includes(name)
  const counted = columns.filter(isOpen)
  const { facets, problem, stale } = useFacetsCounted(table, counted)
  return (
    <>
      <PanelHead onClose={onClose} />
      <div className="min-h-0 grow overflow-y-auto">
        {problem !== null && (
          <p role="alert" className="px-3.5 pb-3 text-small text-negative">
            {problem}
          </p>
        )}
        {counted.length === 0 && (
          <p className="px-3.5 pb-3 text-small text-muted">Open a column to see how often each of its values occurs.</p>
        )}
        {[...columns.filter(isFirst), ...columns.filter((column) => !isFirst(column))].map((column) => (
          <FacetSection
            key={column.name}
            {...{ table, column, stale }}
            open={isOpen(column)}
            facet={facets.find((facet) => facet.column === column.name)}
            failed={problem !== null}
            onToggle={() => toggle(column.name)}
          />
        ))}
      </div>
    </>
  )
}

function PanelHead({ onClose }: { onClose: (() => void) | undefined }) {
  const { search, follow } = useAddress()
  const filtered = search.has('filter') || search.has('any') || search.has('q')
  return (
    <div className="flex min-h-12 items-center justify-between gap-2 px-3.5">
      <h2 className="text-body font-semibold">Filters</h2>
      <span className="flex items-center">
        {filtered && (
          <Button
            kind="quiet"
            size="small"
            onClick={() => follow(changed(search, { filter: null, any: null, q: null, cursor: null, row: null }))}
          >
            Clear all
          </Button>
        )}
        {onClose && (
          <Button kind="quiet" size="icon" aria-label="Close filters" onClick={onClose}>
            <X aria-hidden />
          </Button>
        )}
      </span>
    </div>
  )
}

/** All open columns at once. Stale: counted under other filters than those that hold now. */
function useFacetsCounted(table: string, columns: readonly FilterColumn[]) {
  const { search } = useAddress()
  const names = columns.map(({ name }) => name)
  const question = (of: readonly string[]) => facetsQuestion(table, search, of)
  const { value, problem, busy, of } = useAnswer<{ facets: readonly Facet[] }>(
    names.length > 0 ? question(names) : null,
  )
  return {
    facets: value?.facets ?? [],
    problem: busy ? null : problem,
    stale: busy && of !== null && !of.startsWith(question([])),
  }
}
