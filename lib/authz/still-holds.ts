/** Whether what an actor was let in with still holds: long answers ask again while they run. */
import type { App } from '@/lib/db/app'
import { userActor, type Actor } from './actor'

export async function stillHolds(db: App, actor: Actor): Promise<boolean> {
  const now = actor.kind === 'user' ? await userNow(db, actor) : await tokenNow(db, actor.id)
  return now !== null && now.role === actor.role && sameTeams(now.teams, actor.teams)
}

type Rights = Pick<Actor, 'role' | 'teams'>

async function userNow(db: App, { id, sessionVersion }: Actor): Promise<Rights | null> {
  return sessionVersion === undefined ? null : userActor(db, id, sessionVersion)
}

async function tokenNow(db: App, id: string): Promise<Rights | null> {
  const token = await db.apiToken.findUnique({ where: { id }, include: { teams: true } })
  if (!token || token.revokedAt !== null || (token.expiresAt !== null && token.expiresAt <= new Date())) return null
  return { role: token.role, teams: token.teams.map(({ teamId }) => Number(teamId)) }
}

function sameTeams(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((team) => others.includes(team))
}
