/** The only way to make a page: nobody gets to its content without the permission of the registry. */
import type { ReactNode } from 'react'
import { notFound } from 'next/navigation'
import type { Actor } from './actor'
import { admit } from './admission'
import { pages, type PageKey } from './registry'
import { scopeOf, type Scope } from './scope'

interface PageProps {
  readonly params: Promise<Record<string, string | string[] | undefined>>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

type PublicKey = { [Key in PageKey]: (typeof pages)[Key] extends 'public' ? Key : never }[PageKey]
type GuardedKey = Exclude<PageKey, PublicKey>

export interface PageVisit {
  readonly params: Readonly<Record<string, string>>
  readonly search: URLSearchParams
}

export interface GuardedVisit extends PageVisit {
  readonly actor: Actor
  readonly scope: Scope
}

type Page = (props: PageProps) => Promise<ReactNode>

export function definePage(key: PublicKey, render: (visit: PageVisit) => ReactNode | Promise<ReactNode>): Page
export function definePage(key: GuardedKey, render: (visit: GuardedVisit) => ReactNode | Promise<ReactNode>): Page
export function definePage(key: PageKey, render: (visit: GuardedVisit) => ReactNode | Promise<ReactNode>): Page {
  return async ({ params, searchParams }) => {
    const visit = { params: flat(await params), search: toSearch(await searchParams) }
    const permission = pages[key]
    // Safe: the overloads give public pages a function that does not know an actor.
    if (permission === 'public') return render(visit as GuardedVisit)

    const actor = await admit(key)
    return render({ ...visit, actor, scope: scopeOf(actor) })
  }
}

/** A stray percent sign is no address of ours. */
function flat(params: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      try {
        return [name, decodeURIComponent([value ?? ''].flat().join('/'))]
      } catch {
        notFound()
      }
    }),
  )
}

export function toSearch(values: Record<string, string | string[] | undefined>): URLSearchParams {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value ?? []].flat()) search.append(name, one)
  }
  return search
}
