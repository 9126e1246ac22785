'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useTransition } from 'react'
import { changedLike } from './table-address'

/** What the page goes to while its rows are on their way: a change made meanwhile is a change of that. One window has one address. */
const bar: { ahead: URLSearchParams | null; drawn: string; users: number } = { ahead: null, drawn: '', users: 0 }

function goAhead(params: URLSearchParams | null): void {
  bar.ahead = params
}

function arrived(address: string): void {
  if (bar.drawn !== address) Object.assign(bar, { drawn: address, ahead: null })
}

/** Whoever goes to another page instead has given up what this one was going to. */
function joined(): () => void {
  bar.users += 1
  return () => {
    bar.users -= 1
    if (bar.users === 0) Object.assign(bar, { ahead: null, drawn: '' })
  }
}

/** The address is the state of the page: a change goes to the address that says so. */
export function useAddress() {
  const router = useRouter()
  const path = usePathname()
  const search = useSearchParams()
  const [busy, start] = useTransition()
  const here = `${path}?${search}`
  useEffect(joined, [])
  useEffect(() => arrived(here), [here])
  const drawn = new URLSearchParams(search)
  const hrefOf = (params: URLSearchParams) => (params.size > 0 ? `${path}?${params}` : path)
  const follow = (params: URLSearchParams) => {
    const ahead = changedLike(bar.ahead ?? drawn, drawn, params)
    const href = hrefOf(ahead)
    goAhead(href === hrefOf(drawn) ? null : ahead)
    start(() => router.push(href, { scroll: false }))
  }
  /** Written over an answer that is on its way, it would be lost with it. */
  const unlessAhead = (say: (href: string) => void) => (params: URLSearchParams) =>
    bar.ahead ? follow(params) : say(hrefOf(params))
  return {
    busy,
    path,
    search: drawn,
    hrefOf,
    follow,
    /** Says it in the address without asking the server for the page again. */
    show: unlessAhead((href) => window.history.pushState(null, '', href)),
    /** The same without a step for Back: moving from row to row is no journey. */
    replace: unlessAhead((href) => window.history.replaceState(null, '', href)),
  }
}
