/**
 * Which saved views somebody sees: the own ones; those shared with everybody, with the own role, or with a team that one
 * manages today; an administrator sees every shared one, to keep order. A view of a page that the reader may not open is
 * none of theirs. Views of an account that was disabled stay shared until an administrator removes them.
 */
import type { Prisma, Role, Sharing } from '@/generated/prisma/client'
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import type { App } from '@/lib/db/app'
import { viewPageAt } from './view-pages'

export interface VisibleView {
  readonly id: string
  readonly name: string
  /** The page, without what follows the question mark. */
  readonly path: string
  /** What the page is asked, as it was saved: read it through openView, which leaves out what no longer holds. */
  readonly search: string
  readonly sharing: Sharing
  /** Where it is shared with a role. */
  readonly role: Role | null
  /** Where it is shared with the managers of a team. */
  readonly teamId: number | null
  readonly owner: { readonly id: string; readonly name: string; readonly disabled: boolean }
  readonly mine: boolean
  /** Kept in the sidebar by this reader. */
  readonly pinned: boolean
  /** In which this reader's page opens. */
  readonly isDefault: boolean
  /** When it was changed last (ISO). */
  readonly updatedAt: string
  /** The permalink. */
  readonly href: string
}

/** By name. */
export async function visibleViews(db: App, actor: Actor): Promise<readonly VisibleView[]> {
  return read(db, actor, {})
}

export async function visibleView(db: App, actor: Actor, id: string): Promise<VisibleView | null> {
  if (!UUID.test(id)) return null
  const [found = null] = await read(db, actor, { id })
  return found
}

/** Of all of them the own ones and those in the menu: what every page needs. */
export async function viewsAtHand(db: App, actor: Actor): Promise<readonly VisibleView[]> {
  const userId = userOf(actor)
  return read(db, actor, { OR: [{ ownerId: userId }, { pins: { some: { userId } } }] })
}

/** Own ones of pages that their owner may not open any more: they still take a name, and can be removed. */
export async function closedViews(db: App, actor: Actor): Promise<readonly { id: string; name: string }[]> {
  if (actor.kind !== 'user') return []
  const own = await db.savedView.findMany({
    where: { ownerId: actor.id },
    select: { id: true, name: true, path: true },
    orderBy: { name: 'asc' },
  })
  return own.filter(({ path }) => !mayOpen(actor, path)).map(({ id, name }) => ({ id, name }))
}

function mayOpen(actor: Actor, path: string): boolean {
  const page = viewPageAt(path)
  return page !== null && may(actor, page.permission)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Tokens own, pin and prefer nothing; what is shared with their role they see. */
const userOf = ({ kind, id }: Actor) => (kind === 'user' ? id : '00000000-0000-0000-0000-000000000000')

async function read(db: App, actor: Actor, where: Prisma.SavedViewWhereInput): Promise<readonly VisibleView[]> {
  const userId = userOf(actor)
  const found = await db.savedView.findMany({
    where: { AND: [where, { OR: [{ ownerId: userId }, ...sharedWith(actor)] }] },
    include: {
      owner: { select: { id: true, name: true, disabledAt: true } },
      pins: { where: { userId }, select: { viewId: true } },
      defaults: { where: { userId }, select: { viewId: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return found.flatMap(({ owner, pins, defaults, teamId, updatedAt, ...view }) => {
    if (!mayOpen(actor, view.path)) return []
    const { id, name, path, search, sharing, role } = view
    return {
      ...{ id, name, path, search, sharing, role },
      teamId: teamId === null ? null : Number(teamId),
      owner: { id: owner.id, name: owner.name, disabled: owner.disabledAt !== null },
      mine: owner.id === userId,
      pinned: pins.length > 0,
      isDefault: defaults.length > 0,
      updatedAt: updatedAt.toISOString(),
      href: `/views/${id}`,
    }
  })
}

function sharedWith({ role, teams }: Actor): Prisma.SavedViewWhereInput[] {
  if (role === 'admin') return [{ sharing: { not: 'private' } }]
  return [
    { sharing: 'everybody' },
    { sharing: 'role', role },
    ...(role === 'manager' ? [{ sharing: 'team' as const, teamId: { in: teams.map(BigInt) } }] : []),
  ]
}
