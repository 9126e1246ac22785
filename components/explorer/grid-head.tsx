'use client'

import type { FocusEvent, RefObject } from 'react'
import { useNeighbourFocus } from '@/components/ui/use-neighbour-focus'
import { ColumnHeader } from './column-header'
import type { Grid } from './grid-model'
import type { Columns } from './use-columns'
import type { useGrid } from './use-grid'
import type { Selection } from './use-selection'

interface GridHeadProps extends Pick<ReturnType<typeof useGrid>, 'headers' | 'resizing' | 'resize'> {
  grid: Grid
  columns: Columns
  lefts: readonly (number | null)[]
  widths: readonly number[]
  /** How many columns stay in sight. */
  stay: number
  /** Width of the column to pick rows in; 0: there is none. */
  check: number
  selection: Selection
  region: RefObject<HTMLDivElement | null>
}

export function GridHead({
  grid,
  headers,
  columns,
  lefts,
  widths,
  stay,
  check,
  selection,
  region,
  ...props
}: GridHeadProps) {
  const keys = grid.rows.map(({ key }) => key)
  const noteFocus = useNeighbourFocus(
    grid.columns.map(({ name }) => name),
    (name) => region.current?.querySelector(`[data-column="${CSS.escape(name)}"] [aria-haspopup="menu"]`),
  )
  /** By keyboard one comes to headers that are scrolled under those that stay. */
  const bringOut = ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
    if (!region.current || !target.matches(':focus-visible')) return
    const edge = widths.slice(0, stay).reduce((sum, width) => sum + width, check)
    const under = region.current.getBoundingClientRect().left + edge - currentTarget.getBoundingClientRect().left
    if (under > 0) region.current.scrollBy({ left: -under })
  }
  return (
    <thead>
      <tr aria-rowindex={1}>
        {selection.on && (
          <td className="sticky top-0 left-0 z-5 border-b border-border-strong bg-surface pl-4 align-top">
            <label className="flex h-9 items-center">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                aria-label="Select every row of this page"
                checked={keys.length > 0 && keys.every((key) => selection.keys.has(key))}
                onChange={() => selection.toggleAll(keys)}
              />
            </label>
          </td>
        )}
        {grid.columns.map((column, index) => {
          const header = headers[index]
          const left = lefts[index] ?? null
          return (
            <ColumnHeader
              key={column.name}
              column={column}
              sorted={grid.sorted}
              columns={columns}
              left={left === null ? null : left + check}
              resizing={props.resizing === column.name}
              onFocus={(event) => {
                noteFocus(column.name)
                if (index >= stay) bringOut(event)
              }}
              width={Math.round(widths[index] ?? column.usualWidth)}
              onResizeStart={(event) => header?.getResizeHandler()(event)}
              onResize={(change) => props.resize(column, change)}
            />
          )
        })}
        <td aria-hidden className="sticky top-0 z-3 border-b border-border-strong bg-surface" />
      </tr>
    </thead>
  )
}
