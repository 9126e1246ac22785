/**
 * What live sessions are called, where they take place, in which zone they were announced and over whose account. Places and zones are those of
 * events: a session with events in two places stands in both, each of its events in one.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Beside } from './dimension'
import { factColumn } from './fact'

/** Over skilljar.vilt_session as "session". */
export const sessionName = sql`coalesce(nullif(trim(session.display_name), ''), 'Session without a name')`

/** The tags of one session, in words. */
export const tagsOfSession = (id: string): RawBuilder<unknown> => sql`(
  select string_agg(distinct coalesce(nullif(trim(tag.name), ''), 'Unknown tag'), ', ')
  from skilljar.vilt_session_tag as tagging left join skilljar.tag using (tag_id)
  where tagging.vilt_session_id = ${sql.ref(id)})`

/** Locations by what events write of them: their name, or their address. */
const known = sql`(
  select distinct on (written) written, name
  from (
    select lower(trim(name)) as written, trim(name) as name, vilt_location_id from skilljar.vilt_location
    union all select lower(trim(info_url)), trim(name), vilt_location_id from skilljar.vilt_location
  ) as location
  where written <> '' and name <> ''
  order by written, vilt_location_id collate "C")`

const host = String.raw`^https?://(?:www\.)?([^/?#:]+)`

/** Events with the location as Skilljar lists it; a link that it does not list is told by its host. */
export const placedEvents: RawBuilder<unknown> = sql`(
  select event.vilt_session_event_id, event.vilt_session_id, nullif(trim(event.timezone), '') as time_zone,
    coalesce(listed.name, 'Online, ' || lower((regexp_match(trim(event.location), ${host}, 'i'))[1]), nullif(trim(event.location), ''))
      as location
  from skilljar.vilt_session_event as event
  left join ${known} as listed on listed.written = lower(trim(event.location)))`

/** What "session/…" and "event/…" match. */
const keysOfEvents = (column: 'location' | 'time_zone'): RawBuilder<unknown> => sql`(
  select 'session/' || vilt_session_id as match, ${sql.ref(column)} from ${placedEvents} as event where ${sql.ref(column)} is not null
  union select 'event/' || vilt_session_event_id, ${sql.ref(column)} from ${placedEvents} as event where ${sql.ref(column)} is not null)`

export const inLocation: Beside = {
  alias: 'in_location',
  matches: () => factColumn('location'),
  rows: keysOfEvents('location'),
}

export const inTimeZone: Beside = {
  alias: 'in_time_zone',
  matches: () => factColumn('time_zone'),
  rows: keysOfEvents('time_zone'),
}

const service = sql`case when account.vilt_account_type ilike 'goto.%' then 'GoTo' || substr(account.vilt_account_type, 5)
  else upper(left(account.vilt_account_type, 1)) || substr(account.vilt_account_type, 2) end`

/** Accounts in words, "Zoom meeting"; of several of one kind, "Zoom meeting 2". */
export const accountNames: RawBuilder<unknown> = sql`(
  select vilt_account_id, kind || case when place > 1 then ' ' || place else '' end as name
  from (
    select vilt_account_id, kind, row_number() over (partition by kind order by vilt_account_id collate "C") as place
    from (
      select account.vilt_account_id, coalesce(nullif(trim(replace(${service}, '.', ' ')), ''), 'Account') as kind
      from skilljar.vilt_account as account
    ) as described
  ) as counted)`
