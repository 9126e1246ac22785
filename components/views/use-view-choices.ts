'use client'

import { useEffect, useState } from 'react'

interface ViewChoices {
  /** What the period of the address can mean from now on; none: it says no period, and so moves on. */
  readonly periods: readonly { readonly name: string; readonly label: string }[]
  /** Those that it can be shared with. */
  readonly teams: readonly { readonly id: number; readonly name: string }[]
}

/** Asked for when somebody begins to save: no page pays for them before. */
export function useViewChoices(search: string): ViewChoices {
  const [choices, setChoices] = useState<ViewChoices>({ periods: [], teams: [] })
  useEffect(() => {
    const asked = new URLSearchParams()
    for (const name of ['from', 'to']) {
      const value = new URLSearchParams(search).get(name)
      if (value !== null) asked.set(name, value)
    }
    const ended = new AbortController()
    fetch(`/api/views/choices?${asked}`, { signal: ended.signal })
      .then(async (response) => {
        if (response.ok) setChoices((await response.json()) as ViewChoices)
      })
      // Without them the server decides by itself what the period means, and nobody shares with a team.
      .catch(() => undefined)
    return () => ended.abort()
  }, [search])
  return choices
}
