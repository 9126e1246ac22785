'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'
import type { Filters } from '@/lib/filters/filters'
import { filterNames, filterParams } from '@/lib/filters/url'

/** The address is the state: a change of a filter goes to the address that says so, and keeps what is not a filter. */
export function useFilterLink(filters: Filters) {
  const router = useRouter()
  const path = usePathname()
  const search = useSearchParams()
  const [busy, start] = useTransition()

  function addressOf(change: Partial<Filters>): string {
    const params = filterParams({ ...filters, ...change })
    for (const [name, value] of search) {
      const isFilter = (filterNames as readonly string[]).includes(name)
      if (!isFilter && name !== 'page') params.append(name, value)
    }
    return `${path}?${params}`
  }
  return {
    busy,
    addressOf,
    go: (change: Partial<Filters>) => start(() => router.push(addressOf(change), { scroll: false })),
  }
}
