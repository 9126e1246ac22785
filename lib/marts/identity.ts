/**
 * Who is one person: accounts of both platforms that share lower(trim(email)); an account without an address
 * is a person of its own. An account that only appears in facts is a person too, so that no fact is dropped.
 * What an administrator decided (app.identity_link) wins over addresses.
 */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { applyLinks } from './identity-links'
import { replaceRows } from './replace-rows'
import { setBased } from './set-based'

/** Tables that can bring or take an account. */
export const identityTables: Readonly<Record<ConnectorId, readonly string[]>> = {
  datacamp: ['user_dim', 'user_team_bridge', 'course_fact', 'project_fact', 'practice_fact', 'assessment_fact'],
  skilljar: ['student', 'enrollment', 'student_lesson_session_time_hourly'],
}

const nameOf = (first: string, last: string) =>
  `nullif(trim(concat_ws(' ', nullif(trim(${first}), ''), nullif(trim(${last}), ''))), '')`

const everyAccount = `
  with described as (
    select 'datacamp' as source, user_id::text as source_id, email, first_name, last_name
    from datacamp.user_dim
    union all
    select 'skilljar', student_id, email, first_name, last_name
    from skilljar.student
  ), seen as (
    select 'datacamp' as source, coalesce(user_id::text, '') as source_id
    from (
      select user_id from datacamp.course_fact
      union all select user_id from datacamp.project_fact
      union all select user_id from datacamp.practice_fact
      union all select user_id from datacamp.assessment_fact
      union all select user_id from datacamp.user_team_bridge
    ) fact
    where not exists (select from datacamp.user_dim known where known.user_id = fact.user_id)
    group by 2
    union all
    select 'skilljar', coalesce(student_id, '')
    from (
      select student_id from skilljar.enrollment
      union all select student_id from skilljar.student_lesson_session_time_hourly
    ) fact
    where not exists (select from skilljar.student known where known.student_id = fact.student_id)
    group by 2
  )
  select source, source_id, nullif(trim(email), '') as email, ${nameOf('first_name', 'last_name')} as name
  from described
  union all
  select source, source_id, null, null from seen`

/** Known accounts of the people in `pg_temp.touched_person`. */
const touchedAccounts = `
  select source, source_id, nullif(trim(coalesce(learner.email, student.email)), '') as email,
    coalesce(
      ${nameOf('learner.first_name', 'learner.last_name')},
      ${nameOf('student.first_name', 'student.last_name')}
    ) as name
  from mart.identity
  join pg_temp.touched_person using (person_id)
  left join datacamp.user_dim learner on learner.user_id = case when source = 'datacamp' then nullif(source_id, '')::bigint end
  left join skilljar.student student on student.student_id = case when source = 'skilljar' then source_id end`

/** One row per account with the key of its person. A separated account goes by itself, as one without an address does. */
export async function listAccounts(tx: pg.ClientBase, which: 'every' | 'touched'): Promise<void> {
  await tx.query('drop table if exists pg_temp.account')
  await tx.query(
    `create temp table account on commit drop as
     select source, source_id, email, name, separation.source_id is not null as is_separate,
       coalesce(case when separation.source_id is null then lower(email) end, upper(source) || ':' || source_id) as person_key
     from (${which === 'every' ? everyAccount : touchedAccounts}) account
     left join (
       select source, source_id from app.identity_link where kind = 'separate' and taken_back_at is null
     ) separation using (source, source_id)`,
  )
  await tx.query('analyze pg_temp.account')
  await applyLinks(tx)
}

/** A person whose accounts all moved to an address that is nobody's yet keeps the number: only the address changed. */
const followAddress = `
  update mart.person
  set person_key = moved.person_key
  from (
    select distinct on (person_key) person_id, person_key
    from (
      select identity.person_id, min(account.person_key) as person_key
      from mart.identity join pg_temp.account using (source, source_id)
      group by identity.person_id
      having min(account.person_key) = max(account.person_key)
    ) target
    order by person_key, person_id
  ) moved
  where person.person_id = moved.person_id
    and person.person_key <> moved.person_key
    and not exists (select from pg_temp.account where account.person_key = person.person_key)
    and not exists (select from mart.person taken where taken.person_key = moved.person_key)`

const describePeople = `
  with described as (
    select person_key,
      (array_agg(email order by email is null, name is null, source, length(source_id), source_id))[1] as email,
      (array_agg(coalesce(name, email, trim('Unknown learner ' || source_id))
        order by name is null, email is null, source, length(source_id), source_id))[1] as name
    from pg_temp.account
    group by person_key
  ), renamed as (
    update mart.person
    set name = described.name, email = described.email
    from described
    where person.person_key = described.person_key
      and (person.name, person.email) is distinct from (described.name, described.email)
  )
  insert into mart.person (person_key, name, email)
  select person_key, name, email
  from described
  where not exists (select from mart.person where person.person_key = described.person_key)
  order by person_key`

/** Accounts that now belong to somebody else, or to nobody. */
const movedAccounts = `
  select distinct identity.source
  from mart.identity
  left join pg_temp.account using (source, source_id)
  left join mart.person on person.person_key = account.person_key
  where person.person_id is distinct from identity.person_id`

/** Every key in `pg_temp.account` has a person afterwards; whose accounts those are is not written yet. */
export async function makePeople(tx: pg.ClientBase): Promise<void> {
  await tx.query(followAddress)
  await tx.query(describePeople)
}

/** Returns the sources whose existing accounts changed hands: their facts need other person numbers. */
export async function refreshIdentity(tx: pg.ClientBase): Promise<ConnectorId[]> {
  const moved = await setBased(tx, async () => {
    await listAccounts(tx, 'every')
    await makePeople(tx)
    return tx.query<{ source: ConnectorId }>(movedAccounts)
  })
  await replaceRows(
    tx,
    { table: 'mart.identity', key: ['source', 'source_id'], values: ['person_id'] },
    { text: 'true' },
    { text: 'select source, source_id, person_id from pg_temp.account join mart.person using (person_key)' },
  )
  await tx.query('drop table pg_temp.account')
  return moved.rows.map((row) => row.source)
}

/**
 * Whether a change of facts or memberships may bring or take an account. One that user_dim describes stays whatever facts
 * come and go; the others are told only by looking at all facts.
 */
export async function mayMoveAccounts(
  tx: pg.ClientBase,
  changed: { facts: boolean; teams: boolean },
): Promise<boolean> {
  const users = [
    ...(changed.facts ? ['select user_id from pg_temp.touched_fact'] : []),
    ...(changed.teams ? ['select user_id from datacamp.user_team_bridge'] : []),
  ]
  if (users.length === 0) return false
  const { rows } = await tx.query<{ moves: boolean }>(
    `select exists (
       select from (${users.join(' union ')}) seen
       left join datacamp.user_dim described using (user_id)
       left join mart.identity on identity.source = 'datacamp' and identity.source_id = seen.user_id::text
       where described.user_id is null or identity.person_id is null
     )${
       changed.teams
         ? ` or exists (
       select from mart.identity where source = 'datacamp'
         and not exists (select from datacamp.user_dim where user_id::text = identity.source_id)
     )`
         : ''
     } as moves`,
  )
  return rows[0]?.moves ?? true
}

/** After the facts have moved on: people without any account are gone. */
export async function removeNobodies(tx: pg.ClientBase): Promise<void> {
  await setBased(tx, () =>
    tx.query(
      'delete from mart.person where not exists (select from mart.identity where identity.person_id = person.person_id)',
    ),
  )
}
