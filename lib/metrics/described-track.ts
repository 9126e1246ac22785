/** What DataCamp says of one version of a track, and of the other versions of the same track. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { accountOf, filled, personOf } from './facts/datacamp-rows'
import { placed } from './facts/tracks'
import { readRows } from './read-rows'

export interface DescribedTrack {
  readonly id: string
  readonly title: string
  readonly number: number | null
  /** Absent from track_dim, which holds live tracks only: its contents are known from people's work alone. */
  readonly isDescribed: boolean
  /** ISO day. */
  readonly archivedOn: string | null
  readonly liveFrom: string | null
  readonly kind: 'custom' | 'standard' | null
  readonly technology: string | null
  readonly contents: number | null
}

export interface OtherVersion {
  readonly id: string
  readonly number: number | null
  readonly isArchived: boolean
}

/** Null: no such version, or nobody enrolled in it whom the reader may see. */
export async function describedTrack(
  reader: ScopedReader,
  id: string,
): Promise<{ track: DescribedTrack; others: readonly OtherVersion[] } | null> {
  if (!/^[1-9]\d{0,17}$/.test(id)) return null
  const one = sql<DescribedTrack>`
    select known.id, coalesce(${filled('track.title')}, case when track.track_version_id is null then 'Unknown track version ' else 'Track version ' end || known.id) as title,
      track.version_number as number, track.track_version_id is not null as "isDescribed", track.archived_at::date::text as "archivedOn",
      track.published_live_at::date::text as "liveFrom", case track.is_custom when true then 'custom' when false then 'standard' end as kind,
      ${filled('track.technology')} as technology, track.nb_courses + track.nb_projects as contents
    from (
      select ${id}::bigint::text as id where ${isKnown(reader, sql`${id}::bigint`)}
    ) as known
    left join datacamp.track_dim as track on track.track_version_id = ${id}::bigint`
  const [track] = await readRows<DescribedTrack>(reader, one.compile(reader.db))
  if (track === undefined) return null
  const versions = sql<OtherVersion>`
    select other.track_version_id::text as id, other.version_number as number, other.archived_at is not null as "isArchived"
    from datacamp.track_dim as other
    join datacamp.track_dim as track on track.track_id = other.track_id and track.track_version_id = ${id}::bigint
    where other.track_version_id <> track.track_version_id and ${isKnown(reader, sql.ref('other.track_version_id'))}
    order by other.version_number nulls last, other.track_version_id`
  return { track, others: [...(await readRows<OtherVersion>(reader, versions.compile(reader.db)))] }
}

/** A team's manager knows the versions that its members enrolled in or completed while they were in it, and no others. */
function isKnown({ scope }: ScopedReader, version: RawBuilder<unknown>): RawBuilder<boolean> {
  if (scope.people === 'all') {
    return sql`(exists (select from datacamp.track_dim where track_version_id = ${version})
      or exists (select from datacamp.track_fact where track_version_id = ${version}))`
  }
  return sql`exists (
    select from (
      select user_id, min(started_at) as started_at, min(date_id) as date_id, max(completed_at) as completed_at
      from datacamp.track_fact
      where track_version_id = ${version}
      group by user_id
    ) as enrolled
    cross join lateral (values (${placed.enrolled}), (${placed.completed})) as placed (day)
    ${accountOf('enrolled.user_id')}
    join mart.person_team as member on member.person_id = ${personOf('enrolled.user_id')}
      and member.joined <= placed.day and placed.day < member."left"
    where member.team_id = any(${scope.people.teams}::bigint[]))`
}
