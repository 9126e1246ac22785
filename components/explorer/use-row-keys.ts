'use client'

import { useState, type KeyboardEvent, type RefObject } from 'react'
import type { GridRow } from './grid-model'
import { useOpenRow } from './use-open-row'

const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }
const pages: Readonly<Record<string, number>> = { PageDown: 1, PageUp: -1 }

/** J and K, or the arrow keys, walk the rows; an open panel follows. Only while the focus is inside: typing stays typing. */
export function useRowKeys(rows: readonly GridRow[], region: RefObject<HTMLElement | null>) {
  const { open, show, close } = useOpenRow()
  const [current, setCurrent] = useState(open)
  const [seen, setSeen] = useState(open)
  if (seen !== open) {
    setSeen(open)
    if (open !== null) setCurrent(open)
  }
  const at = Math.max(
    rows.findIndex(({ key }) => key === current),
    0,
  )
  const go = (next: GridRow) => {
    setCurrent(next.key)
    // A row out of sight is drawn first.
    requestAnimationFrame(() => focusRow(region.current, next.key))
    if (open !== null) show(next.key)
  }
  return {
    current: rows[at]?.key ?? null,
    focused: setCurrent,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || !event.currentTarget.contains(target)) return
      if (target.closest('input, select, textarea, [role="menu"], thead')) return
      if (event.key === 'Escape' && open !== null) return close()
      const next = target.closest('tbody')
        ? rows[steppedTo(event, at, rows.length)]
        : event.key in steps && rows.find(({ key }) => key === startIn(event.currentTarget, current))
      if (!next) return
      event.preventDefault()
      go(next)
    },
  }
}

export type RowKeys = ReturnType<typeof useRowKeys>

/** -1: the key is no step. A page ends at the last row; a single step beyond it leads nowhere. */
function steppedTo({ key, currentTarget }: KeyboardEvent<HTMLElement>, at: number, rows: number): number {
  const page = pages[key]
  if (page !== undefined) return Math.min(rows - 1, Math.max(0, at + page * rowsInSight(currentTarget).length))
  const step = steps[key]
  return step === undefined ? -1 : at + step
}

/** Where walking begins: at the row walked to last while it is in sight, or else at the first that is. */
function startIn(region: HTMLElement, current: string | null): string | undefined {
  const keys = rowsInSight(region)
  return keys.find((key) => key === current) ?? keys[0]
}

function rowsInSight(region: HTMLElement): readonly string[] {
  const { bottom } = region.getBoundingClientRect()
  // The header's cells stay in sight, not the header.
  const top = region.querySelector('thead th')?.getBoundingClientRect().bottom ?? 0
  return [...region.querySelectorAll<HTMLElement>('[data-row]')].flatMap((link) => {
    const { top: start, bottom: end } = link.getBoundingClientRect()
    return start >= top && end <= bottom ? (link.dataset['row'] ?? []) : []
  })
}

export function rowLink(within: ParentNode | null, key: string): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`) ?? null
}

export function focusRow(within: ParentNode | null, key: string): void {
  rowLink(within, key)?.focus()
}
