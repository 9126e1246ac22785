/** Down to people: who stands behind a cell, and what one of them did. Only for readers with learner rows. */
import { sql } from 'kysely'
import type { Filters } from '@/lib/filters/filters'
import type { ScopedReader } from '@/lib/authz/reader'
import { cellsFor } from './ask'
import { activity } from './facts/activity'
import { cellsOf, contextOf } from './compile'
import { isMetric, metrics, UnknownName, type MetricName } from './names'
import { NotForThisReader } from './query'
import { rowConditions } from './scope-rows'

export const personMetrics = [
  'learning_hours',
  'xp',
  'active_days',
  'course_completions',
  'sj_course_completions',
] as const satisfies readonly MetricName[]
type PersonMetric = (typeof personMetrics)[number]

export interface PersonRow extends Readonly<Record<PersonMetric, number>> {
  readonly person: number
  readonly name: string
  readonly email: string | null
  /** Teams of any time, limited to what the reader may see. */
  readonly teams: readonly { readonly id: number; readonly name: string }[]
  /** Newest day of evidence in the period and under the filters. */
  readonly last_evidence: string | null
}

export interface PeopleQuery {
  /** Filters of the cell: filters/narrow.ts makes them from a row. */
  readonly filters: Filters
  /** Only people who stand behind this metric's number; absent: everybody with a row. */
  readonly behind?: MetricName
  /** Part of the name or the address. */
  readonly search?: string
  readonly sort?: { readonly by: 'name' | 'last_evidence' | PersonMetric; readonly descending: boolean }
  readonly limit: number
  readonly offset?: number
  readonly today?: string
}

/** A row of an unknown learner counts like any other (METRICS.md, rule 7). */
const named = sql`coalesce(learner.name, 'Unknown learner ' || -cells.person)`

export async function people(
  reader: ScopedReader,
  query: PeopleQuery,
): Promise<{ people: readonly PersonRow[]; rowCount: number }> {
  const { behind, search, sort = { by: 'learning_hours', descending: true }, limit, offset = 0 } = query
  if (!reader.scope.learnerRows) throw learnersHidden()
  if (behind !== undefined && !isMetric(behind)) throw new UnknownName('behind', 'metric', behind, Object.keys(metrics))
  const sortable = ['name', 'last_evidence', ...personMetrics]
  if (!sortable.includes(sort.by)) throw new UnknownName('sort', 'column', sort.by, sortable)

  const cells = cellsFor(reader, {
    metrics: behind === undefined ? personMetrics : [...personMetrics, behind],
    by: ['person'],
    filters: query.filters,
    ...(query.today !== undefined && { today: query.today }),
  })
  const pattern = search === undefined ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const sorted = sort.by === 'name' ? sql`lower(${named})` : sql.ref(sort.by)
  const statement = sql<PersonRow & { row_count: number }>`
    select cells.person, ${named} as name, learner.email, ${sql.join(personMetrics.map((name) => sql`cells.${sql.id(name)}`))},
      newest.day as last_evidence, count(*) over () as row_count
    from (${cellsOf(reader.db, cells)}) as cells
    left join mart.person as learner on learner.person_id = cells.person
    left join (
      select fact.person_id, max(fact.day) as day
      from (${activity.rows(reader.db, contextOf(cells))}) as fact
      where fact.is_evidence and ${sql.join(rowConditions(activity, cells, false), sql` and `)}
      group by fact.person_id
    ) as newest on newest.person_id = cells.person
    where ${behind === undefined ? sql`true` : sql`cells.${sql.id(behind)} <> 0`}
      and (${pattern}::text is null or ${named} ilike ${pattern} or learner.email ilike ${pattern})
    order by ${sorted} ${sort.descending ? sql`desc` : sql`asc`} nulls last, lower(${named}), cells.person
    limit ${limit}::bigint offset ${offset}::bigint`
  const { rows } = await statement.execute(reader.db)
  const teams = await teamsOf(
    reader,
    rows.map((row) => row.person),
  )
  return {
    people: rows.map(({ row_count: _, ...row }) => ({ ...row, teams: teams.get(row.person) ?? [] })),
    rowCount: rows[0]?.row_count ?? 0,
  }
}

/** Teams of any time, limited to what the reader may see. */
export async function teamsOf(
  reader: ScopedReader,
  persons: readonly number[],
): Promise<Map<number, PersonRow['teams']>> {
  const { people: visible } = reader.scope
  const { rows } = await sql<{ person: number; id: number; name: string }>`
    select distinct member.person_id as person, member.team_id as id, coalesce(team.name, 'Unknown team ' || member.team_id) as name
    from mart.person_team as member
    left join datacamp.team_dim as team using (team_id)
    where member.person_id = any(${persons}::bigint[])
      ${visible === 'all' ? sql`` : sql`and member.team_id = any(${visible.teams}::bigint[])`}
    order by name, id`.execute(reader.db)
  const teams = new Map<number, { id: number; name: string }[]>()
  for (const { person, id, name } of rows) teams.set(person, [...(teams.get(person) ?? []), { id, name }])
  return teams
}

function learnersHidden(): NotForThisReader {
  return new NotForThisReader('person', 'Single learners are not shown to your role.')
}
