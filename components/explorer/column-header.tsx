'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { useState, type DragEvent, type FocusEvent, type MouseEvent } from 'react'
import { cn } from '@/components/ui/cn'
import type { SortedColumn } from '@/lib/explorer/sort-text'
import { ColumnFilter } from './column-filter'
import { ColumnActions, type WidthChange } from './column-actions'
import { placed } from './column-places'
import type { GridColumn } from './grid-model'
import { ResizeHandle } from './resize-handle'
import { sortAdded, sortClicked } from './table-address'
import type { Columns } from './use-columns'

interface ColumnHeaderProps {
  column: GridColumn
  sorted: readonly SortedColumn[]
  columns: Columns
  /** Distance from the left edge, where it stays in sight. */
  left: number | null
  resizing: boolean
  onFocus: (event: FocusEvent<HTMLElement>) => void
  width: number
  onResizeStart: (event: unknown) => void
  onResize: (change: WidthChange) => void
}

const dragType = 'application/x-skillscope-column'

/** Name, order and menu of a column, and under them what it is filtered by. */
export function ColumnHeader({ column, sorted, columns, left, resizing, ...on }: ColumnHeaderProps) {
  const [over, setOver] = useState(false)
  const place = sorted.findIndex(({ name }) => name === column.name)
  const direction = sorted[place]?.direction
  const Arrow = direction === 'desc' ? ArrowDown : ArrowUp
  const addOnShift = (event: MouseEvent) => {
    if (!event.shiftKey) return
    event.preventDefault()
    columns.sort(sortAdded(sorted, column.name))
  }
  const drop = (event: DragEvent) => {
    setOver(false)
    const name = event.dataTransfer.getData(dragType)
    if (!name) return
    event.preventDefault()
    const { left: start, width } = event.currentTarget.getBoundingClientRect()
    columns.place(placed(columns.places, name, event.clientX < start + width / 2 ? 'before' : 'after', column.name))
  }
  return (
    <th
      scope="col"
      data-column={column.name}
      aria-sort={place === 0 ? (direction === 'asc' ? 'ascending' : 'descending') : place < 0 ? 'none' : 'other'}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(dragType)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onFocus={on.onFocus}
      style={left === null ? undefined : { left }}
      className={cn(
        'relative sticky top-0 z-3 border-b border-border-strong bg-surface px-2 pt-1.5 pb-2 text-left align-top font-normal first:pl-4',
        left !== null && 'z-4',
        over && 'bg-selected',
      )}
    >
      <div className={cn('flex items-center gap-1', column.numeric && 'flex-row-reverse')}>
        <Link
          href={columns.sortHref(sortClicked(sorted, column.name))}
          scroll={false}
          prefetch={false}
          draggable
          title={column.description}
          onClick={addOnShift}
          onDragStart={(event) => {
            event.dataTransfer.setData(dragType, column.name)
            event.dataTransfer.effectAllowed = 'move'
          }}
          className={cn(
            'flex min-h-7 min-w-0 items-center gap-1 font-mono text-small font-[550] text-muted hover:text-text',
            direction && 'text-text',
            column.numeric && 'flex-row-reverse',
          )}
        >
          <span className="truncate">{column.name}</span>
          {direction && <Arrow aria-hidden className="size-3.5 shrink-0" />}
          {sorted.length > 1 && direction && <span className="text-micro text-muted">{place + 1}</span>}
        </Link>
        <span className="grow" />
        <ColumnActions column={column} sorted={sorted} columns={columns} onResize={on.onResize} />
      </div>
      <ColumnFilter column={column} onChange={(filters) => columns.filter(column.name, filters)} />
      <ResizeHandle
        column={column.name}
        width={on.width}
        resizing={resizing}
        onStart={on.onResizeStart}
        onResize={on.onResize}
      />
    </th>
  )
}
