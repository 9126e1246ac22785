'use client'

import {
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { NARROWEST, WIDEST } from '@/lib/explorer/view-limits'
import type { Grid, GridRow } from './grid-model'
import { useWidths } from './use-widths'

const features = tableFeatures({
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
})

/** Widths, and where each column that stays in sight stands; rows and their order are the server's. */
export function useGrid(grid: Grid) {
  const { columns, rows } = grid
  const { widths, setWidths, say, resize } = useWidths(grid)
  const definitions = useMemo(
    () =>
      columns.map(({ name, usualWidth }) => ({
        id: name,
        accessorFn: (row: GridRow) => row.key,
        size: usualWidth,
        minSize: NARROWEST,
        maxSize: WIDEST,
      })),
    [columns],
  )
  const columnPinning = useMemo(
    () => ({ start: columns.filter(({ pinned }) => pinned).map(({ name }) => name), end: [] }),
    [columns],
  )
  const table = useTable({
    features,
    columns: definitions,
    data: rows as GridRow[],
    columnResizeMode: 'onChange',
    state: { columnSizing: widths as Record<string, number>, columnPinning },
    onColumnSizingChange: (change) => setWidths((now) => (typeof change === 'function' ? change({ ...now }) : change)),
  })
  return {
    headers: table.getHeaderGroups()[0]?.headers ?? [],
    resizing: table.state.columnResizing.isResizingColumn,
    say,
    resize,
  }
}
