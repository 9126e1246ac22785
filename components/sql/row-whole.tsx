'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { formatCount } from '@/lib/format/numbers'
import type { SqlResult } from '@/lib/sql/run'

interface RowWholeProps {
  result: SqlResult
  /** Null: closed. */
  row: number | null
  onRow: (row: number | null) => void
}

/** One row with every value to its end, however long: what a cell of the table has no room for. */
export function RowWhole({ result: { columns, rows }, row, onRow }: RowWholeProps) {
  const cells = row === null ? [] : (rows[row] ?? [])
  const number = (row ?? 0) + 1
  return (
    <Dialog
      open={row !== null}
      onOpenChange={(open) => !open && onRow(null)}
      title={`Row ${formatCount(number)} of ${formatCount(rows.length)}`}
    >
      <div className="flex flex-wrap gap-2">
        <Button
          icon={<ChevronUp aria-hidden />}
          aria-disabled={number === 1}
          onClick={() => number > 1 && onRow(number - 2)}
        >
          Previous row
        </Button>
        <Button
          icon={<ChevronDown aria-hidden />}
          aria-disabled={number === rows.length}
          onClick={() => number < rows.length && onRow(number)}
        >
          Next row
        </Button>
      </div>
      <dl className="flex flex-col gap-3">
        {columns.map(({ name, type }, index) => (
          <div key={index} className="min-w-0">
            <dt className="font-mono text-small font-[550] break-words">
              {name} <span className="font-normal text-muted">{type}</span>
            </dt>
            <dd className="text-body break-words whitespace-pre-wrap">
              {cells[index] ?? <span className="text-subtle italic">null</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
