'use client'

import { useEffect, useState, type RefObject } from 'react'

/** How wide an element is by now; as wide as may be until that is known. */
export function useRoom(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(Infinity)
  useEffect(() => {
    if (!element.current) return
    const resized = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? Infinity))
    resized.observe(element.current)
    return () => resized.disconnect()
  }, [element])
  return width
}
