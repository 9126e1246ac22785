/** Courses that one person did something in, on both platforms. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { defineFact, type Context, type Db, type FactRow } from '@/lib/metrics/fact'
import { ofAsked } from '@/lib/metrics/facts/datacamp-rows'
import { ofAsked as ofAskedStudent } from '@/lib/metrics/facts/skilljar-rows'
import { defineList, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { courseEvents } from './course-events'
import { contentOf, isoOf, personParameter, readOfPerson } from './event'

interface TimeRow extends FactRow {
  seconds: number
  xp: number
}

const time = defineFact(
  (db: Db, { person }: Context) =>
    db
      .selectFrom(
        sql<TimeRow>`(
          select day, person_id, source, content_type, content_id, technology, seconds, xp
          from mart.activity where person_id = ${person}::bigint and content_type = 'course')`.as('spent'),
      )
      .selectAll(),
  { name: 'person_time', description: 'Time of one person in courses, by day.', metrics: {} },
)

interface PartRow extends FactRow {
  /** Whoever enrols again may complete it again. */
  part: string
}

/** Chapters on DataCamp; required lessons on Skilljar. */
const completedParts = (context: Context): RawBuilder<PartRow> => sql`(
  select chapter.completed_at::date as day, ${context.person}::bigint as person_id, 'datacamp' as source, 'course' as content_type,
    course.course_id::text as content_id, nullif(trim(course.technology), '') as technology, chapter.chapter_id::text as part
  from (
    select fact.chapter_id, max(fact.completed_at) as completed_at
    from datacamp.chapter_fact as fact
    where fact.chapter_id is distinct from -1 and ${ofAsked(context, 'fact.user_id')}
    group by fact.user_id, fact.chapter_id
  ) as chapter
  join datacamp.chapter_dim as described using (chapter_id)
  join datacamp.course_dim as course on course.slug = described.course_slug and course.course_id <> -1
  where chapter.completed_at is not null
  union all
  select lesson.completed_at::date, ${context.person}::bigint, 'skilljar', 'course', owner.published_course_id, null, lesson.lesson_id
  from (
    select distinct student_id, student_course_progress_id, coalesce(published_course_id, '') as published_course_id
    from skilljar.enrollment as enrolment
    where student_course_progress_id is not null and ${ofAskedStudent(context, 'enrolment.student_id')}
  ) as owner
  join skilljar.student_lesson_progress as lesson using (student_course_progress_id)
  join skilljar.lesson as described using (lesson_id)
  where lesson.completed_at is not null and described.is_section is not true and described.is_optional is not true)`

const parts = defineFact((db: Db, context: Context) => db.selectFrom(completedParts(context).as('part')).selectAll(), {
  name: 'person_course_parts',
  description: 'Chapters and lessons that one person completed.',
  metrics: {},
})

export const personCourses = defineList({
  label: 'Courses of a person',
  description: 'Courses of both platforms that one person enrolled in, started, completed or spent time in.',
  formula:
    'Courses with something in the period: first start, last completion, the days between them, learning time and XP of the period, chapters (DataCamp) or required lessons (Skilljar) completed.',
  readFrom: [
    'datacamp.course_fact.started_at',
    'datacamp.course_fact.completed_at',
    'datacamp.course_fact.time_spent',
    'datacamp.chapter_fact.completed_at',
    'skilljar.enrollment.enrolled_at',
    'skilljar.student_course_progress.completed_at',
    'skilljar.student_lesson_progress.completed_at',
    'skilljar.student_lesson_session_time_hourly.session_time_seconds',
  ],
  leftOut: ['DataCamp reports no mobile time and no days on which a person was outside the group.'],
  columns: [
    { name: 'content', label: 'Course', kind: 'text' },
    { name: 'content_name', label: 'Course title', kind: 'text' },
    { name: 'source', label: 'Source', kind: 'text' },
    { name: 'technology', label: 'Technology', kind: 'text' },
    { name: 'started_at', label: 'Started', kind: 'time' },
    { name: 'completed_at', label: 'Completed', kind: 'time' },
    { name: 'days', label: 'Days to complete', kind: 'number', format: 'days' },
    { name: 'hours', label: 'Learning hours', kind: 'number', format: 'hours' },
    { name: 'xp', label: 'XP', kind: 'number', format: 'count' },
    { name: 'parts', label: 'Chapters or lessons completed', kind: 'number', format: 'count' },
    { name: 'of_parts', label: 'Chapters or lessons in all', kind: 'number', format: 'count' },
  ],
  parameters: personParameter,
  learnerRows: true,
  statement(reader: ScopedReader, query: AnalysisQuery) {
    const { rows, inPeriod } = readOfPerson(reader, query)
    return sql<AnalysisRow>`
      select happened.content, coalesce(happened.title, course.title, published.title, case when happened.id = '-1' and happened.source = 'datacamp'
          then 'Deleted content' else trim('Unknown course ' || happened.id) end) as content_name,
        happened.source, coalesce(happened.technology, 'Not set') as technology,
        ${isoOf(sql`happened.started_at`)} as started_at, ${isoOf(sql`happened.completed_at`)} as completed_at,
        (case when happened.completed_at >= happened.started_at
          then extract(epoch from happened.completed_at - happened.started_at) / 86400 end)::float8 as days,
        round(happened.seconds / 3600, 6)::float8 as hours, happened.xp::float8 as xp, happened.parts::int,
        (case happened.source when 'datacamp'
          then (select count(*) from datacamp.chapter_dim as part where part.course_slug = course.slug and part.chapter_id <> -1)
          else (select count(*) from skilljar.lesson as part
            where part.course_id = published.course_id and part.is_section is not true and part.is_optional is not true) end)::int as of_parts
      from (
        select fact.content, fact.source, fact.content_id as id, max(fact.title) as title, max(fact.technology) as technology,
          min(fact.at) filter (where fact.event = 'course_started') as started_at,
          max(fact.at) filter (where fact.event = 'course_completed') as completed_at,
          coalesce(sum(fact.seconds) filter (where ${inPeriod}), 0) as seconds, coalesce(sum(fact.xp) filter (where ${inPeriod}), 0) as xp,
          count(distinct fact.part) as parts, max(fact.day) filter (where ${inPeriod}) as newest
        from (
          select ${contentOf} as content, fact.source, fact.content_id, fact.technology, fact.day, fact.title, fact.event, fact.at,
            null::numeric as seconds, null::numeric as xp, null as part
          from ${rows(courseEvents)}
          union all
          select ${contentOf}, fact.source, fact.content_id, fact.technology, fact.day, null, 'time', null, fact.seconds, fact.xp, null
          from ${rows(time)}
          union all
          select ${contentOf}, fact.source, fact.content_id, fact.technology, fact.day, null, 'part', null, null, null, fact.part
          from ${rows(parts)}
        ) as fact
        group by fact.content, fact.source, fact.content_id
        having bool_or(${inPeriod})
      ) as happened
      left join datacamp.course_dim as course
        on course.course_id = case when happened.source = 'datacamp' then nullif(happened.id, '')::bigint end
      left join (
        select published_course_id, course_id, course.title from skilljar.published_course left join skilljar.course using (course_id)
      ) as published on happened.source = 'skilljar' and published.published_course_id = happened.id
      order by happened.newest desc, happened.completed_at desc nulls last, happened.started_at desc nulls last, happened.content`
  },
})
