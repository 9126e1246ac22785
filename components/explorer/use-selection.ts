'use client'

import { useState } from 'react'

/** Rows picked to be copied. It is gone with the page: what is kept stands in the address, and this is no question. */
export function useSelection() {
  const [keys, setKeys] = useState<ReadonlySet<string> | null>(null)
  return {
    on: keys !== null,
    keys: keys ?? new Set<string>(),
    start: () => setKeys(new Set()),
    stop: () => setKeys(null),
    toggle: (key: string) =>
      setKeys((now) => {
        const next = new Set(now)
        if (!next.delete(key)) next.add(key)
        return next
      }),
    toggleAll: (all: readonly string[]) =>
      setKeys((now) => (all.every((key) => now?.has(key)) ? new Set() : new Set(all))),
  }
}

export type Selection = ReturnType<typeof useSelection>
