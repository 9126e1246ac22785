/** What the filter bar can offer this reader, and how far the data reaches. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { notSet, type Period } from '@/lib/filters/filters'
import { readRows } from './read-rows'

const contentTypes = ['course', 'project', 'practice', 'assessment'] as const

export interface FilterOptions {
  readonly teams: readonly { readonly id: number; readonly name: string; readonly deleted: boolean }[]
  readonly technologies: readonly string[]
  readonly contentTypes: readonly string[]
  /** First and last day with activity; null before the first refresh. */
  readonly data: Period | null
}

export async function filterOptions(reader: ScopedReader): Promise<FilterOptions> {
  const teams = sql<FilterOptions['teams'][number]>`
    select team_id as id, coalesce(team.name, 'Unknown team ' || team_id) as name, team.deleted_date is not null as deleted
    from (${knownTeams(reader)}) as known
    left join datacamp.team_dim as team using (team_id)
    order by team.deleted_date is not null, lower(team.name), team_id`
  const contents = sql<{ technology: string }>`
    select distinct trim(technology) as technology
    from (${sql.join(
      contentTypes.map((type) => sql`select technology from ${sql.table(`datacamp.${type}_dim`)}`),
      sql` union all `,
    )}) as content
    where trim(technology) <> ''
    order by technology`
  const data = sql<{ from: string | null; to: string | null }>`
    select first_day as "from", last_day as "to" from mart.days_of_data()`
  const [{ from = null, to = null } = {}] = await rowsOf(reader, data)
  return {
    teams: await rowsOf(reader, teams),
    technologies: [...(await rowsOf(reader, contents)).map((row) => row.technology), notSet],
    contentTypes,
    data: from === null || to === null ? null : { from, to },
  }
}

/** Of all memberships, the teams are found one after the other by the index, as far fewer than people. */
function knownTeams({ scope: { people } }: ScopedReader): RawBuilder<unknown> {
  if (people !== 'all') {
    return sql`select team_id from (select team_id from datacamp.team_dim union select team_id from mart.person_team) as every
      where team_id = any(${people.teams}::bigint[])`
  }
  return sql`
    with recursive held as (
      select min(team_id) as team_id from mart.person_team
      union all
      select (select min(team_id) from mart.person_team where team_id > held.team_id) from held where held.team_id is not null
    )
    select team_id from datacamp.team_dim union select team_id from held where team_id is not null`
}

/** What decides the colour of a technology: the more learning time ever, over everybody, the more weight; no hours are told. */
export function technologyWeights(reader: ScopedReader): Promise<readonly { name: string; weight: number }[]> {
  return rowsOf(reader, sql`select technology as name, weight from mart.technologies_by_time()`)
}

function rowsOf<R>(reader: ScopedReader, statement: RawBuilder<R>): Promise<readonly R[]> {
  return readRows<R>(reader, statement.compile(reader.db))
}
