/** How many of each team's members of today something is true of; people in two teams are in both, and once in all. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { readRows } from '@/lib/metrics/read-rows'
import type { Selection } from '@/lib/metrics/scope-rows'
import type { AnalysisRow } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'
import { currentMembers } from './quiet'

interface TeamRow extends AnalysisRow {
  readonly members: number
  readonly people: number
}

export const shareColumns = (label: string) =>
  [
    { name: 'team', label: 'Team', kind: 'number' },
    { name: 'team_name', label: 'Team name', kind: 'text' },
    { name: 'members', label: 'Members', kind: 'number', format: 'count' },
    { name: 'people', label, kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ] as const

/** `found`: a statement that gives the person_id of each of them once, members or not. */
export async function shareOfTeams(
  reader: ScopedReader,
  selection: Selection,
  found: RawBuilder<unknown>,
): Promise<AnalysisRow[]> {
  const statement = sql<TeamRow>`
    select counted.team::float8 as team,
      case when counted.is_all = 1 then 'All members' else coalesce(named.name, 'Unknown team ' || counted.team) end as team_name,
      counted.members, counted.people, counted.people::float8 / counted.members as share
    from (
      select member.team_id as team, grouping(member.team_id) as is_all, count(distinct member.person_id)::int as members,
        count(distinct found.person_id)::int as people
      from ${currentMembers(selection)}
      left join (${found}) as found on found.person_id = member.person_id
      group by rollup (member.team_id)
    ) as counted
    left join datacamp.team_dim as named on named.team_id = counted.team
    where counted.members > 0
    order by counted.is_all desc, lower(named.name), counted.team`
  const rows = await readRows<TeamRow>(reader, statement.compile(reader.db))
  const minimum = reader.scope.minimumCell
  return rows.map((row) => {
    const tooFew = row.members < minimum
    const hidden = tooFew || isSmall(row.people, row.members, minimum)
    return hideSmall(row, [
      ...(tooFew ? (['members'] as const) : []),
      ...(hidden ? (['people', 'share'] as const) : []),
    ])
  })
}
