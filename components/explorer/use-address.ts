'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'

/** The address is the state of the page: a change goes to the address that says so. */
export function useAddress() {
  const router = useRouter()
  const path = usePathname()
  const search = useSearchParams()
  const [busy, start] = useTransition()
  const hrefOf = (params: URLSearchParams) => (params.size > 0 ? `${path}?${params}` : path)
  return {
    busy,
    path,
    search: new URLSearchParams(search),
    hrefOf,
    follow: (params: URLSearchParams) => start(() => router.push(hrefOf(params), { scroll: false })),
    /** Says it in the address without asking the server for the page again. */
    show: (params: URLSearchParams) => window.history.pushState(null, '', hrefOf(params)),
    /** The same without a step for Back: moving from row to row is no journey. */
    replace: (params: URLSearchParams) => window.history.replaceState(null, '', hrefOf(params)),
  }
}
