/** mart.member_days: on which days each person learned while being in a team, so that teams need no look at dates. */
import type pg from 'pg'
import { noTeam } from '@/lib/filters/filters'
import { noDays } from './frame'
import { ALL_SLICES } from './scopes'
import { makeTemporary } from './temporary-table'

/**
 * The days of each membership, cut out of the person's own; somebody who came back has several. What lies in none of them
 * is a team of its own.
 */
const memberDays = (strings: string) => `
  with own as materialized (
    select person_id, first_day, days from ${strings} where slice_id = ${ALL_SLICES}
  ), span as (
    select team_id, person_id, first_day, days, greatest(joined, first_day) as starts,
      least("left", first_day + bit_length(days)) as ends
    from own join mart.person_team using (person_id)
  ), inside as (
    select team_id, person_id, first_day, bit_or("bit"(
      substring(${noDays('starts - first_day + 1')} from 2) || substring(days from starts - first_day + 1 for ends - starts),
      bit_length(days), true)) as days
    from span
    where starts < ends
    group by team_id, person_id, first_day
  )
  select team_id, person_id, first_day, days from inside where bit_count(days) > 0
  union all
  select ${noTeam}, person_id, first_day, days
  from (
    select person_id, first_day, coalesce(own.days & ~within.days, own.days) as days
    from own left join (select person_id, bit_or(days) as days from inside group by person_id) within using (person_id)
  ) outside
  where bit_count(days) > 0`

const columns = 'team_id, person_id, first_day, days'

export async function rebuildMembers(tx: pg.ClientBase): Promise<void> {
  await tx.query('delete from mart.member_days')
  await tx.query(
    `insert into mart.member_days (${columns}) ${memberDays('mart.active_days')} order by team_id, person_id`,
  )
  await tx.query('analyze mart.member_days')
}

/** After refreshDays: of people who learned on other days now, and of people who are in other teams. */
export async function refreshMembers(tx: pg.ClientBase, people: string): Promise<void> {
  if ((await makeTemporary(tx, 'member_person', people)) === 0) return
  await makeTemporary(
    tx,
    'member_days_now',
    memberDays('(select live.* from mart.active_days live join pg_temp.member_person using (person_id)) changed'),
    ['team_id', 'person_id'],
  )
  await tx.query(
    `delete from mart.member_days live using pg_temp.member_person person
     where live.person_id = person.person_id and not exists (
       select from pg_temp.member_days_now now where (now.team_id, now.person_id) = (live.team_id, live.person_id))`,
  )
  await tx.query(
    `insert into mart.member_days as live (${columns}) select ${columns} from pg_temp.member_days_now
     on conflict (team_id, person_id) do update set first_day = excluded.first_day, days = excluded.days
     where (live.first_day, live.days) is distinct from (excluded.first_day, excluded.days)`,
  )
}
