/** Contents, days and facts at scale: who learned what on which day, in bursts of a few days on one course after the other. */
import type pg from 'pg'
import { below, chance } from './chance'
import { burstLengths, technologyBy } from './people'
import {
  chaptersPerCourse,
  coursesPerTechnology,
  exercisesPerCourse,
  firstCourse,
  scaleCourses,
  scaleDays,
  scaleFrom,
  scaleTechnologies,
} from './scale'

/** A learner's bursts and courses each have a number below this. */
const PLACES = 4_096

/** The first day of a burst, in days since the first one. */
const burstDay = (burst: string) => below(scaleDays, burst, 41, 0.8)

/** A day that a person of `pg_temp.scale_person` learned on, by the draw of what happened then. */
export const learningDay = (what: string, draw: number) =>
  burstDay(`(user_id * ${PLACES} + 1 + ${below('bursts', what, draw)})`)

export async function createScaleContents(tx: pg.ClientBase): Promise<void> {
  await tx.query(
    `insert into datacamp.course_dim (course_id, title, technology, slug, xp, nb_hours_needed)
     select $1 + place, 'Course ' || place, ($2::text[])[1 + place / $3::int], 'course-' || place, 4000, 2 + place % 4
     from generate_series(0, $4::int - 1) as place`,
    [firstCourse, scaleTechnologies.map(([name]) => name), coursesPerTechnology, scaleCourses],
  )
  await tx.query(
    `insert into datacamp.exercise_dim (exercise_id, title, type, number, xp, technology, course_slug,
       chapter_slug, chapter_title)
     select course_id * $1::int + number, 'Exercise ' || number, 'NormalExercise', number, 100, technology, slug,
       'chapter-' || chapter, 'Chapter ' || chapter
     from datacamp.course_dim cross join generate_series(0, $1::int - 1) as number
     cross join lateral (select 1 + number * $2::int / $1::int) as place (chapter)`,
    [exercisesPerCourse, chaptersPerCourse],
  )
  await tx.query(
    `insert into datacamp.date_dim (date_id, week_start_date)
     select to_char(day, 'YYYYMMDD')::bigint, date_trunc('week', day)::date
     from generate_series($1::timestamp, $1::timestamp + ($2::int - 1) * interval '1 day', '1 day') as day`,
    [scaleFrom, scaleDays],
  )
}

const courseKey = `(user_id * ${PLACES} + nth_course)`
const rowKey = '(burst_key * 8 + nth_day)'
const dayAt = (place: string, time: string) => `(timestamp '${scaleFrom} ${time}' + ${place} * interval '1 day')`
/** Where a learner's course begins, in days since the first one. */
const courseDay = (nth: string) => `floor((${nth} - phase) * ${scaleDays} / courses)::int`

/** Person by person, as deliveries come. The fences (offset 0) keep a draw from being made once for each of its uses. */
const courseFacts = `
  insert into datacamp.course_fact (user_id, course_id, date_id, started_at, completed_at, time_spent, xp, row_hash, line_hash)
  select user_id, course_id, date_id, started_at, completed_at,
    case when ${chance(rowKey, 45)} >= 0.03 then 60 + ${below(5_000, rowKey, 46, 2)} end,
    25 * (1 + ${below(20, rowKey, 47)}), md5(${rowKey}::text)::uuid, hashint8extended(${rowKey}, 48)
  from (
    select user_id, burst_key, first_day, length,
      ${firstCourse} + ${coursesPerTechnology}
        * case when ${chance(courseKey, 51)} < 0.7 then favourite else ${technologyBy(chance(courseKey, 52))} end
        + ${below(coursesPerTechnology, courseKey, 53, 2)} as course_id,
      ${dayAt(`greatest(0, ${courseDay('nth_course')})`, '08:30:00')} as started_at,
      case when ${chance(courseKey, 54)} < 0.6 and ${courseDay('nth_course + 1')} between 0 and ${scaleDays - 1}
        then ${dayAt(courseDay('nth_course + 1'), '17:15:00')} end as completed_at
    from (
      select *, floor(first_day::float8 * courses / ${scaleDays} + phase)::int as nth_course
      from (
        select *, ${burstDay('burst_key')} as first_day,
          (array[${burstLengths.join(', ')}])[1 + ${below(burstLengths.length, 'burst_key', 42)}] as length
        from (
          select person.*, user_id * ${PLACES} + burst as burst_key
          from pg_temp.scale_person as person cross join generate_series(1, bursts) as burst
          offset 0
        ) as burst
        offset 0
      ) as drawn
      offset 0
    ) as placed
    offset 0
  ) as burst
  cross join generate_series(0, length - 1) as nth_day
  join pg_temp.scale_day as calendar on calendar.place = first_day + nth_day`

const exerciseFacts = `
  insert into datacamp.exercise_fact (user_id, exercise_id, date_id, started_at, completed_at, time_spent, xp, row_hash, line_hash)
  select user_id, course_id * ${exercisesPerCourse} + ${below(exercisesPerCourse, 'key', 61)}, date_id, started_at, completed_at,
    time_spent / 2, xp / 2, lpad(to_hex(key), 32, '0')::uuid, hashint8extended(key, 62)
  from (
    select fact.*, row_id * 2 + part as key
    from datacamp.course_fact as fact cross join generate_series(0, 1) as part
    offset 0
  ) as fact`

export async function createScaleCourseFacts(tx: pg.ClientBase): Promise<void> {
  await tx.query(
    `create temp table scale_day as
     select place, to_char(date '${scaleFrom}' + place, 'YYYYMMDD')::bigint as date_id
     from generate_series(0, ${scaleDays - 1}) as place`,
  )
  await tx.query('analyze pg_temp.scale_day')
  await tx.query(courseFacts)
}

export async function createScaleExerciseFacts(tx: pg.ClientBase): Promise<void> {
  await tx.query(exerciseFacts)
}
