/** People and teams that are called like this, as far as the reader sees them. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { teamsOf } from '@/lib/metrics/people'
import { MOST_HITS, type Hit } from './hit'
import { isShort, patternsOf, type Patterns } from './match'
import { meets, nearestFirst } from './named-sql'

/** Read from end to end in some 30 ms. */
const MANY = 30_000
/** A text that half of all addresses hold is not put in order as a whole. */
const MOST_RANKED = 1_000

export async function findPeople(reader: ScopedReader, words: readonly string[]): Promise<readonly Hit[]> {
  const { learnerRows, people } = reader.scope
  if (!learnerRows) return []
  const many = await isMany(reader)
  // One or two letters begin too many of so many names to be read on each of them.
  if (many && isShort(words)) return []
  const ofTeams =
    people === 'all'
      ? sql`true`
      : sql`person_id in (select person_id from mart.person_team where team_id = any(${people.teams}::bigint[]))`
  const read = async (patterns: Patterns) => {
    const { rows } = await sql<{ id: number; name: string; email: string | null }>`
      select person_id as id, name, email from (
        (select person_id, name, email from mart.person where name ~* ${patterns.atStart}::text and ${ofTeams} limit ${MOST_RANKED})
        union
        (select person_id, name, email from mart.person where ${meets(patterns, ['name', 'email'])} and ${ofTeams}
          limit ${MOST_RANKED})
      ) as found
      order by ${nearestFirst(patterns)}, lower(name), person_id
      limit ${MOST_HITS}`.execute(reader.db)
    return rows
  }
  // Among many, accents are read over only where the letters as typed find nobody: no index serves that.
  const asTyped = many ? await read(patternsOf(words, 'typed')) : []
  const rows = asTyped.length > 0 ? asTyped : await read(patternsOf(words))
  const teams = await teamsOf(
    reader,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, name, email }) => ({
    text: name,
    detail: [email, ...(teams.get(id) ?? []).slice(0, 1).map((team) => team.name)].filter(Boolean).join(' · '),
    href: `/people/${id}`,
  }))
}

/** As the planner estimates it. */
async function isMany({ db }: ScopedReader): Promise<boolean> {
  const { rows } = await sql<{ people: number }>`
    select reltuples::bigint as people from pg_catalog.pg_class where oid = 'mart.person'::regclass`.execute(db)
  return (rows[0]?.people ?? 0) > MANY
}

export async function findTeams(reader: ScopedReader, words: readonly string[]): Promise<readonly Hit[]> {
  const { people } = reader.scope
  const patterns = patternsOf(words)
  const own = people === 'all' ? sql`true` : sql`team_id = any(${people.teams}::bigint[])`
  const { rows } = await sql<{ id: number; name: string; deleted: boolean }>`
    select team_id as id, name, deleted_date is not null as deleted from datacamp.team_dim
    where ${meets(patterns, ['name'])} and ${own}
    order by deleted_date is not null, ${nearestFirst(patterns)}, lower(name), team_id
    limit ${MOST_HITS}`.execute(reader.db)
  return rows.map(({ id, name, deleted }) => ({
    text: name,
    detail: deleted ? 'Deleted team' : 'Team',
    href: `/teams/${id}`,
  }))
}
