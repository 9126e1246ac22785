/** Where somebody keeps a view, one's own or shared with one: in the sidebar, in an order of one's own, and as what its page opens in. */
import type { Actor } from '@/lib/authz/actor'
import type { App, AppTx } from '@/lib/db/app'
import { gone } from './view-refused'
import { visibleView } from './visible'

export async function pinView(db: App, actor: Actor, id: string, { pinned }: { pinned: boolean }): Promise<void> {
  const { id: viewId } = await seen(db, actor, id)
  await db.$transaction((tx) => setPinned(tx, { userId: actor.id, viewId, pinned }))
}

/** Whether this reader's page opens in the view from now on. */
export async function preferView(
  db: App,
  actor: Actor,
  id: string,
  { isDefault }: { isDefault: boolean },
): Promise<void> {
  const { id: viewId, path } = await seen(db, actor, id)
  await db.$transaction((tx) => setDefault(tx, { userId: actor.id, viewId, path, isDefault }))
}

/** The pinned views in the order in which the sidebar has them from now on; what is pinned no longer stays away. */
export async function orderPins(db: App, { id: userId }: Actor, viewIds: readonly string[]): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const [position, viewId] of viewIds.entries()) {
      await tx.viewPin.updateMany({ where: { userId, viewId }, data: { position } })
    }
  })
}

async function seen(db: App, actor: Actor, id: string) {
  const found = actor.kind === 'user' ? await visibleView(db, actor, id) : null
  if (found === null) throw gone()
  return found
}

interface Whose {
  readonly userId: string
  readonly viewId: string
}

/** A new one comes last. */
export async function setPinned(
  tx: AppTx,
  { userId, viewId, pinned }: Whose & { readonly pinned: boolean },
): Promise<void> {
  if (!pinned) {
    await tx.viewPin.deleteMany({ where: { userId, viewId } })
    return
  }
  const { _max } = await tx.viewPin.aggregate({ where: { userId }, _max: { position: true } })
  await tx.viewPin.upsert({
    where: { userId_viewId: { userId, viewId } },
    create: { userId, viewId, position: (_max.position ?? -1) + 1 },
    update: {},
  })
}

export async function setDefault(
  tx: AppTx,
  { userId, viewId, path, isDefault }: Whose & { readonly path: string; readonly isDefault: boolean },
): Promise<void> {
  if (!isDefault) {
    await tx.defaultView.deleteMany({ where: { userId, viewId } })
    return
  }
  await tx.defaultView.upsert({
    where: { userId_path: { userId, path } },
    create: { userId, path, viewId },
    update: { viewId },
  })
}
