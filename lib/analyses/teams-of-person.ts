/** In which teams a person is today, in words. */
import { sql, type RawBuilder } from 'kysely'
import type { Selection } from '@/lib/metrics/scope-rows'

/** Of the teams that the reader may see; null: in none of them. */
export function teamsOfPerson({ scope, today }: Selection, person: string): RawBuilder<string | null> {
  const { people } = scope
  return sql`(
    select string_agg(coalesce(team.name, 'Unknown team ' || own.team_id), ', ' order by lower(team.name), own.team_id)
    from (
      select distinct team_id from mart.person_team as member
      where member.person_id = ${sql.ref(person)} and member.joined <= ${today}::date and ${today}::date < member."left"
        ${people === 'all' ? sql`` : sql`and member.team_id = any(${people.teams}::bigint[])`}
    ) as own
    left join datacamp.team_dim as team on team.team_id = own.team_id)`
}
