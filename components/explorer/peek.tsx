'use client'

import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/components/ui/cn'
import type { ReadRow } from '@/lib/explorer/row'
import type { GridRow } from './grid-model'
import { LinkedRows, PeekCells, Provenance } from './peek-parts'
import { useAnswer } from './use-answer'

interface PeekProps {
  table: string
  rows: readonly GridRow[]
  open: string
  onMove: (key: string) => void
  onClose: () => void
}

/** One row whole: every column, what its ids name, and what names it. */
export function Peek({ table, rows, open, onMove, onClose }: PeekProps) {
  const panel = useRef<HTMLDivElement>(null)
  const { value: row, problem, busy } = useAnswer<ReadRow>(`/api/v1/tables/${table}/rows/${encodeURIComponent(open)}`)
  const at = rows.findIndex(({ key }) => key === open)
  const [before, after] = [rows[at - 1], at < 0 ? undefined : rows[at + 1]]
  useEffect(() => panel.current?.focus({ preventScroll: true }), [])
  const keys: Readonly<Record<string, GridRow | undefined>> = { j: after, ArrowDown: after, k: before, ArrowUp: before }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') return onClose()
    const next = keys[event.key]
    if (!next) return
    event.preventDefault()
    // A link of this row is gone with it.
    if ((event.target as HTMLElement).closest('a')) panel.current?.focus({ preventScroll: true })
    onMove(next.key)
  }
  const [title, beside] = namesIn(row, open)
  return (
    <div role="group" aria-label="Open row" onKeyDown={onKeyDown} className="flex min-h-0 grow flex-col">
      <div className="flex items-start gap-1 border-b border-border py-2.5 pr-2 pl-4">
        <div className="min-w-0 grow">
          <h2 className="truncate text-card font-semibold">{title}</h2>
          <p className="text-small break-words text-muted first-letter:uppercase" role="status">
            {beside && `${beside} · `}
            <span className="whitespace-nowrap">
              {at < 0 ? 'not on this page' : `row ${at + 1} of ${rows.length} on this page`}
            </span>
          </p>
        </div>
        <Step label="Previous row" row={before} onMove={onMove} icon={<ChevronUp aria-hidden />} />
        <Step label="Next row" row={after} onMove={onMove} icon={<ChevronDown aria-hidden />} />
        <Button kind="quiet" size="icon" aria-label="Close the row" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <div
        ref={panel}
        role="region"
        aria-label="Values of the row"
        tabIndex={0}
        aria-busy={busy}
        className={cn(
          'min-h-0 grow overflow-y-auto px-4 pb-4 focus-visible:outline-offset-[-2px]',
          busy && row && 'opacity-55',
        )}
      >
        {problem !== null && !busy && <p className="py-4 text-body text-muted">{problem}</p>}
        {!row && busy && (
          <div className="flex flex-col gap-3 pt-4">
            {Array.from({ length: 8 }, (_, index) => (
              <Skeleton key={index} className="h-9" />
            ))}
          </div>
        )}
        {row && (
          <>
            <PeekCells cells={row.cells} />
            <LinkedRows linked={row.linked} />
            <Provenance row={row} />
          </>
        )}
      </div>
    </div>
  )
}

/** What a row is called: by its own name, or by what its ids name. */
function namesIn(row: ReadRow | null, key: string): readonly (string | undefined)[] {
  if (row?.name) return [row.name]
  const [first, second] = row?.cells.flatMap(({ name }) => name?.text ?? []) ?? []
  return first === undefined ? [`Row ${key}`] : [first, second]
}

interface StepProps {
  label: string
  row: GridRow | undefined
  onMove: (key: string) => void
  icon: React.ReactNode
}

function Step({ label, row, onMove, icon }: StepProps) {
  return (
    <Button kind="quiet" size="icon" aria-label={label} aria-disabled={!row} onClick={() => row && onMove(row.key)}>
      {icon}
    </Button>
  )
}
