/** What DataCamp says of one team. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { filled } from './facts/datacamp-rows'
import { readRows } from './read-rows'

export interface DescribedTeam {
  readonly id: number
  readonly name: string
  /** Days; null: not said. */
  readonly created: string | null
  readonly deleted: string | null
}

/** Null: no such team, or none of this reader's; which of the two is nobody's to know. */
export async function describedTeam(reader: ScopedReader, id: number): Promise<DescribedTeam | null> {
  const { people } = reader.scope
  if (people !== 'all' && !people.teams.includes(id)) return null
  const statement = sql<DescribedTeam>`
    select known.id::float8 as id, coalesce(${filled('team.name')}, 'Unknown team ' || known.id) as name,
      team.created_date::date::text as created, team.deleted_date::date::text as deleted
    from (
      select team_id as id from datacamp.team_dim where team_id = ${id}::bigint
      union select team_id from mart.person_team where team_id = ${id}::bigint
    ) as known
    left join datacamp.team_dim as team on team.team_id = known.id`
  const [found] = await readRows<DescribedTeam>(reader, statement.compile(reader.db))
  return found ?? null
}
