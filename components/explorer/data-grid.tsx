'use client'

import { useRef, type ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { ColumnHeader } from './column-header'
import { GridRows } from './grid-rows'
import type { Grid } from './grid-model'
import { useColumns } from './use-columns'
import { useGrid } from './use-grid'
import { useResizeEnd } from './use-resize-end'
import { useRowKeys } from './use-row-keys'
import type { Selection } from './use-selection'

interface DataGridProps {
  grid: Grid
  /** The first column leaves the others room, and its words wrap. */
  narrow: boolean
  selection: Selection
  /** Stands under the header where there is no row. */
  nothing: ReactNode
}

/** A page of rows: columns are moved, widened, pinned and filtered in their header, rows are walked by J and K. */
export function DataGrid({ grid, narrow, selection, nothing }: DataGridProps) {
  const region = useRef<HTMLDivElement>(null)
  const columns = useColumns(grid)
  const { headers, resizing, say, resize } = useGrid(grid)
  const rowKeys = useRowKeys(grid.rows, region)
  useResizeEnd(resizing, say)
  const lefts = headers.map((header) => (header.column.getIsPinned() ? header.column.getStart('start') : null))
  const widths = headers.map((header, index) =>
    narrow && index === 0 ? Math.min(header.getSize(), 168) : header.getSize(),
  )
  const check = selection.on ? 40 : 0
  return (
    <div
      ref={region}
      role="region"
      aria-label={`Rows of ${grid.table}`}
      aria-busy={columns.busy || undefined}
      tabIndex={0}
      onKeyDown={rowKeys.onKeyDown}
      className={cn(
        'min-h-0 grow overflow-auto bg-surface focus-visible:outline-offset-[-2px] max-sidebar:max-h-[calc(100dvh-112px)] print:max-h-none print:overflow-visible',
        columns.busy && 'opacity-55',
        resizing && 'cursor-col-resize select-none',
      )}
    >
      <table
        aria-rowcount={grid.rows.length + 1}
        className="tabular min-w-full table-fixed border-separate border-spacing-0"
        style={{ width: widths.reduce((sum, width) => sum + width, check) }}
      >
        <colgroup>
          {selection.on && <col style={{ width: check }} />}
          {headers.map((header, index) => (
            <col key={header.id} style={{ width: widths[index] }} />
          ))}
          {/* Takes what the columns leave of a wide window. */}
          <col />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {selection.on && (
              <td className="sticky top-0 left-0 z-5 border-b border-border-strong bg-surface pl-4 align-top">
                <label className="flex h-9 items-center">
                  <input
                    type="checkbox"
                    className="size-4 accent-accent"
                    aria-label="Select every row of this page"
                    checked={grid.rows.length > 0 && grid.rows.every(({ key }) => selection.keys.has(key))}
                    onChange={() => selection.toggleAll(grid.rows.map(({ key }) => key))}
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
                  first={index === 0}
                  resizing={resizing === column.name}
                  onResizeStart={(event) => header?.getResizeHandler()(event)}
                  onResize={(change) => resize(column, change)}
                />
              )
            })}
            <td aria-hidden className="sticky top-0 z-3 border-b border-border-strong bg-surface" />
          </tr>
        </thead>
        <GridRows grid={grid} lefts={lefts} check={check} selection={selection} region={region} rowKeys={rowKeys} />
      </table>
      {grid.rows.length === 0 && <div className="sticky left-0">{nothing}</div>}
    </div>
  )
}
