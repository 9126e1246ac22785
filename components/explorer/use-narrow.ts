'use client'

import { useSyncExternalStore } from 'react'

/** Below this there is no room beside the rows: panels become sheets. The breakpoint is the sidebar's. */
const query = '(max-width: 1023.98px)'

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
    () => false,
  )
}
