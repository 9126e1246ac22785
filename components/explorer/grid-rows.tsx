'use client'

import { Fragment, type RefObject } from 'react'
import { GridRowLine } from './grid-row'
import type { Grid } from './grid-model'
import { useDrawnRows } from './use-drawn-rows'
import { useOpenRow } from './use-open-row'
import type { RowKeys } from './use-row-keys'
import type { Selection } from './use-selection'

interface GridRowsProps {
  grid: Grid
  lefts: readonly (number | null)[]
  /** Width of the column to pick rows in; 0: there is none. */
  check: number
  selection: Selection
  region: RefObject<HTMLDivElement | null>
  rowKeys: RowKeys
}

export function GridRows({ grid, lefts, check, selection, region, rowKeys }: GridRowsProps) {
  const { rows, columns, dense } = grid
  const { open, href, show } = useOpenRow()
  const kept = [rowKeys.current, open].map((key) => rows.findIndex((row) => row.key === key))
  const { drawn, below } = useDrawnRows(rows.length, dense ? 32 : 36, region, kept)
  return (
    <tbody>
      {drawn.map(({ index, above }) => {
        const row = rows[index]!
        return (
          <Fragment key={row.key}>
            {above > 0 && <tr aria-hidden style={{ height: above }} />}
            <GridRowLine
              row={row}
              index={index}
              columns={columns}
              dense={dense}
              lefts={lefts}
              check={check}
              open={row.key === open}
              href={href(row.key)}
              onOpen={() => show(row.key)}
              tabbable={row.key === rowKeys.current}
              onFocus={() => rowKeys.focused(row.key)}
              selected={selection.keys.has(row.key)}
              onSelect={() => selection.toggle(row.key)}
            />
          </Fragment>
        )
      })}
      {below > 0 && <tr aria-hidden style={{ height: below }} />}
    </tbody>
  )
}
