/** Courses of both platforms, projects and chapters: enrolled, started, completed. */
import { sql } from 'kysely'
import type { Context } from '@/lib/metrics/fact'
import { filled, ofAsked } from '@/lib/metrics/facts/datacamp-rows'
import { eventFact, eventRows, type EventSource } from './event'

const pairs = ({ person }: Context, source: 'datacamp' | 'skilljar') =>
  source === 'datacamp'
    ? sql`mart.course_progress as pair
        left join datacamp.course_dim as described on described.course_id = pair.course_id::bigint
        where pair.person_id = ${person}::bigint and pair.source = 'datacamp'`
    : sql`mart.course_progress as pair
        left join skilljar.published_course as published on published.published_course_id = pair.course_id
        left join skilljar.course as described on described.course_id = published.course_id
        where pair.person_id = ${person}::bigint and pair.source = 'skilljar'`

const ofPairs = (
  context: Context,
  source: 'datacamp' | 'skilljar',
  event: string,
  column: 'enrolled_at' | 'started_at' | 'completed_at',
): EventSource => ({
  event,
  source,
  type: 'course',
  id: sql`pair.course_id`,
  title: sql`pair.title`,
  technology: sql`pair.technology`,
  from: sql`(select pair.*, described.title from ${pairs(context, source)}) as pair`,
  at: sql.ref(`pair.${column}`),
})

const projects = (context: Context, event: string, column: 'started_at' | 'completed_at'): EventSource => ({
  event,
  source: 'datacamp',
  type: 'project',
  id: sql`pair.project_id`,
  title: sql`described.title`,
  technology: filled('described.technology'),
  from: sql`(
      select fact.project_id, min(fact.started_at) as started_at, max(fact.completed_at) as completed_at
      from datacamp.project_fact as fact
      where fact.project_id is distinct from -1 and ${ofAsked(context, 'fact.user_id')}
      group by fact.user_id, fact.project_id
    ) as pair
    left join datacamp.project_dim as described using (project_id)`,
  at: sql.ref(`pair.${column}`),
})

/** Of a day and a course together: there are many. */
const chapters = (context: Context): EventSource => ({
  event: 'chapters_completed',
  source: 'datacamp',
  type: 'course',
  id: sql`day.course_id`,
  title: sql`coalesce(day.title, 'Unknown course')`,
  technology: sql`day.technology`,
  from: sql`(
      select chapter.completed_at::date as day, described.course_slug, course.course_id,
        coalesce(course.title, max(described.course_title)) as title,
        max(coalesce(${filled('course.technology')}, ${filled('described.technology')})) as technology, count(*) as chapters
      from (
        select fact.chapter_id, max(fact.completed_at) as completed_at
        from datacamp.chapter_fact as fact
        where fact.chapter_id is distinct from -1 and ${ofAsked(context, 'fact.user_id')}
        group by fact.user_id, fact.chapter_id
      ) as chapter
      left join datacamp.chapter_dim as described using (chapter_id)
      left join lateral (
        select course_id, title, technology from datacamp.course_dim
        where slug = described.course_slug and course_id <> -1 order by course_id limit 1
      ) as course on true
      where chapter.completed_at is not null
      group by 1, 2, course.course_id, course.title
    ) as day`,
  day: sql`day.day`,
  amount: sql`day.chapters`,
})

/** Enrolled and completed on Skilljar: each student and course once. */
export const skilljarCourseEvents = (context: Context) => [
  eventRows(context, ofPairs(context, 'skilljar', 'course_enrolled', 'enrolled_at')),
  eventRows(context, ofPairs(context, 'skilljar', 'course_completed', 'completed_at')),
]

export const courseEvents = eventFact('person_courses', 'Courses of one person on both platforms.', (context) => [
  eventRows(context, ofPairs(context, 'skilljar', 'course_enrolled', 'enrolled_at')),
  ...(['datacamp', 'skilljar'] as const).flatMap((source) => [
    eventRows(context, ofPairs(context, source, 'course_started', 'started_at')),
    eventRows(context, ofPairs(context, source, 'course_completed', 'completed_at')),
  ]),
])

export const projectEvents = eventFact('person_projects', 'Projects of one person.', (context) => [
  eventRows(context, projects(context, 'project_started', 'started_at')),
  eventRows(context, projects(context, 'project_completed', 'completed_at')),
])

export const chapterEvents = eventFact('person_chapters', 'Chapters of one person by day and course.', (context) => [
  eventRows(context, chapters(context)),
])
