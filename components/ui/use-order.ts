'use client'

import { useState } from 'react'

export interface Order {
  readonly ids: readonly string[]
  readonly move: (id: string, by: -1 | 1) => void
  /** What the last move did, to be read out. */
  readonly said: string
}

interface OrderOptions {
  readonly labelOf: (id: string) => string
  /** How many always stand before them. */
  readonly ahead?: number
}

/** Entries that somebody puts into an order with a button for each way: move-buttons.tsx. */
export function useOrder(start: () => readonly string[], { labelOf, ahead = 0 }: OrderOptions): Order {
  const [ids, setIds] = useState(start)
  const [said, setSaid] = useState('')
  const move = (id: string, by: -1 | 1) => {
    const to = ids.indexOf(id) + by
    const next = ids.filter((other) => other !== id)
    next.splice(to, 0, id)
    setIds(next)
    setSaid(`${labelOf(id)}: place ${ahead + to + 1} of ${ahead + ids.length}`)
  }
  return { ids, move, said }
}
