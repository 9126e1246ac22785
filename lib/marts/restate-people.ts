/**
 * Brings the marts up to what an administrator decided about a few accounts (app.identity_link): the same rows that a refresh
 * would make, without looking at what anybody else did.
 */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { refreshRollups } from '@/lib/rollups/refresh'
import { activity, activityOf } from './activity'
import { courseProgress } from './course-progress'
import { refreshEvidence } from './evidence'
import { listAccounts, makePeople } from './identity'
import { membershipsOfTouched, personTeam } from './person-team'
import type { Mart } from './replace-rows'
import { restateRows } from './restate-rows'

export interface AccountId {
  readonly source: ConnectorId
  readonly sourceId: string
}

/** The number of a person that a link dissolved, for whoever holds the account when the link is taken back. */
export interface FormerNumber extends AccountId {
  readonly personId: number
}

/** What an administrator decided, as far as it says whose numbers may change. */
export interface DecidedAccounts {
  readonly accounts: readonly AccountId[]
  /** One of them is matched by its address again, so its person may be one with whoever has that address. */
  readonly rejoins?: AccountId
  readonly former?: FormerNumber | null
}

/** The people of the accounts and of all that links connect with them, over any chain. */
const linkedPeople = `
  with recursive link as (
    select source, source_id, other_source, other_source_id from app.identity_link where kind = 'link' and taken_back_at is null
    union all
    select other_source, other_source_id, source, source_id from app.identity_link where kind = 'link' and taken_back_at is null
  ), reached (source, source_id) as (
    select * from unnest($1::text[], $2::text[])
    union
    select link.other_source, link.other_source_id from reached join link using (source, source_id)
  )
  select distinct person_id from reached join mart.identity using (source, source_id)`

/** No index knows addresses as they are compared, so this walks all accounts. */
const peopleOfAddress = `
  insert into pg_temp.touched_person
  with described as (
    select 'datacamp' as source, user_id::text as source_id, lower(nullif(trim(email), '')) as address from datacamp.user_dim
    union all
    select 'skilljar', student_id, lower(nullif(trim(email), '')) from skilljar.student
  )
  select distinct person_id from described join mart.identity using (source, source_id)
  where address = (select address from described where (source, source_id) = ($1, $2))
    and person_id not in (select person_id from pg_temp.touched_person)`

const giveNumberBack = `
  insert into mart.person (person_id, person_key, name)
  select $3, person_key, '' from pg_temp.account
  where (source, source_id) = ($1, $2)
    and not exists (select from mart.person taken where taken.person_id = $3 or taken.person_key = account.person_key)`

const movedAccounts = `
  select source, source_id, identity.person_id as old_person_id, person.person_id
  from pg_temp.account
  join mart.person using (person_key)
  join mart.identity using (source, source_id)
  where identity.person_id <> person.person_id`

/** Call it with the decision written; returns how many accounts belong to somebody else now. */
export async function restatePeople(
  tx: pg.ClientBase,
  { accounts, rejoins, former }: DecidedAccounts,
): Promise<number> {
  // Both connectors publish on their own and share the people: one at a time.
  await tx.query('lock table mart.person in share row exclusive mode')
  await make(tx, 'touched_person', linkedPeople, [
    accounts.map(({ source }) => source),
    accounts.map(({ sourceId }) => sourceId),
  ])
  if (rejoins) await tx.query(peopleOfAddress, [rejoins.source, rejoins.sourceId])
  await listAccounts(tx, 'touched')
  if (former) await tx.query(giveNumberBack, [former.source, former.sourceId, former.personId])
  await makePeople(tx)
  const moved = await make(tx, 'moved_account', movedAccounts)
  if (moved > 0) await moveRows(tx)
  await tx.query('drop table pg_temp.touched_person, pg_temp.account, pg_temp.moved_account')
  await refreshRollups(tx)
  return moved
}

/** An account's days merge with those of the other accounts of its person, so these are summed anew too. */
async function moveRows(tx: pg.ClientBase): Promise<void> {
  await tx.query(
    `update mart.identity set person_id = moved.person_id from pg_temp.moved_account moved
     where (identity.source, identity.source_id) = (moved.source, moved.source_id)`,
  )
  await make(
    tx,
    'touched_person',
    'select old_person_id as person_id from pg_temp.moved_account union select person_id from pg_temp.moved_account',
  )
  await make(
    tx,
    'touched_account',
    'select source, source_id, person_id from mart.identity join pg_temp.touched_person using (person_id)',
  )
  const ofPeople = 'live.person_id = any(array(select person_id from pg_temp.touched_person))'
  await restatePart(tx, personTeam, ofPeople, membershipsOfTouched)
  await restatePart(tx, activity, ofPeople, activityOf('pg_temp.touched_account'))
  const { rows } = await tx.query<{ person_id: string }>('select person_id::text from pg_temp.touched_person')
  await refreshEvidence(
    tx,
    rows.map((row) => row.person_id),
  )
  await restatePart(
    tx,
    courseProgress,
    ofPeople,
    `select live.source, learner_id, course_id, account.person_id, technology, enrolled_at, started_at, completed_at
     from mart.course_progress live
     join pg_temp.touched_account account on (account.source, account.source_id) = (live.source, live.learner_id)`,
  )
  await tx.query(
    `delete from mart.person using pg_temp.touched_person
     where person.person_id = touched_person.person_id
       and not exists (select from mart.identity where identity.person_id = person.person_id)`,
  )
  await tx.query('drop table pg_temp.touched_account')
}

async function restatePart(tx: pg.ClientBase, mart: Mart, live: string, fresh: string): Promise<void> {
  const key = mart.key.map((name) => `"${name}"`).join(', ')
  await make(tx, 'fresh', fresh)
  await make(
    tx,
    'touched_key',
    `select ${key} from ${mart.table} live where ${live} union select ${key} from pg_temp.fresh`,
  )
  await restateRows(tx, mart)
}

/** Analysed at once: the planner would take it for a large table. */
async function make(tx: pg.ClientBase, name: string, select: string, values: readonly unknown[] = []): Promise<number> {
  await tx.query(`drop table if exists pg_temp.${name}`)
  const { rowCount } = await tx.query(`create temp table ${name} on commit drop as ${select}`, [...values])
  await tx.query(`analyze pg_temp.${name}`)
  return rowCount ?? 0
}
