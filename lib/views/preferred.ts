/** In which view a page opens for somebody whose address says nothing. */
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { visibleView, type VisibleView } from './visible'

/** Null: in its own default; a view that is no longer shared with this reader does not open. */
export async function preferredView(db: App, actor: Actor, path: string): Promise<VisibleView | null> {
  if (actor.kind !== 'user') return null
  const chosen = await db.defaultView.findUnique({ where: { userId_path: { userId: actor.id, path } } })
  const view = chosen && (await visibleView(db, actor, chosen.viewId))
  // Its owner may have saved another page under it since.
  return view?.path === path ? view : null
}
