/** How many of each team's members of today something is true of; people in two teams are in both, and once in all. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { readRows } from '@/lib/metrics/read-rows'
import type { Selection } from '@/lib/metrics/scope-rows'
import type { AnalysisRow } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'
import { withCompanions } from '../with-companions'
import { currentMembers } from './quiet'

interface TeamRow extends AnalysisRow {
  readonly team: number | null
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

/** `found`: a statement that gives the person_id of each of them once; it may read today's members from "member". */
export async function shareOfTeams(
  reader: ScopedReader,
  selection: Selection,
  found: RawBuilder<unknown>,
): Promise<AnalysisRow[]> {
  const statement = sql<TeamRow>`
    with member as materialized (select distinct member.person_id, member.team_id from ${currentMembers(selection)}),
      found as materialized (${found})
    select counted.team::float8 as team,
      case when counted.is_all = 1 then 'All members' else coalesce(named.name, 'Unknown team ' || counted.team) end as team_name,
      counted.members, counted.people, counted.people::float8 / counted.members as share
    from (
      select member.team_id as team, 0 as is_all, count(*)::int as members, count(found.person_id)::int as people
      from member left join found on found.person_id = member.person_id
      group by member.team_id
      union all
      select null, 1, count(*)::int, count(found.person_id)::int
      from (select distinct member.person_id from member) as person left join found on found.person_id = person.person_id
    ) as counted
    left join datacamp.team_dim as named on named.team_id = counted.team
    where counted.members > 0
    order by counted.is_all desc, lower(named.name), counted.team`
  const rows = await readRows<TeamRow>(reader, statement.compile(reader.db))
  const minimum = reader.scope.minimumCell
  const tooFew = hiddenIn(
    rows,
    ({ members }) => members < minimum,
    ({ members }) => [members],
    minimum,
  )
  const small = hiddenIn(
    rows,
    (row) => tooFew.has(row) || isSmall(row.people, row.members, minimum),
    ({ people, members }) => [people, members - people],
    minimum,
  )
  return rows.map((row) =>
    hideSmall(row, [
      ...(tooFew.has(row) ? (['members'] as const) : []),
      ...(small.has(row) ? (['people', 'share'] as const) : []),
    ]),
  )
}

/** The teams make up the row of all members, unless somebody is in two. */
function hiddenIn(
  rows: readonly TeamRow[],
  hidden: (row: TeamRow) => boolean,
  counts: (row: TeamRow) => readonly number[],
  minimum: number,
): ReadonlySet<TeamRow> {
  const [whole, teams] = [true, false].map((isWhole) => rows.filter(({ team }) => (team === null) === isWhole)) as [
    TeamRow[],
    TeamRow[],
  ]
  return new Set([...whole.filter(hidden), ...withCompanions(teams, hidden, counts, minimum)])
}
