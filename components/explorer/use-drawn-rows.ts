'use client'

import { useEffect, useState, type RefObject } from 'react'

/** So many rows are drawn whole, which find-in-page and printing need; of more only those in sight. */
const DRAWN_WHOLE = 100
const AROUND = 30
const STEP = 10

interface Stretch {
  readonly first: number
  readonly last: number
  readonly height: number
}

/** Which rows are drawn, and the heights of those above and below that are not. All rows are equally high. */
export function useDrawnRows(rows: number, height: number, region: RefObject<HTMLElement | null>) {
  const [stretch, setStretch] = useState<Stretch>({ first: 0, last: 2 * AROUND, height })
  const whole = rows <= DRAWN_WHOLE
  useEffect(() => {
    const element = region.current
    if (whole || !element) return
    const look = () => setStretch((now) => stretchIn(element, now))
    look()
    element.addEventListener('scroll', look, { passive: true })
    const resized = new ResizeObserver(look)
    resized.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      resized.disconnect()
    }
  }, [whole, region, rows, height])
  if (whole) return { drawn: indices(0, rows), above: 0, below: 0 }
  const first = Math.min(stretch.first, Math.max(0, rows - AROUND))
  const last = Math.min(stretch.last, rows)
  return { drawn: indices(first, last), above: first * stretch.height, below: (rows - last) * stretch.height }
}

/** In steps, so that most movements of the wheel draw nothing anew. */
function stretchIn(region: HTMLElement, now: Stretch): Stretch {
  const height = region.querySelector<HTMLElement>('tbody tr:not([aria-hidden])')?.offsetHeight || now.height
  const top = Math.floor(region.scrollTop / height / STEP) * STEP
  const seen = Math.ceil(region.clientHeight / height / STEP) * STEP
  const next = { first: Math.max(0, top - AROUND), last: top + seen + AROUND, height }
  return next.first === now.first && next.last === now.last && next.height === now.height ? now : next
}

function indices(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index)
}
