'use client'

import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  EllipsisVertical,
  EyeOff,
  ListPlus,
  Pin,
  PinOff,
  Ruler,
  UnfoldHorizontal,
  FoldHorizontal,
} from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'
import { MOST_SORT_KEYS, type SortedColumn } from '@/lib/explorer/sort-text'
import { MOST_PINS } from '@/lib/explorer/view-limits'
import { hidden, pinToggled, stepped } from './column-places'
import type { GridColumn } from './grid-model'
import { sortAdded } from './table-address'
import type { Columns } from './use-columns'

export type WidthChange = 'wider' | 'narrower' | 'usual'

interface ColumnActionsProps {
  column: GridColumn
  sorted: readonly SortedColumn[]
  columns: Columns
  onResize: (change: WidthChange) => void
}

/** Everything that a column can do by mouse, for the keyboard and for fingers. */
export function ColumnActions({ column, sorted, columns, onResize }: ColumnActionsProps) {
  const { name, pinned } = column
  const key = sorted.find((one) => one.name === name)
  return (
    <Menu
      trigger={
        <Button kind="quiet" size="icon" aria-label={`Column ${name}`} className="size-6 shrink-0 max-tablet:size-8">
          <EllipsisVertical aria-hidden />
        </Button>
      }
    >
      <MenuLabel>
        <span className="font-mono">{name}</span> · {column.kind}
      </MenuLabel>
      <MenuItem icon={<ArrowUp aria-hidden />} onSelect={() => columns.sort([{ name, direction: 'asc' }])}>
        Sort ascending
      </MenuItem>
      <MenuItem icon={<ArrowDown aria-hidden />} onSelect={() => columns.sort([{ name, direction: 'desc' }])}>
        Sort descending
      </MenuItem>
      {!key && sorted.length >= MOST_SORT_KEYS && (
        <MenuLabel>Sorted by {MOST_SORT_KEYS} columns already, the most there can be</MenuLabel>
      )}
      {!key && sorted.length > 0 && sorted.length < MOST_SORT_KEYS && (
        <MenuItem icon={<ListPlus aria-hidden />} onSelect={() => columns.sort(sortAdded(sorted, name))}>
          Then sort by this
        </MenuItem>
      )}
      {key && (
        <MenuItem onSelect={() => columns.sort(sorted.filter((one) => one !== key))}>No longer sort by this</MenuItem>
      )}
      <MenuSeparator />
      {(pinned || columns.places.pinned.length < MOST_PINS) && (
        <MenuItem
          icon={pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
          onSelect={() => columns.place(pinToggled(columns.places, name))}
        >
          {pinned ? 'Unpin' : 'Pin to the left'}
        </MenuItem>
      )}
      <MenuItem icon={<ArrowLeft aria-hidden />} onSelect={() => columns.place(stepped(columns.places, name, -1))}>
        Move left
      </MenuItem>
      <MenuItem icon={<ArrowRight aria-hidden />} onSelect={() => columns.place(stepped(columns.places, name, 1))}>
        Move right
      </MenuItem>
      <MenuItem icon={<EyeOff aria-hidden />} onSelect={() => columns.place(hidden(columns.places, name))}>
        Hide
      </MenuItem>
      <MenuSeparator />
      <MenuItem stays icon={<UnfoldHorizontal aria-hidden />} onSelect={() => onResize('wider')}>
        Wider
      </MenuItem>
      <MenuItem stays icon={<FoldHorizontal aria-hidden />} onSelect={() => onResize('narrower')}>
        Narrower
      </MenuItem>
      <MenuItem icon={<Ruler aria-hidden />} onSelect={() => onResize('usual')}>
        Usual width
      </MenuItem>
    </Menu>
  )
}
