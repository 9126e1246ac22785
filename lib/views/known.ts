/** What the shell needs of a reader's views on every page: the own ones, to change them, and those in the menu. */
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { viewsAtHand, type VisibleView } from './visible'

type Known = 'id' | 'name' | 'path' | 'sharing' | 'role' | 'teamId' | 'mine' | 'pinned' | 'isDefault'
export type KnownView = Pick<VisibleView, Known>

export async function knownViews(db: App, actor: Actor): Promise<readonly KnownView[]> {
  const views = await viewsAtHand(db, actor)
  return views.map(({ id, name, path, sharing, role, teamId, mine, pinned, isDefault }) => ({
    ...{ id, name, path, sharing, role, teamId },
    ...{ mine, pinned, isDefault },
  }))
}
