/** What a page has to say of the view in which it is open, and the view in which it opens. */
import { redirect } from 'next/navigation'
import { OpenedLine } from '@/components/views/opened-line'
import type { GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { viewParam } from '@/lib/filters/view-param'
import { openView } from '@/lib/views/open-view'
import { preferredView } from '@/lib/views/preferred'
import { addressOfView } from '@/lib/views/view-address'
import { visibleView } from '@/lib/views/visible'

/** An address that says nothing leads on to the view that its reader prefers; “view=none” says that the page itself is meant. */
export async function openPreferred({ actor, scope, search }: GuardedVisit, path: string): Promise<void> {
  if (search.size > 0) return
  const view = await preferredView(app(), actor, path)
  if (view) redirect(addressOfView(view.id, await withReader(scope, (reader) => openView(reader, view))))
}

/** The name of the view and what of it no longer holds; nothing where the address names no view of this reader's. */
export async function OpenedView({ visit, path }: { visit: GuardedVisit; path: string }) {
  const { actor, scope, search } = visit
  const view = await visibleView(app(), actor, search.get(viewParam) ?? '')
  if (view === null) return null
  const opened = await withReader(scope, (reader) => openView(reader, view))
  return opened.path === path && <OpenedLine name={view.name} path={path} leftOut={opened.leftOut} />
}
