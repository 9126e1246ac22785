/** Who is a member now, and when the reader last saw each of them learn. */
import { sql, type RawBuilder } from 'kysely'
import type { Selection } from '@/lib/metrics/scope-rows'

/** As "member": person_id and team_id of today's memberships that the filters and the scope leave; deleted accounts are none. */
export function currentMembers({ filters, scope, today }: Selection): RawBuilder<unknown> {
  const { people } = scope
  return sql`(
    select membership.person_id, membership.team_id
    from mart.person_team as membership
    where membership.joined <= ${today}::date and ${today}::date < membership."left"
      ${filters.team.length === 0 ? sql`` : sql`and membership.team_id = any(${filters.team}::bigint[])`}
      ${people === 'all' ? sql`` : sql`and membership.team_id = any(${people.teams}::bigint[])`}
      and exists (
        select from mart.identity as account
        where account.person_id = membership.person_id and account.source = 'datacamp' and not exists (
          select from datacamp.user_dim as gone
          where gone.user_id = case account.source when 'datacamp' then nullif(account.source_id, '')::bigint end
            and gone.deleted_at::date <= ${today}::date))
  ) as member`
}

/** Left-joins "seen.day" to the column `person`: a team's manager knows what people did while they were in it, and no more. */
export function lastEvidence({ scope, today }: Selection, person: string): RawBuilder<unknown> {
  const { people } = scope
  const id = sql.ref(person)
  if (people === 'all') {
    return sql`left join lateral (
      select case when known.last_evidence > ${today}::date then (
        select max(act.day) from mart.activity as act
        where act.person_id = known.person_id and act.is_evidence and act.day <= ${today}::date)
        else known.last_evidence end as day
      from mart.person as known where known.person_id = ${id}
    ) as seen on true`
  }
  return sql`left join lateral (
    select max(act.day) as day
    from mart.activity as act
    join mart.person_team as own on own.person_id = act.person_id and own.joined <= act.day and act.day < own."left"
    where act.person_id = ${id} and act.is_evidence and act.day <= ${today}::date and own.team_id = any(${people.teams}::bigint[])
  ) as seen on true`
}

/** Nobody saw the person learn in the last days, today among them. */
export function isQuiet({ today }: Selection, days: number): RawBuilder<boolean> {
  return sql`coalesce(seen.day <= ${today}::date - ${days}::int, true)`
}

export const quietColumns = [
  { name: 'person', label: 'Person', kind: 'number' },
  { name: 'name', label: 'Name', kind: 'text' },
  { name: 'email', label: 'E-mail', kind: 'text' },
  { name: 'teams', label: 'Teams', kind: 'text' },
  { name: 'last_evidence', label: 'Last learned', kind: 'day' },
  { name: 'days_quiet', label: 'Days since', kind: 'number', format: 'count' },
] as const

export const quietLeftOut = [
  'The period and filters of source, technology and content: it is about today.',
  'DataCamp reports no mobile time and no days on which a person was outside the group.',
] as const
