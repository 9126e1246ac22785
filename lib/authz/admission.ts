/** At the door of guarded pages: strangers go to the sign-in, wrong roles get a 403, and the latter is written down. */
import { cache } from 'react'
import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { record } from '@/lib/audit/record'
import { app } from '@/lib/db/app'
import { sessionActor, type Actor } from './actor'
import { may } from './permissions'
import { pages, type PageKey } from './registry'

export async function admit(key: PageKey): Promise<Actor> {
  const actor = await sessionActor()
  if (!actor) redirect(`/sign-in?callbackUrl=${encodeURIComponent(await currentPath())}`)
  const permission = pages[key]
  if (permission !== 'public' && !may(actor, permission)) {
    await recordDenial(actor, key)
    forbidden()
  }
  return actor
}

/**
 * For the layout around guarded pages. A page below a loading state decides when the answer is on its way as a 200 already;
 * asking here first gives it the right status. The page asks again: on its own it is just as closed.
 */
export async function admitToShell(): Promise<Actor> {
  return admit(pageAt(await currentPath()) ?? '/')
}

/** The page that an address leads to; null: none that we know, which Next answers with 404. */
export function pageAt(path: string): PageKey | null {
  const parts = path.replace(/[?#].*$/, '').split('/')
  const fits = (key: string) => {
    const pattern = key.split('/')
    return (
      pattern.length === parts.length && pattern.every((part, index) => part.startsWith('[') || part === parts[index])
    )
  }
  const keys = (Object.keys(pages) as PageKey[]).filter(fits)
  return keys.find((key) => !key.includes('[')) ?? keys[0] ?? null
}

/** proxy.ts notes the path on its way in, because Next tells it to nobody on the server. */
async function currentPath(): Promise<string> {
  return (await headers()).get('x-skillscope-path') ?? '/overview'
}

/** Layout and page both come here; one visit is one line of the log. */
const recordDenial = cache((actor: Actor, key: PageKey) =>
  record(app(), { actor, action: 'page.view', subject: key, outcome: 'denied' }),
)
