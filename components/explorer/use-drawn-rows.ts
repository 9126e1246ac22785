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

interface DrawnRow {
  readonly index: number
  /** Height of the rows before it that are not drawn. */
  readonly above: number
}

/** Which rows are drawn, and how much room those between them take. All rows are equally high; the kept ones are always drawn. */
export function useDrawnRows(
  rows: number,
  height: number,
  region: RefObject<HTMLElement | null>,
  kept: readonly number[] = [],
): { drawn: readonly DrawnRow[]; below: number } {
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
  return drawnRows(rows, whole ? { first: 0, last: rows, height } : stretch, kept)
}

/** A row that has the focus, or is open, would lose that with its line. */
export function drawnRows(rows: number, { first, last, height }: Stretch, kept: readonly number[]) {
  const from = Math.min(first, Math.max(0, rows - AROUND))
  const inSight = Array.from({ length: Math.max(0, Math.min(last, rows) - from) }, (_, index) => from + index)
  const indices = [...new Set([...inSight, ...kept.filter((index) => index >= 0 && index < rows)])].toSorted(
    (one, other) => one - other,
  )
  return {
    drawn: indices.map((index, place) => ({ index, above: (index - (indices[place - 1] ?? -1) - 1) * height })),
    below: (rows - (indices.at(-1) ?? -1) - 1) * height,
  }
}

/** In steps, so that most movements of the wheel draw nothing anew. */
function stretchIn(region: HTMLElement, now: Stretch): Stretch {
  const height = region.querySelector<HTMLElement>('tbody tr:not([aria-hidden])')?.offsetHeight || now.height
  const top = Math.floor(region.scrollTop / height / STEP) * STEP
  const seen = Math.ceil(region.clientHeight / height / STEP) * STEP
  const next = { first: Math.max(0, top - AROUND), last: top + seen + AROUND, height }
  return next.first === now.first && next.last === now.last && next.height === now.height ? now : next
}
