'use client'

import { useCallback, useMemo, useState } from 'react'
import type { Box, Diagram, Point } from '@/lib/dictionary/diagram'

/** Where the boxes stand: where the server put them, until somebody drags one. */
export function useBoxes({ boxes: original }: Diagram) {
  const [places, setPlaces] = useState<ReadonlyMap<string, Point>>(new Map())
  const move = useCallback(
    (id: string, by: Point) =>
      setPlaces((now) => {
        const at = now.get(id) ?? original.find((box) => box.id === id)
        return at ? new Map(now).set(id, { x: at.x + by.x, y: at.y + by.y }) : now
      }),
    [original],
  )
  const boxes = useMemo(
    () => original.map((box): Box => (places.has(box.id) ? { ...box, ...places.get(box.id) } : box)),
    [original, places],
  )
  const byId = useMemo(() => new Map(boxes.map((box) => [box.id, box])), [boxes])
  return { boxes, byId, places, move, putBack: () => setPlaces(new Map()) }
}
