'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { FacetSection } from './facet-section'
import type { FacetColumn } from './facet-model'
import { changed } from './table-address'
import { useAddress } from './use-address'
import { useFacets } from './use-facets'

interface FacetsPanelProps {
  table: string
  columns: readonly FacetColumn[]
  usual: readonly string[]
  /** In a sheet: the way out of it. */
  onClose?: () => void
}

/** How many rows hold which value, under everything else that is asked; a tick filters by it. */
export function FacetsPanel({ table, columns, usual, onClose }: FacetsPanelProps) {
  const { search, follow } = useAddress()
  const { open, toggle } = useFacets(usual)
  const filtered = search.has('filter') || search.has('any') || search.has('q')
  const ordered = [
    ...columns.filter(({ name }) => open.includes(name)),
    ...columns.filter(({ name }) => !open.includes(name)),
  ]
  return (
    <>
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
      <div className="min-h-0 grow overflow-y-auto">
        {ordered.map((column) => (
          <FacetSection
            key={column.name}
            table={table}
            column={column}
            open={open.includes(column.name)}
            onToggle={() => toggle(column.name)}
          />
        ))}
      </div>
    </>
  )
}
