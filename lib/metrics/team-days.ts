/** When people were in one of the teams asked for: one row per person, for questions that read everybody and ask it of each row. */
import { sql, type RawBuilder } from 'kysely'
import { noTeam } from '@/lib/filters/filters'
import { factColumn } from './fact'
import type { Selection } from './scope-rows'

export interface TeamDays {
  readonly join: RawBuilder<unknown>
  /** Whether a row is in the teams, as rowConditions says it (./scope-rows). */
  readonly holds: RawBuilder<boolean>
}

export function teamDays(selection: Selection): TeamDays {
  const { team } = selection.filters
  const ofThem = team.filter((id) => id !== noTeam)
  return {
    join: sql`${joinOf(selection, 'in_teams', sql`and team_id = any(${ofThem}::bigint[])`)} ${
      team.includes(noTeam) ? joinOf(selection, 'in_any_team', sql``) : sql``
    }`,
    holds: team.includes(noTeam) ? sql`(${was('in_teams')} or not ${was('in_any_team')})` : was('in_teams'),
  }
}

const was = (alias: string) => sql<boolean>`coalesce(${sql.ref(`${alias}.days`)} @> ${factColumn('day')}, false)`

/** A membership that ends before it begins holds on no day. */
function joinOf({ filters, today }: Selection, alias: string, ofTeams: RawBuilder<unknown>): RawBuilder<unknown> {
  const held = {
    at_time: sql`joined < "left"`,
    current: sql`joined <= ${today}::date and ${today}::date < "left"`,
    ever: sql`true`,
  }[filters.membership]
  const days = filters.membership === 'at_time' ? sql`daterange(joined, "left")` : sql`daterange(null, null)`
  return sql`left join (
    select person_id, range_agg(${days}) as days from mart.person_team where ${held} ${ofTeams} group by person_id
  ) as ${sql.id(alias)} on ${sql.ref(`${alias}.person_id`)} = ${factColumn('person_id')}`
}
