/** How a lesson of a Skilljar course is told, over the alias "lesson". */
import { sql, type RawBuilder } from 'kysely'

/** The heading that it stands under: the last section before it; null before the first. */
export const sectionOf: RawBuilder<string | null> = sql`(
  select heading.title from skilljar.lesson as heading
  where heading.course_id = lesson.course_id and heading.is_section
    and (heading."order" < lesson."order" or heading."order" = lesson."order" and heading.lesson_id collate "C" < lesson.lesson_id collate "C")
  order by heading."order" desc, heading.lesson_id collate "C" desc
  limit 1)`

/** As the source names it, in one case of letters: "QUIZ". */
export const lessonType: RawBuilder<string | null> = sql`nullif(upper(trim(lesson.type)), '')`

/** What the lesson shows, where that has a name of its own: its quiz or its package. */
export const lessonContent: RawBuilder<string | null> = sql`coalesce(
  (select nullif(trim(quiz.name), '') from skilljar.quiz where quiz.quiz_id = lesson.quiz_id),
  (select nullif(trim(package.title), '') from skilljar.web_package as package where package.web_package_id = lesson.web_package_id))`
