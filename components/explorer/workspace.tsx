'use client'

import type { ReactNode } from 'react'
import type { FilterColumn } from '@/lib/explorer/filter-value'
import { CopyRows } from './copy-rows'
import { DataGrid } from './data-grid'
import { FacetsPanel } from './facets-panel'
import type { Grid } from './grid-model'
import { Peek } from './peek'
import { Sheet } from './sheet'
import { useFacets } from './use-facets'
import { useNarrow } from './use-narrow'
import { useOpenRow } from './use-open-row'
import { focusRow } from './use-row-keys'
import { useSelection } from './use-selection'

interface WorkspaceProps {
  grid: Grid
  facets: { readonly columns: readonly FilterColumn[]; readonly usual: readonly string[] }
  /** Stands instead of the rows where there are none. */
  nothing: ReactNode
  /** What is shown, and the way to the next rows. */
  footer: ReactNode
}

/** Facets, rows and the open row side by side; in a narrow window the rows, and the other two as sheets. */
export function Workspace({ grid, facets, nothing, footer }: WorkspaceProps) {
  const narrow = useNarrow()
  const selection = useSelection()
  const { shown } = useFacets(facets.usual)
  const row = useOpenRow()
  const back = (key: string) => focusRow(document, key)
  const close = (key: string) => {
    row.close()
    if (!narrow) requestAnimationFrame(() => back(key))
  }
  const panel = row.open !== null && (
    <Peek
      table={grid.table}
      rows={grid.rows}
      open={row.open}
      onMove={row.show}
      onClose={() => row.open !== null && close(row.open)}
    />
  )
  return (
    <div className="flex min-h-0 grow border-t border-border bg-surface">
      {shown && !narrow && (
        <aside
          aria-label="Facets"
          data-print="hide"
          className="flex w-56 shrink-0 flex-col border-r border-border max-sidebar:hidden"
        >
          <FacetsPanel table={grid.table} {...facets} />
        </aside>
      )}
      <div className="@container flex min-w-0 grow flex-col">
        <DataGrid grid={grid} narrow={narrow} selection={selection} nothing={nothing} />
        <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 border-t border-border px-4 py-2 max-tablet:gap-x-2.5 text-small text-muted max-sidebar:sticky max-sidebar:bottom-0 max-sidebar:z-20 max-sidebar:bg-surface">
          {grid.rows.length > 0 && <CopyRows grid={grid} selection={selection} />}
          {footer}
        </div>
      </div>
      {panel && !narrow && (
        <aside
          aria-label="Row"
          data-print="hide"
          className="flex w-85 shrink-0 flex-col border-l border-border bg-surface max-sidebar:hidden"
        >
          {panel}
        </aside>
      )}
      {narrow && (
        <Sheet
          label="Row"
          open={row.open !== null}
          onOpenChange={(open) => !open && row.close()}
          onClosed={() => row.last.current !== null && back(row.last.current)}
        >
          {panel}
        </Sheet>
      )}
    </div>
  )
}
