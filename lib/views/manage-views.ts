/**
 * Keeping, naming, sharing and removing views. They belong to one account each; an administrator may take a shared one
 * away from others, which is how views of people who left are tidied up. Accounts are disabled and never removed, so
 * nothing of theirs goes by itself.
 */
import type { Actor } from '@/lib/authz/actor'
import { record } from '@/lib/audit/record'
import type { App, AppTx } from '@/lib/db/app'
import { errorCode } from '@/lib/db/error-code'
import type { KeptAddress } from './open-view'
import { sameSharing, type Shared } from './sharing'
import { setDefault, setPinned } from './own-places'
import { gone, ViewRefused } from './view-refused'

export const LONGEST_NAME = 80
export const MOST_VIEWS = 200

export interface KeptView extends KeptAddress, Shared {
  readonly name: string
}

export interface Kept {
  /** Which own one is changed instead of a new one. */
  readonly id: string | null
  /** Whether it stands in the owner's sidebar, and opens its page. */
  readonly pinned: boolean
  readonly isDefault: boolean
}

/** The id of the view. */
export async function keepView(db: App, actor: Actor, view: KeptView, kept: Kept): Promise<string> {
  return changing(db, async (tx) => {
    const viewId = kept.id === null ? await create(tx, actor, view) : await replace(tx, actor, view, kept.id)
    const userId = actor.id
    await setPinned(tx, { userId, viewId, pinned: kept.pinned })
    await setDefault(tx, { userId, viewId, path: view.path, isDefault: kept.isDefault })
    return viewId
  })
}

async function create(tx: AppTx, actor: Actor, view: KeptView): Promise<string> {
  await checkName(tx, actor, view.name, null)
  if ((await tx.savedView.count({ where: { ownerId: actor.id } })) >= MOST_VIEWS) {
    throw new ViewRefused(`You have ${MOST_VIEWS} views, which is the most. Remove one first.`)
  }
  const { id } = await tx.savedView.create({ data: { ...view, ownerId: actor.id }, select: { id: true } })
  await record(tx, { actor, action: 'view.save', subject: id, detail: { path: view.path } })
  await recordSharing(tx, actor, id, nobody, view)
  return id
}

async function replace(tx: AppTx, actor: Actor, view: KeptView, id: string): Promise<string> {
  const before = await own(tx, actor, id)
  await checkName(tx, actor, view.name, id)
  await tx.savedView.update({ where: { id }, data: view })
  // Another page is not what somebody wanted to open this one in.
  if (before.path !== view.path) await tx.defaultView.deleteMany({ where: { viewId: id } })
  await record(tx, { actor, action: 'view.change', subject: id, detail: { path: view.path } })
  await recordSharing(tx, actor, id, before, view)
  return id
}

export async function renameView(db: App, actor: Actor, id: string, name: string): Promise<void> {
  await changing(db, async (tx) => {
    await own(tx, actor, id)
    await checkName(tx, actor, name, id)
    await tx.savedView.update({ where: { id }, data: { name } })
    await record(tx, { actor, action: 'view.rename', subject: id })
  })
}

/** Only its owner shares a view; an administrator may end it. */
export async function shareView(db: App, actor: Actor, id: string, shared: Shared): Promise<void> {
  await changing(db, async (tx) => {
    const before = shared.sharing === 'private' ? await ownOrShared(tx, actor, id) : await own(tx, actor, id)
    await tx.savedView.update({ where: { id }, data: { ...shared } })
    await recordSharing(tx, actor, id, before, shared)
  })
}

/** A second time changes nothing. */
export async function removeView(db: App, actor: Actor, id: string): Promise<void> {
  await changing(db, async (tx) => {
    if ((await tx.savedView.count({ where: { id } })) === 0) return
    const { path, sharing, ownerId } = await ownOrShared(tx, actor, id)
    // Somebody else may have removed it in between.
    if ((await tx.savedView.deleteMany({ where: { id } })).count === 0) return
    await record(tx, { actor, action: 'view.remove', subject: id, detail: { path, sharing, owner: ownerId } })
  })
}

const nobody: Shared = { sharing: 'private', role: null, teamId: null }

async function own(tx: AppTx, actor: Actor, id: string) {
  const found = await tx.savedView.findUnique({ where: { id } })
  if (!found || found.ownerId !== actor.id) throw gone()
  return found
}

async function ownOrShared(tx: AppTx, actor: Actor, id: string) {
  const found = await tx.savedView.findUnique({ where: { id } })
  const isTidied = actor.role === 'admin' && found?.sharing !== 'private'
  if (!found || (found.ownerId !== actor.id && !isTidied)) throw gone()
  return found
}

/** Names that differ in capitals alone would not be told apart. */
async function checkName(tx: AppTx, actor: Actor, name: string, id: string | null): Promise<void> {
  const others = await tx.savedView.findMany({ where: { ownerId: actor.id }, select: { id: true, name: true } })
  const taken = others.find((other) => other.id !== id && other.name.toLowerCase() === name.toLowerCase())
  if (taken) throw nameTaken(taken.name)
}

const nameTaken = (name: string) =>
  new ViewRefused(`You already have a view with the name “${name}”. Choose another name.`, 'name')

async function recordSharing(tx: AppTx, actor: Actor, subject: string, before: Shared, now: Shared): Promise<void> {
  if (sameSharing(before, now)) return
  const { sharing, role, teamId } = now
  const detail = { sharing, ...(role && { role }), ...(teamId !== null && { team: Number(teamId) }) }
  await record(tx, { actor, action: sharing === 'private' ? 'view.unshare' : 'view.share', subject, detail })
}

const UNIQUE_VIOLATION = '23505'

async function changing<T>(db: App, work: (tx: AppTx) => Promise<T>): Promise<T> {
  try {
    return await db.$transaction(work)
  } catch (error) {
    // Two tabs may save the same name at once.
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error
    throw new ViewRefused('You already have a view with this name. Choose another name.', 'name')
  }
}
