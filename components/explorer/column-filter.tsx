'use client'

import { Filter } from 'lucide-react'
import { useState } from 'react'
import { Popover } from '@/components/ui/popover'
import { cn } from '@/components/ui/cn'
import { ColumnFilterForm } from './column-filter-form'
import type { GridColumn } from './grid-model'
import { conditionSign } from './operator-words'
import type { WrittenFilter } from './table-address'

interface ColumnFilterProps {
  column: GridColumn
  onChange: (filters: readonly WrittenFilter[]) => void
}

/** The place under a column's name: what it is filtered by, and the way to change that. */
export function ColumnFilter({ column, onChange }: ColumnFilterProps) {
  const [open, setOpen] = useState(false)
  const { name, kind, filters } = column
  const said = filters.map((filter) => conditionSign(filter, kind)).join(', ')
  return (
    <Popover
      label={`Filter ${name}`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className={cn(
            'mt-1 flex h-7 w-full items-center gap-1.5 rounded-control border px-2 text-left text-small max-tablet:h-9',
            said
              ? 'border-transparent bg-accent-soft font-[550] text-text'
              : 'border-border-strong bg-sunken text-muted hover:border-control hover:text-text',
          )}
        >
          <Filter aria-hidden className={cn('size-3.5 shrink-0', said ? 'text-accent' : 'text-subtle')} />
          <span className="sr-only">Filter {name}:</span>
          <span className="truncate">{said || 'Any'}</span>
        </button>
      }
    >
      <ColumnFilterForm
        column={column}
        onApply={(next) => {
          setOpen(false)
          onChange(next)
        }}
      />
    </Popover>
  )
}
