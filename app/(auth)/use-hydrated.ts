'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** False until React has taken over the page: a form sent before would go to the server as a plain page request. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
