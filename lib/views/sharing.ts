/** With whom a view is shared. Sharing lends nobody any rights: who opens a view sees what the own scope shows. */
import { z } from 'zod'
import { Role, Sharing } from '@/generated/prisma/client'
import type { ScopedReader } from '@/lib/authz/reader'
import { filterOptions } from '@/lib/metrics/options'
import { ViewRefused } from './view-refused'

export interface Shared {
  readonly sharing: Sharing
  readonly role: Role | null
  readonly teamId: bigint | null
}

/** Fields of a form; those that the choice does not need are not looked at. */
export const sharingFields = {
  sharing: z.enum(Sharing, 'Choose with whom it is shared.').default('private'),
  role: z.string().optional(),
  team: z.string().optional(),
}

interface AskedSharing {
  readonly sharing: Sharing
  readonly role?: string | undefined
  readonly team?: string | undefined
}

/** What its team was before can stay, though it left the data since. A manager shares with the managers of the own teams, everybody else with those of any team. */
export async function readSharing(
  reader: ScopedReader,
  asked: AskedSharing,
  before: { readonly mine: boolean; readonly teamId: number | null } | null,
): Promise<Shared> {
  const { sharing } = asked
  if (sharing === 'role') {
    const role = Object.values(Role).find((known) => known === asked.role)
    if (role === undefined) throw new ViewRefused('Choose a role.', 'role')
    return { sharing, role, teamId: null }
  }
  if (sharing !== 'team') return { sharing, role: null, teamId: null }
  const { teams } = await filterOptions(reader)
  const known = [...teams.map(({ id }) => String(id)), ...(before?.mine ? [String(before.teamId ?? '')] : [])]
  if (!asked.team || !known.includes(asked.team)) throw new ViewRefused('Choose a team.', 'team')
  return { sharing, role: null, teamId: BigInt(asked.team) }
}

export function sameSharing(one: Shared, other: Shared): boolean {
  return one.sharing === other.sharing && one.role === other.role && one.teamId === other.teamId
}
