/** Practice and projects at scale, on days on which people learn anyway. */
import type pg from 'pg'
import { below, chance } from './chance'
import { contentOf, howMany, instant, itemKey, placesBy, rowHash, workingTime } from './draws'
import { learningDay } from './facts'
import { firstPractice, firstProject, practicesPerTechnology, projectsPerTechnology, scaleDays } from './scale'

const SESSIONS = 8.2
const PROJECTS = 1
/** Of a project, with equal chances. */
const projectDays = [1, 1, 2, 3]
const XP = { practice: 250, project: 1_500 }

const key = itemKey('nth')

/** One row per learner, practice and day; the source measures no time on phones, so that XP alone tell of those. */
const practiceFacts = `
  insert into datacamp.practice_fact (user_id, practice_id, date_id, started_at, completed_at, is_mobile, time_spent, xp, row_hash, line_hash)
  select user_id, ${firstPractice} + practice, date_id, started_at,
    case when is_finished then started_at + make_interval(secs => seconds) end, is_mobile,
    case when not is_mobile then seconds end, case when is_finished then ${XP.practice} else 50 end, ${rowHash('key')}
  from (
    select user_id, practice, date_id, key, ${instant('day', workingTime('key', 125))} as started_at,
      ${chance('key', 126)} < 0.85 as is_finished, ${chance('key', 127)} < 0.3 as is_mobile, 120 + ${below(480, 'key', 128)} as seconds
    from (
      select distinct on (user_id, day, practice) *
      from (
        select user_id, ${key} as key, ${contentOf(key, 121, practicesPerTechnology)} as practice, ${learningDay(key, 124)} as day
        from (select *, ${howMany(SESSIONS, 120)} as sessions from pg_temp.scale_person) as person
        cross join generate_series(1, sessions) as nth
        offset 0
      ) as drawn
      order by user_id, day, practice, key
    ) as session
    join pg_temp.scale_day as calendar on calendar.place = day
    offset 0
  ) as session`

/** Each project once per learner, on a few days in a row that repeat its start and end. */
const projectFacts = `
  insert into datacamp.project_fact (user_id, project_id, date_id, started_at, completed_at, time_spent, xp, row_hash, line_hash)
  select user_id, ${firstProject} + project, date_id, ${instant('day', workingTime('key', 147))},
    case when is_finished then ${instant('day + length - 1', '68400')} end, 900 + ${below(4_000, 'row_key', 148)},
    case when is_finished and nth_day = length - 1 then ${XP.project} end, ${rowHash('row_key')}
  from (
    select *, key * 4 + nth_day as row_key
    from (
      select *, ${chance('key', 145)} < 0.6 and day + length <= ${scaleDays} as is_finished
      from (select *, (array[${projectDays.join(', ')}])[1 + ${below(projectDays.length, 'key', 146)}] as length
      from (
        select distinct on (user_id, project) *
        from (
          select user_id, ${key} as key, ${contentOf(key, 141, projectsPerTechnology)} as project, ${learningDay(key, 144)} as day
          from (select *, ${howMany(PROJECTS * 1.15, 140)} as projects from pg_temp.scale_person) as person
          cross join generate_series(1, projects) as nth
          offset 0
        ) as drawn
        order by user_id, project, day, key
      ) as project
      offset 0) as placed
      offset 0
    ) as project
    cross join generate_series(0, length - 1) as nth_day
    join pg_temp.scale_day as calendar on calendar.place = day + nth_day
    offset 0
  ) as work`

export async function createScalePracticeAndProjects(tx: pg.ClientBase): Promise<void> {
  await tx.query(
    `insert into datacamp.practice_dim (practice_id, title, status, technology, xp)
     select ${firstPractice} + place, 'Practice ' || place, case when place % 11 = 5 then 'HIDDEN' else 'LIVE' end, technology, ${XP.practice}
     from (${placesBy(practicesPerTechnology)}) as practice`,
  )
  await tx.query(
    `insert into datacamp.project_dim (project_id, title, technology, xp, nb_hours_needed, is_guided, is_certification)
     select ${firstProject} + place, 'Project ' || place, technology, ${XP.project}, 1 + place % 4, place % 3 > 0 and place % 12 > 0, place % 12 = 0
     from (${placesBy(projectsPerTechnology)}) as project`,
  )
  await tx.query(practiceFacts)
  await tx.query(projectFacts)
}
