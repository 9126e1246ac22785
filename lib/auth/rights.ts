/** What an account may see: a role, and for managers the teams with their days. */
import type { Role } from '@/generated/prisma/client'

export interface TeamRight {
  readonly teamId: number
  /** First day with the right (ISO); null: always. */
  readonly validFrom: string | null
  /** First day without it; null: never ends. */
  readonly validUntil: string | null
}

export interface Rights {
  readonly role: Role
  readonly teams: readonly TeamRight[]
}

/** An account or token that cannot be made or changed like that; the message is for the person who asked for it. */
export class UserRefused extends Error {
  override name = 'UserRefused'

  constructor(
    message: string,
    /** The field of a form that is at fault. */
    readonly field: 'form' | 'email' | 'name' | 'teams' | 'expires' = 'form',
  ) {
    super(message)
  }
}

export function checkRights({ role, teams }: Rights): void {
  if (role === 'manager' && teams.length === 0) {
    throw new UserRefused('A manager needs at least one team, and would see nobody without.', 'teams')
  }
  if (role !== 'manager' && teams.length > 0) {
    throw new UserRefused(`Teams limit managers only; this is a role of ${role}.`, 'teams')
  }
  if (new Set(teams.map(({ teamId }) => teamId)).size < teams.length) {
    throw new UserRefused('One team stands in the list twice.', 'teams')
  }
  for (const { validFrom, validUntil } of teams) {
    if (validFrom !== null && validUntil !== null && validUntil <= validFrom) {
      throw new UserRefused('A team’s right ends after the day it begins.', 'teams')
    }
  }
}

interface StoredTeam {
  readonly teamId: bigint
  readonly validFrom: Date | null
  readonly validUntil: Date | null
}

const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null

export function storedRights({ role, teams }: { role: Role; teams: readonly StoredTeam[] }): Rights {
  const rights = teams.map(({ teamId, validFrom, validUntil }) => ({
    teamId: Number(teamId),
    validFrom: day(validFrom),
    validUntil: day(validUntil),
  }))
  return { role, teams: rights.sort((one, other) => one.teamId - other.teamId) }
}

/** Rows of app.user_team; the days are stored as dates. */
export function teamRows(teams: readonly TeamRight[]) {
  return teams.map(({ teamId, validFrom, validUntil }) => ({
    teamId,
    validFrom: validFrom === null ? null : new Date(validFrom),
    validUntil: validUntil === null ? null : new Date(validUntil),
  }))
}

/** As the audit log keeps them: days that say nothing are left out. */
export function toldRights({ role, teams }: Rights) {
  return {
    role,
    teams: teams.map(({ teamId, validFrom, validUntil }) => ({
      team: teamId,
      ...(validFrom !== null && { from: validFrom }),
      ...(validUntil !== null && { until: validUntil }),
    })),
  }
}
