/** The only way to make a page: nobody gets to its content without the permission of the registry. */
import type { ReactNode } from 'react'
import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { record } from '@/lib/audit/record'
import { app } from '@/lib/db/app'
import { sessionActor, type Actor } from './actor'
import { may } from './permissions'
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

    const actor = await sessionActor()
    if (!actor) redirect(`/sign-in?callbackUrl=${encodeURIComponent(await currentPath())}`)
    if (!may(actor, permission)) {
      await record(app(), { actor, action: 'page.view', subject: key, outcome: 'denied' })
      forbidden()
    }
    return render({ ...visit, actor, scope: scopeOf(actor) })
  }
}

/** proxy.ts notes the path on its way in, because Next tells it to nobody on the server. */
async function currentPath(): Promise<string> {
  return (await headers()).get('x-skillscope-path') ?? '/overview'
}

function flat(params: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, decodeURIComponent([value ?? ''].flat().join('/'))]),
  )
}

export function toSearch(values: Record<string, string | string[] | undefined>): URLSearchParams {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value ?? []].flat()) search.append(name, one)
  }
  return search
}
