/** What an administrator looks at before deciding: a person's accounts, each with what tells it from others. */
import { sql } from 'kysely'
import type pg from 'pg'
import type { ScopedReader } from '@/lib/authz/reader'
import type { ConnectorId } from '@/lib/catalogue/types'
import { activityOf } from '@/lib/marts/activity'
import type { AccountId } from '@/lib/marts/restate-people'

export interface KnownAccount extends AccountId {
  readonly name: string | null
  readonly email: string | null
  /** Of DataCamp: teams of any time, by the account's own memberships. */
  readonly teams: string
  readonly firstEvidence: string | null
  readonly lastEvidence: string | null
  readonly activeDays: number
  readonly courses: number
  /** Another account of the person has the same address, so the rule of addresses joins them. */
  readonly sharesAddress: boolean
}

export interface KnownPerson {
  readonly person: number
  readonly name: string
  readonly accounts: readonly KnownAccount[]
}

/** The person who owns the account, with all accounts; null where the data does not have it. For administrators, who see everybody. */
export async function lookAt(pool: pg.Pool, { source, sourceId }: AccountId): Promise<KnownPerson | null> {
  const { rows } = await pool.query<Pick<KnownPerson, 'person' | 'name'>>(
    `select person_id as person, person.name from mart.identity join mart.person using (person_id)
     where (source, source_id) = ($1, $2)`,
    [source, sourceId],
  )
  const [person] = rows
  return person ? { ...person, accounts: await accountsOf(pool, person.person) } : null
}

interface AccountRow {
  readonly source: ConnectorId
  readonly source_id: string
  readonly name: string | null
  readonly email: string | null
  readonly teams: string
  readonly first_evidence: string | null
  readonly last_evidence: string | null
  readonly active_days: number
  readonly courses: number
  readonly shares_address: boolean
}

/** Evidence by the same rows that the marts sum: each account stands for a person of its own here. */
const accountsOfPerson = `
  with own as materialized (
    select source, source_id, row_number() over (order by source, length(source_id), source_id) as person_id
    from mart.identity where person_id = $1::bigint
  ), described as (
    select own.*, nullif(trim(coalesce(learner.email, student.email)), '') as email,
      coalesce(learner.first_name, student.first_name) as first_name, coalesce(learner.last_name, student.last_name) as last_name
    from own
    left join datacamp.user_dim learner on learner.user_id = case when source = 'datacamp' then nullif(source_id, '')::bigint end
    left join skilljar.student student on student.student_id = case when source = 'skilljar' then source_id end
  ), evidence as (
    select person_id, min(day) as first, max(day) as last, count(distinct day)::int as days
    from (${activityOf('own')}) activity
    where is_evidence group by person_id
  )
  select source, source_id, email,
    nullif(trim(concat_ws(' ', nullif(trim(first_name), ''), nullif(trim(last_name), ''))), '') as name,
    evidence.first as first_evidence, evidence.last as last_evidence, coalesce(evidence.days, 0) as active_days,
    (select count(*)::int from mart.course_progress pair where pair.source = described.source and learner_id = source_id) as courses,
    coalesce((
      select string_agg(distinct coalesce(team.name, 'Unknown team ' || bridge.team_id), ', ')
      from datacamp.user_team_bridge bridge left join datacamp.team_dim team using (team_id)
      where bridge.user_id = case when described.source = 'datacamp' then nullif(source_id, '')::bigint end
    ), '') as teams,
    exists (
      select from described other
      where lower(other.email) = lower(described.email) and other.person_id <> described.person_id
    ) as shares_address
  from described left join evidence using (person_id)
  order by person_id`

async function accountsOf(pool: pg.Pool, person: number): Promise<readonly KnownAccount[]> {
  const { rows } = await pool.query<AccountRow>(accountsOfPerson, [person])
  return rows.map((row) => ({
    source: row.source,
    sourceId: row.source_id,
    name: row.name,
    email: row.email,
    teams: row.teams,
    firstEvidence: row.first_evidence,
    lastEvidence: row.last_evidence,
    activeDays: row.active_days,
    courses: row.courses,
    sharesAddress: row.shares_address,
  }))
}

export interface FoundAccount extends AccountId {
  readonly name: string | null
  readonly email: string | null
}

/** Accounts of other people by part of a name, address or id; those of the other platform first. */
export async function findAccounts(
  reader: ScopedReader,
  { source, sourceId }: AccountId,
  { search, limit }: { search: string; limit: number },
): Promise<readonly FoundAccount[]> {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<FoundAccount>`
    select identity.source, identity.source_id as "sourceId", account.email,
      nullif(trim(concat_ws(' ', account.first_name, account.last_name)), '') as name
    from (
      select 'datacamp' as source, user_id::text as source_id, email, first_name, last_name from datacamp.user_dim
      union all
      select 'skilljar', student_id, email, first_name, last_name from skilljar.student
    ) account
    join mart.identity using (source, source_id)
    where (concat_ws(' ', account.first_name, account.last_name) ilike ${pattern} or account.email ilike ${pattern} or identity.source_id = ${search})
      and identity.source_id <> ''
      and identity.person_id <> (select person_id from mart.identity own where (own.source, own.source_id) = (${source}, ${sourceId}))
    order by identity.source = ${source}, name, identity.source_id
    limit ${limit}::bigint`.execute(reader.db)
  return rows
}
