/**
 * Team membership of people, from the memberships of their DataCamp accounts. Spans that overlap or touch merge,
 * so that a day counts once per team however often the source lists the person.
 */
import type pg from 'pg'
import { replaceRows } from './replace-rows'

/** Dates compare as dates; a missing joined date means "always", and a span without a day still counts as "ever". */
const memberships = `
  with membership as (
    select identity.person_id, bridge.team_id, joined_team_date::date as joined, left_team_date::date as "left"
    from datacamp.user_team_bridge bridge
    join mart.identity on identity.source = 'datacamp' and identity.source_id = coalesce(bridge.user_id::text, '')
    where bridge.team_id is not null
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

export async function refreshPersonTeam(tx: pg.ClientBase): Promise<void> {
  await replaceRows(
    tx,
    { table: 'mart.person_team', key: ['person_id', 'team_id', 'joined'], values: ['left'] },
    { text: 'true' },
    { text: memberships },
  )
}
