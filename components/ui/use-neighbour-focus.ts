'use client'

import { useEffect, useRef } from 'react'

/**
 * What goes from a list takes the focus with it: what then stands at its place gets it, and after the last the page itself.
 * Answers with a function that hears which of the list has the focus.
 */
export function useNeighbourFocus(
  ids: readonly string[],
  find: (id: string) => HTMLElement | null | undefined,
): (id: string) => void {
  const focused = useRef<string | null>(null)
  const before = useRef(ids)
  useEffect(() => {
    const at = before.current.findIndex((id) => id === focused.current)
    before.current = ids
    if (at < 0 || ids.some((id) => id === focused.current) || document.activeElement !== document.body) return
    const next = ids[Math.min(at, ids.length - 1)]
    const element = next === undefined ? null : find(next)
    const place = element ?? document.querySelector<HTMLElement>('main')
    place?.focus({ preventScroll: element === null })
  })
  return (id) => {
    focused.current = id
  }
}
