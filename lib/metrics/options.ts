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
  const { people } = reader.scope
  const teams = sql<FilterOptions['teams'][number]>`
    select team_id as id, coalesce(team.name, 'Unknown team ' || team_id) as name, team.deleted_date is not null as deleted
    from (select team_id from datacamp.team_dim union select team_id from mart.person_team) as known
    left join datacamp.team_dim as team using (team_id)
    ${people === 'all' ? sql`` : sql`where team_id = any(${people.teams}::bigint[])`}
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
    select min(day) as "from", max(day) as "to" from mart.activity`
  const [{ from = null, to = null } = {}] = await rowsOf(reader, data)
  return {
    teams: await rowsOf(reader, teams),
    technologies: [...(await rowsOf(reader, contents)).map((row) => row.technology), notSet],
    contentTypes,
    data: from === null || to === null ? null : { from, to },
  }
}

/** All hours ever, over everybody: what decides the colour of a technology, and is shown to nobody. */
export function hoursByTechnology(reader: ScopedReader): Promise<readonly { name: string; hours: number }[]> {
  const hours = sql<{ name: string; hours: number }>`
    select technology as name, (sum(seconds) / 3600)::float8 as hours from mart.activity
    where technology is not null group by technology`
  return rowsOf(reader, hours)
}

function rowsOf<R>(reader: ScopedReader, statement: RawBuilder<R>): Promise<readonly R[]> {
  return readRows<R>(reader, statement.compile(reader.db))
}
