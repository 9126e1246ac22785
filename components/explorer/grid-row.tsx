'use client'

import type { MouseEvent } from 'react'
import { cn } from '@/components/ui/cn'
import type { GridCell, GridColumn, GridRow } from './grid-model'

interface GridRowLineProps {
  row: GridRow
  index: number
  columns: readonly GridColumn[]
  dense: boolean
  lefts: readonly (number | null)[]
  check: number
  open: boolean
  href: string
  onOpen: () => void
  tabbable: boolean
  onFocus: () => void
  selected: boolean
  onSelect: () => void
}

/** One row; its first cell opens it, and so does a click anywhere else in it. */
export function GridRowLine({ row, columns, lefts, check, open, ...props }: GridRowLineProps) {
  const ground = open || props.selected ? 'bg-accent-soft' : 'bg-surface group-hover:bg-hover'
  const openByClick = (event: MouseEvent<HTMLElement>) => {
    const onControl = (event.target as HTMLElement).closest('a, input, label')
    if (!onControl && !window.getSelection()?.toString()) props.onOpen()
  }
  return (
    <tr aria-rowindex={props.index + 2} className="group cursor-default" onClick={openByClick}>
      {check > 0 && (
        <td className={cn('sticky left-0 z-2 border-b border-border pl-4', ground)}>
          <label className="flex min-h-6 items-center">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              aria-label={`Select row ${props.index + 1}`}
              checked={props.selected}
              onChange={props.onSelect}
            />
          </label>
        </td>
      )}
      {columns.map((column, index) => {
        const cell = row.cells[index] ?? { text: null }
        const left = lefts[index] ?? null
        const Cell = index === 0 ? 'th' : 'td'
        return (
          <Cell
            key={column.name}
            {...(index === 0 && { scope: 'row' as const })}
            title={cell.raw ?? (cell.text && cell.text.length > 24 ? cell.text : undefined)}
            style={left === null ? undefined : { left: left + check }}
            className={cn(
              'truncate border-b border-border px-2 text-left font-normal first:pl-4',
              props.dense ? 'h-8 max-tablet:h-10' : 'h-9 max-tablet:h-11',
              column.numeric && 'text-right',
              ground,
              index === 0 && 'max-sidebar:py-1 max-sidebar:whitespace-normal',
              left !== null && 'sticky z-2',
              left !== null && (lefts[index + 1] ?? null) === null && 'border-r',
            )}
          >
            {index === 0 ? (
              <a
                href={props.href}
                data-row={row.key}
                aria-expanded={open}
                tabIndex={props.tabbable ? 0 : -1}
                onFocus={props.onFocus}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return
                  event.preventDefault()
                  props.onOpen()
                }}
                className="font-[550] focus-visible:outline-offset-0"
              >
                <CellText cell={cell} column={column} />
              </a>
            ) : (
              <CellText cell={cell} column={column} />
            )}
          </Cell>
        )
      })}
      <td aria-hidden className={cn('border-b border-border', ground)} />
    </tr>
  )
}

/** A name with its id behind it, a value, or the word null. */
function CellText({ cell, column }: { cell: GridCell; column: GridColumn }) {
  if (cell.text === null) return <span className="font-normal text-muted italic">null</span>
  if (cell.name === undefined) {
    return <span className={cn(column.kind === 'boolean' && 'font-mono text-small')}>{cell.text}</span>
  }
  return (
    <>
      {cell.name} <span className="font-normal text-muted">{cell.text}</span>
    </>
  )
}
