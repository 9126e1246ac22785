/** One person: accounts on both platforms, teams with their days, and when they were first and last seen to learn. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Source } from '@/lib/filters/filters'
import { lastActive } from './directory'
import { NotForThisReader } from './query'

export interface Account {
  readonly source: Source
  readonly sourceId: string
  readonly email: string | null
}

export interface TeamSpell {
  readonly id: number
  readonly name: string
  /** Null: since always, and until today. */
  readonly joined: string | null
  readonly left: string | null
}

export interface PersonProfile {
  readonly person: number
  readonly name: string
  readonly email: string | null
  readonly accounts: readonly Account[]
  /** The newest first; those that the reader may know of. */
  readonly teams: readonly TeamSpell[]
  readonly firstActive: string | null
  readonly lastActive: string | null
}

/** Null: nobody, or nobody whom this reader may see. */
export async function profileOf(reader: ScopedReader, person: number): Promise<PersonProfile | null> {
  const { people } = reader.scope
  if (!reader.scope.learnerRows) throw new NotForThisReader('person', 'Single learners are not shown to your role.')
  const own = people === 'all' ? sql`true` : sql`member.team_id = any(${people.teams}::bigint[])`
  const { rows } = await sql<Omit<PersonProfile, 'accounts' | 'teams'>>`
    select cells.person, learner.name, learner.email, ${lastActive(reader.scope)} as "lastActive",
      ${people === 'all' ? sql`learner.first_evidence::text` : sql`null`} as "firstActive"
    from (select ${person}::bigint as person) as cells
    join mart.person as learner on learner.person_id = cells.person
    where ${people === 'all' ? sql`true` : sql`exists (select from mart.person_team as member where member.person_id = cells.person and ${own})`}`.execute(
    reader.db,
  )
  const [found] = rows
  if (!found) return null
  const accounts = await sql<Account>`
    select account.source, account.source_id as "sourceId", nullif(trim(coalesce(learner.email, student.email)), '') as email
    from mart.identity as account
    left join datacamp.user_dim as learner
      on learner.user_id = case account.source when 'datacamp' then nullif(account.source_id, '')::bigint end
    left join skilljar.student as student on student.student_id = case account.source when 'skilljar' then account.source_id end
    where account.person_id = ${person}::bigint
    order by account.source, account.source_id`.execute(reader.db)
  const teams = await sql<TeamSpell>`
    select member.team_id as id,
      coalesce(team.name, 'Unknown team ' || member.team_id) || case when team.deleted_date is null then '' else ' (deleted)' end as name,
      nullif(member.joined, '-infinity')::text as joined, nullif(member."left", 'infinity')::text as "left"
    from mart.person_team as member
    left join datacamp.team_dim as team using (team_id)
    where member.person_id = ${person}::bigint and member.joined < member."left" and ${own}
    order by member."left" desc, member.joined desc, name`.execute(reader.db)
  return { ...found, accounts: accounts.rows, teams: teams.rows }
}
