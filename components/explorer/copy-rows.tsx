'use client'

import { Check, Copy, SquareCheck } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { useNeighbourFocus } from '@/components/ui/use-neighbour-focus'
import { formatCounted } from '@/lib/format/numbers'
import { rowsAsCsv } from './copied-csv'
import type { Grid } from './grid-model'
import type { Selection } from './use-selection'

/** Takes the rows in sight, or the picked ones, into the clipboard. Whole tables are exported. */
export function CopyRows({ grid, selection }: { grid: Grid; selection: Selection }) {
  const [said, setSaid] = useState('')
  const place = useRef<HTMLSpanElement>(null)
  const step = selection.on ? 'select' : 'copy'
  const noteFocus = useNeighbourFocus([step], () => place.current?.querySelector('button'))
  const picked = grid.rows.filter(({ key }) => selection.keys.has(key))
  const copy = (rows: Grid['rows']) => {
    const count = formatCounted(rows.length, 'row', 'rows')
    navigator.clipboard.writeText(rowsAsCsv(grid.columns, rows)).then(
      () => setSaid(`${count} copied`),
      () => setSaid('The browser did not let the rows be copied'),
    )
  }
  return (
    <span ref={place} onFocus={() => noteFocus(step)} className="relative flex items-center gap-2" data-print="hide">
      {selection.on ? (
        <>
          <Button
            size="small"
            icon={<Copy aria-hidden />}
            aria-disabled={picked.length === 0}
            onClick={() => picked.length > 0 && copy(picked)}
          >
            Copy {formatCounted(picked.length, 'row', 'rows')}
          </Button>
          <Button size="small" kind="quiet" onClick={selection.stop}>
            Done
          </Button>
        </>
      ) : (
        <Menu
          align="start"
          trigger={
            <Button size="small" icon={<Copy aria-hidden />} className="max-tablet:h-8">
              <span className="max-tablet:sr-only">Copy</span>
            </Button>
          }
        >
          <MenuItem icon={<Copy aria-hidden />} onSelect={() => copy(grid.rows)}>
            Copy this page as CSV
          </MenuItem>
          <MenuItem icon={<SquareCheck aria-hidden />} onSelect={selection.start}>
            Select rows to copy
          </MenuItem>
        </Menu>
      )}
      <span role="status" className="flex items-center gap-1 empty:hidden">
        {said && <Check aria-hidden className="size-3.5" />}
        {said}
      </span>
    </span>
  )
}
