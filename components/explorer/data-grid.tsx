'use client'

import { useRef, type ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { useNeighbourFocus } from '@/components/ui/use-neighbour-focus'
import { staying } from './column-places'
import { GridHead } from './grid-head'
import { GridRows } from './grid-rows'
import type { Grid } from './grid-model'
import { useColumns } from './use-columns'
import { useGrid } from './use-grid'
import { useResizeEnd } from './use-resize-end'
import { useRoom } from './use-room'
import { useRowInSight } from './use-row-in-sight'
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
  useRowInSight(grid.rows[0]?.key, region)
  const filled = grid.rows.length > 0 ? 'rows' : 'nothing'
  const noteFilled = useNeighbourFocus([filled], () => region.current)
  const pins = headers.filter(({ column }) => column.getIsPinned()).map((header) => header.getSize())
  const room = useRoom(region)
  const stay = narrow ? Math.min(1, pins.length) : staying(pins, room)
  const lefts = headers.map(({ column }, index) => (index < stay ? column.getStart('start') : null))
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
      aria-keyshortcuts="J K PageDown PageUp Escape"
      tabIndex={0}
      onKeyDown={rowKeys.onKeyDown}
      className={cn(
        'min-h-0 grow scroll-pt-20 scroll-pb-2 overflow-auto bg-surface focus-visible:outline-offset-[-2px] max-sidebar:max-h-[calc(100dvh-112px)] print:max-h-none print:overflow-visible',
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
        <GridHead {...{ grid, headers, resizing, resize, columns, lefts, widths, stay, check, selection, region }} />
        <GridRows grid={grid} lefts={lefts} check={check} selection={selection} region={region} rowKeys={rowKeys} />
      </table>
      {filled === 'nothing' && (
        <div className="sticky left-0" onFocus={() => noteFilled(filled)}>
          {nothing}
        </div>
      )}
    </div>
  )
}
