/**
 * Which saved views somebody sees: the own ones; those shared with everybody, with the own role, or with a team that one
 * manages today; an administrator sees every shared one, to keep order. A view of a page that the reader may not open is
 * none of theirs. Views of an account that was disabled stay shared until an administrator removes them.
 */
import type { Prisma, Role, Sharing } from '@/generated/prisma/client'
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import type { App } from '@/lib/db/app'
import { pinnedOf } from './pinned'
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
  /** Where in the sidebar this reader keeps it, from 0; null: not there. */
  readonly place: number | null
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

/** What the shell needs of a view. */
export type KnownView = Omit<VisibleView, 'search' | 'owner' | 'updatedAt' | 'href'>

/** Those in the sidebar, in its order, and the own ones, to change them: every page asks for them. */
export async function knownViews(db: App, actor: Actor): Promise<readonly KnownView[]> {
  const userId = userOf(actor)
  const found = await db.savedView.findMany({
    where: { AND: [{ OR: [{ ownerId: userId }, { pins: { some: { userId } } }] }, seenBy(actor)] },
    select: knownFields(userId),
    orderBy: byName,
  })
  const known = found.filter(({ path }) => mayOpen(actor, path)).map((view) => knownOf(view, userId))
  return [...pinnedOf(known), ...known.filter(({ place }) => place === null)]
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

const byName = [{ name: 'asc' }, { id: 'asc' }] satisfies Prisma.SavedViewOrderByWithRelationInput[]

const knownFields = (userId: string) =>
  ({
    ...{ id: true, name: true, path: true, sharing: true, role: true, teamId: true, ownerId: true },
    pins: { where: { userId }, select: { position: true } },
    // Counted, since what is joined takes a statement of its own.
    _count: { select: { defaults: { where: { userId } } } },
  }) satisfies Prisma.SavedViewSelect

type KnownRow = Prisma.SavedViewGetPayload<{ select: ReturnType<typeof knownFields> }>

function knownOf(
  { id, name, path, sharing, role, teamId, ownerId, pins, _count }: KnownRow,
  userId: string,
): KnownView {
  return {
    ...{ id, name, path, sharing, role },
    teamId: teamId === null ? null : Number(teamId),
    mine: ownerId === userId,
    place: pins[0]?.position ?? null,
    isDefault: _count.defaults > 0,
  }
}

async function read(db: App, actor: Actor, where: Prisma.SavedViewWhereInput): Promise<readonly VisibleView[]> {
  const userId = userOf(actor)
  const owner = { select: { id: true, name: true, disabledAt: true } }
  const found = await db.savedView.findMany({
    where: { AND: [where, seenBy(actor)] },
    select: { ...knownFields(userId), search: true, updatedAt: true, owner },
    orderBy: byName,
  })
  return found
    .filter(({ path }) => mayOpen(actor, path))
    .map(({ search, owner, updatedAt, ...view }) => ({
      ...knownOf(view, userId),
      search,
      owner: { id: owner.id, name: owner.name, disabled: owner.disabledAt !== null },
      updatedAt: updatedAt.toISOString(),
      href: `/views/${view.id}`,
    }))
}

function seenBy(actor: Actor): Prisma.SavedViewWhereInput {
  return { OR: [{ ownerId: userOf(actor) }, ...sharedWith(actor)] }
}

function sharedWith({ role, teams }: Actor): Prisma.SavedViewWhereInput[] {
  if (role === 'admin') return [{ sharing: { not: 'private' } }]
  return [
    { sharing: 'everybody' },
    { sharing: 'role', role },
    ...(role === 'manager' ? [{ sharing: 'team' as const, teamId: { in: teams.map(BigInt) } }] : []),
  ]
}
