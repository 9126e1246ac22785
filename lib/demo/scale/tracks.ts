/** Tracks at scale: DataCamp's own and the company's, in versions that replace each other, and how far people came in them. */
import type pg from 'pg'
import { GROUP_ID } from '../organisation'
import { below, chance } from './chance'
import { howMany, instant, itemKey, rowHash, technologyNames, workingTime } from './draws'
import {
  coursesPerTechnology,
  firstCourse,
  firstProject,
  projectsPerTechnology,
  scaleDays,
  scaleTechnologies,
} from './scale'

/** Per technology: two are DataCamp's, the third is the company's. */
const TRACKS = 3
const CUSTOM = 2
/** The first tracks of a technology were renewed most often. */
const VERSIONS = 3
const FIRST_TRACK = 61
const FIRST_VERSION = 3_901
const ENROLMENTS = 1.6

/** Of a track by its place: its versions are numbered from 0. */
const versionsOf = (place: string) => `(${VERSIONS} - ${place} % ${TRACKS})`
const versionId = (place: string, version: string) => `(${FIRST_VERSION} + 10 * ${place} + ${version})`
/** The day on which a version followed the one before; the first ones are older than the data. */
const liveDay = (place: string, version: string) => `(${version} * ${scaleDays} / ${versionsOf(place)})`

const versions = `
  select place, version, ${versionId('place', 'version')} as track_version_id, version = ${versionsOf('place')} - 1 as is_current,
    (${technologyNames})[1 + place / ${TRACKS}] as technology, place % ${TRACKS} = ${CUSTOM} as is_custom,
    4 + place % 4 as courses, place % 2 as projects
  from generate_series(0, ${scaleTechnologies.length * TRACKS - 1}) as place
  cross join lateral generate_series(0, ${versionsOf('place')} - 1) as version`

const trackDim = `
  insert into datacamp.track_dim (track_version_id, track_id, version_number, title, technology, category, short_description,
    published_live_at, archived_at, is_current_version, is_custom, nb_courses, nb_projects, xp)
  select track_version_id, ${FIRST_TRACK} + place, version + 1, case when is_custom then 'Our track ' else 'Track ' end || place,
    technology, case when is_custom then 'custom' when courses > 5 then 'career' else 'skill' end, null,
    case when version = 0 then ${instant('-500', '32400')} else ${instant(liveDay('place', 'version'), '32400')} end,
    case when not is_current then ${instant(liveDay('place', '(version + 1)'), '32400')} end, is_current, is_custom,
    courses, projects, 4000 * courses + 1500 * projects
  from (${versions}) as version`

/** Each version leaves out the first courses of the one before. */
const trackContents = `
  insert into datacamp.track_content_dim (track_version_id, track_id, content_id, content_type, content_title, position, xp)
  select track_version_id, track_id, kind || '_' || content, kind, initcap(kind) || ' ' || content - first, position, xp
  from (
    select track_version_id, ${FIRST_TRACK} + place as track_id, position, courses,
      case when position <= courses then 'course' else 'project' end as kind,
      case when position <= courses
        then ${firstCourse} + place / ${TRACKS} * ${coursesPerTechnology} + (5 * (place % ${TRACKS}) + 2 * version + position - 1)
        else ${firstProject} + place / ${TRACKS} * ${projectsPerTechnology} + place % ${TRACKS} end as content,
      case when position <= courses then ${firstCourse} else ${firstProject} end as first,
      case when position <= courses then 4000 else 1500 end as xp
    from (${versions}) as version cross join lateral generate_series(1, courses + projects) as position
  ) as content`

/** Drawn once, because two tables tell of it; each track once per person, in the version that was live then. */
const enrolments = `
  create temp table scale_enrolment as
  select user_id, key, track_version_id, day, reach, ${instant('day', workingTime('key', 187))} as started_at,
    nb_courses + nb_projects as contents
  from (
    select user_id, key, day, ${versionId('track', `floor(day * ${versionsOf('track')}::float8 / ${scaleDays})::int`)} as track_version_id,
      -- How much of it they do in the end: a fifth does everything.
      least(1, 1.25 * ${chance('key', 188)}) as reach
    from (
      select distinct on (user_id, track) *
      from (
        select user_id, ${itemKey('nth')} as key, ${below(scaleDays, itemKey('nth'), 182, 0.8)} as day,
          ${TRACKS} * case when ${chance(itemKey('nth'), 183)} < 0.85 then favourite else ${below(scaleTechnologies.length, itemKey('nth'), 184)} end
            + ${below(TRACKS, itemKey('nth'), 185, 1.3)} as track
        from (select *, ${howMany(ENROLMENTS, 181)} as wanted from pg_temp.scale_person) as person
        cross join generate_series(1, wanted) as nth
        offset 0
      ) as drawn
      order by user_id, track, day, key
    ) as chosen
    offset 0
  ) as enrolled
  join datacamp.track_dim using (track_version_id)
  order by user_id, key`

/** Some three weeks for each content; whatever lies after the last day has not happened yet. */
const contentDay = (nth: string) => `(day + ceil(${nth} * (5 + 30 * ${chance('key', 190)}))::int)`

const contentFacts = `
  insert into datacamp.track_content_fact (group_id, user_id, track_version_id, content_id, date_id, started_at, completed_at,
    xp, nb_seconds, row_hash, line_hash)
  select ${GROUP_ID}, user_id, track_version_id, content_id, date_id, ${instant(contentDay('(position - 1)'), '70000')},
    case when is_done and ${contentDay('position')} < ${scaleDays} then ${instant(contentDay('position'), '61200')} end,
    round(xp * case when is_done then 1 else 0.3 end), 1800 + ${below(9_000, 'row_key', 191)}, ${rowHash('row_key')}
  from (
    select enrolment.*, content_id, position, xp, key * 16 + position as row_key, position <= floor(reach * contents) as is_done
    from pg_temp.scale_enrolment as enrolment
    join datacamp.track_content_dim as content using (track_version_id)
    where position <= ceil(reach * contents) and ${contentDay('(position - 1)')} < ${scaleDays}
    offset 0
  ) as work
  join pg_temp.scale_day as calendar on calendar.place = day
  order by user_id, row_key`

const trackFacts = `
  insert into datacamp.track_fact (group_id, user_id, track_version_id, date_id, started_at, completed_at, is_currently_active,
    row_hash, line_hash)
  select ${GROUP_ID}, user_id, track_version_id, date_id, started_at,
    case when reach = 1 and ${contentDay('contents')} < ${scaleDays} then ${instant(contentDay('contents'), '61200')} end,
    is_current_version and ${chance('key', 192)} < 0.7, ${rowHash('key')}
  from pg_temp.scale_enrolment
  join datacamp.track_dim using (track_version_id)
  join pg_temp.scale_day as calendar on calendar.place = day
  order by user_id, key`

export async function createScaleTracks(tx: pg.ClientBase): Promise<void> {
  await tx.query(trackDim)
  await tx.query(trackContents)
  await tx.query(enrolments)
  await tx.query('analyze pg_temp.scale_enrolment')
  await tx.query(trackFacts)
  await tx.query(contentFacts)
}
