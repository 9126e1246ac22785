/**
 * Team membership of people, from the memberships of their DataCamp accounts. Spans that overlap or touch merge,
 * so that a day counts once per team however often the source lists the person.
 */
import type pg from 'pg'
import { replaceRows, type Mart } from './replace-rows'

export const personTeam: Mart = {
  table: 'mart.person_team',
  key: ['person_id', 'team_id', 'joined'],
  values: ['left'],
}

/** Dates compare as dates; a missing joined date means "always", and a span without a day still counts as "ever". */
const memberships = (accounts: string, who = '') => `
  with membership as (
    select identity.person_id, bridge.team_id, joined_team_date::date as joined, left_team_date::date as "left"
    from datacamp.user_team_bridge bridge
    join ${accounts} identity on identity.source = 'datacamp' and identity.source_id = coalesce(bridge.user_id::text, '')
    where bridge.team_id is not null ${who}
  ), merged as (
    select person_id, team_id, range_agg(daterange(nullif(joined, '-infinity'), nullif("left", 'infinity'))) as spans
    from membership
    where joined is null or "left" is null or joined < "left"
    group by person_id, team_id
  )
  select person_id, team_id,
    coalesce(lower(span), '-infinity') as joined, coalesce(upper(span), 'infinity') as "left"
  from merged, unnest(spans) as span
  union all
  select person_id, team_id, min(joined), min(joined)
  from membership
  where joined >= "left" and not exists (select from merged where (merged.person_id, merged.team_id) = (membership.person_id, membership.team_id))
  group by person_id, team_id`

/** Those of the accounts in `pg_temp.touched_account` alone. */
export const membershipsOfTouched = memberships(
  'pg_temp.touched_account',
  `and bridge.user_id = any(array(select source_id::bigint from pg_temp.touched_account where source = 'datacamp'))`,
)

export async function refreshPersonTeam(tx: pg.ClientBase): Promise<void> {
  await replaceRows(tx, personTeam, { text: 'true' }, { text: memberships('mart.identity') })
}
