'use client'

import { useEffect, useRef } from 'react'

/** Says a column's width in the address once the hand has let go of it. */
export function useResizeEnd(resizing: string | false, say: (name: string) => void): void {
  const last = useRef<string | false>(false)
  useEffect(() => {
    if (last.current && !resizing) say(last.current)
    last.current = resizing
  })
}
