'use client'

import { useState, type KeyboardEvent, type RefObject } from 'react'
import type { GridRow } from './grid-model'
import { useOpenRow } from './use-open-row'

const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** J and K, or the arrow keys, walk the rows; an open panel follows. Only while the focus is inside: typing stays typing. */
export function useRowKeys(rows: readonly GridRow[], region: RefObject<HTMLElement | null>) {
  const { open, show, close } = useOpenRow()
  const [current, setCurrent] = useState<string | null>(null)
  const at = rows.findIndex(({ key }) => key === (current ?? open))
  const focus = (key: string) => {
    setCurrent(key)
    // A row out of sight is drawn first.
    requestAnimationFrame(() => focusRow(region.current, key))
  }
  return {
    current: rows[Math.max(at, 0)]?.key ?? null,
    focused: setCurrent,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || !event.currentTarget.contains(target)) return
      if (target.closest('input, select, textarea, [role="menu"], thead')) return
      if (event.key === 'Escape' && open !== null) return close()
      const step = steps[event.key]
      const inRows = target.closest('tbody') !== null
      const next = step === undefined ? undefined : rows[inRows ? at + step : Math.max(at, 0)]
      if (!next) return
      event.preventDefault()
      focus(next.key)
      if (open !== null) show(next.key)
    },
  }
}

export type RowKeys = ReturnType<typeof useRowKeys>

export function focusRow(within: ParentNode | null, key: string): void {
  within?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus()
}
