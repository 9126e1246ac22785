/**
 * Who is asking. The session or token names an id only; role, teams and whether the account still works are read from the
 * database on every request, so that a change by an admin holds from the next request on.
 */
import { cache } from 'react'
import { getServerSession } from 'next-auth'
import type { Role } from '@/generated/prisma/client'
import { authOptions } from '@/lib/auth/options'
import { findToken } from '@/lib/auth/tokens'
import { app, type App } from '@/lib/db/app'

export interface Actor {
  readonly kind: 'user' | 'token'
  readonly id: string
  readonly name: string
  readonly email?: string
  readonly role: Role
  /** The teams a manager may see today; empty for the other roles, which need none. */
  readonly teams: readonly number[]
  /** Of a person's session; another one means that the session has ended. */
  readonly sessionVersion?: number
}

/** The person behind the session, once per request; null when nobody is signed in or the account was closed. */
export const sessionActor = cache(async (): Promise<Actor | null> => {
  const session = await getServerSession(authOptions())
  if (!session?.user) return null
  return userActor(app(), session.user.id, session.user.sessionVersion)
})

/** A token where the request carries one, else the session: a wrong token never falls back to a session. */
export async function requestActor(request: Request): Promise<Actor | null> {
  const authorization = request.headers.get('authorization')
  if (authorization === null) return sessionActor()
  const bearer = /^Bearer (\S+)$/i.exec(authorization)
  return bearer?.[1] ? findToken(app(), bearer[1]) : null
}

export async function userActor(db: App, id: string, sessionVersion: number): Promise<Actor | null> {
  const today = new Date(new Date().toISOString().slice(0, 10))
  const user = await db.user.findUnique({
    where: { id },
    include: {
      teams: {
        where: {
          AND: [
            { OR: [{ validFrom: null }, { validFrom: { lte: today } }] },
            { OR: [{ validUntil: null }, { validUntil: { gt: today } }] },
          ],
        },
      },
    },
  })
  if (!user || user.disabledAt !== null || user.sessionVersion !== sessionVersion) return null
  const { name, email, role } = user
  return { kind: 'user', id, name, email, role, teams: user.teams.map(({ teamId }) => Number(teamId)), sessionVersion }
}
