/** Chapters at scale: how far people came in each of their courses. */
import type pg from 'pg'
import { below } from './chance'
import { itemKey, rowHash } from './draws'
import { chaptersPerCourse, exercisesPerCourse } from './scale'

/** Of a course; a chapter of it has the next numbers. */
const firstOf = (course: string) => `(10 * ${course})`
const key = itemKey('course_id')

const chapterDim = `
  insert into datacamp.chapter_dim (chapter_id, title, slug, xp, nb_exercises, technology, course_title, course_slug, course_xp)
  select ${firstOf('course_id')} + nth, 'Chapter ' || nth, 'chapter-' || nth, xp / ${chaptersPerCourse}, ${exercisesPerCourse / chaptersPerCourse}, technology, title, slug, xp
  from datacamp.course_dim cross join generate_series(1, ${chaptersPerCourse}) as nth`

/** Of a course that nobody finished, half of the time the first chapter alone. One row for each, on the day it was begun. */
const chapterFacts = `
  insert into datacamp.chapter_fact (user_id, chapter_id, date_id, started_at, completed_at, time_spent, xp, row_hash, line_hash)
  select user_id, ${firstOf('course_id')} + nth, to_char(begun, 'YYYYMMDD')::bigint, begun,
    case when is_completed or nth < reached then begun + part end, 600 + ${below(3_000, 'key', 302, 2)},
    case when is_completed or nth < reached then 1000 else 300 end, ${rowHash('key')}
  from (
    select *, started_at + (nth - 1) * part as begun, pair_key * 8 + nth as key
    from (
      select user_id, course_id, started_at, completed_at is not null as is_completed, ${key} as pair_key,
        case when completed_at is not null then ${chaptersPerCourse} else 1 + ${below(chaptersPerCourse, key, 301, 2)} end as reached,
        (coalesce(completed_at, last_day) - started_at) / ${chaptersPerCourse} as part
      from (
        select user_id, course_id, min(started_at) as started_at, max(completed_at) as completed_at,
          greatest(min(started_at), to_date(max(date_id)::text, 'YYYYMMDD')) as last_day
        from datacamp.course_fact
        group by user_id, course_id
      ) as pair
      offset 0
    ) as pair
    cross join lateral generate_series(1, reached) as nth
    offset 0
  ) as chapter`

export async function createScaleChapters(tx: pg.ClientBase): Promise<void> {
  await tx.query(chapterDim)
  await tx.query(chapterFacts)
}
