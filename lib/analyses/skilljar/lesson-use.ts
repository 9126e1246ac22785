/** How much each lesson of a Skilljar course is used: views, time and completions. */
import { sql } from 'kysely'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, type AnalysisQuery, type AnalysisRow } from '../analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { hideSmall } from '../hide-small'
import { hiddenOfLesson } from './lesson-cells'
import { lessonContent, lessonType, sectionOf } from './lesson-words'
import { lessonWork, workLeftOut, workReadFrom } from './lesson-work'

interface UseRow extends AnalysisRow {
  readonly people: number
  readonly people_opened: number
  readonly people_completed: number
  readonly people_timed: number
}

export const lessonUse = defineAnalysis({
  label: 'Use of lessons',
  description:
    'Of those who started a Skilljar course in the period: who opened and completed each lesson, how often it was viewed and how long it took.',
  formula:
    'Students with a progress in the lesson; their views and session time so far, each student, course and lesson once. The median is of students with session time in the lesson.',
  readFrom: [
    ...workReadFrom,
    'skilljar.lesson.order',
    'skilljar.course.title',
    'skilljar.quiz.name',
    'skilljar.web_package.title',
  ],
  leftOut: workLeftOut,
  columns: [
    { name: 'whole', label: 'Course id', kind: 'text' },
    { name: 'whole_name', label: 'Course', kind: 'text' },
    { name: 'position', label: 'Position', kind: 'number', format: 'count' },
    { name: 'lesson', label: 'Lesson id', kind: 'text' },
    { name: 'lesson_name', label: 'Lesson', kind: 'text' },
    { name: 'section', label: 'Section', kind: 'text' },
    { name: 'type', label: 'Type', kind: 'text' },
    { name: 'shows', label: 'Quiz or package', kind: 'text' },
    { name: 'is_optional', label: 'Optional', kind: 'boolean' },
    { name: 'begun', label: 'Began the course', kind: 'number', format: 'count' },
    { name: 'opened', label: 'Opened', kind: 'number', format: 'count' },
    { name: 'completed', label: 'Completed', kind: 'number', format: 'count' },
    { name: 'views', label: 'Views', kind: 'number', format: 'count' },
    { name: 'hours', label: 'Hours', kind: 'number', format: 'hours' },
    { name: 'median_seconds', label: 'Median time', kind: 'number', format: 'seconds' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const rows = await readLessonUse(reader, query)
    return rows.map((lesson) => {
      const {
        people: _people,
        people_opened: _opened,
        people_completed: _completed,
        people_timed: _timed,
        ...row
      } = lesson
      return hideSmall(row, hiddenOfLesson(lesson, reader.scope.minimumCell))
    })
  },
})

/** With the people behind each lesson, and nothing hidden: for analyses alone. */
export function readLessonUse(reader: ScopedReader, query: AnalysisQuery): Promise<readonly UseRow[]> {
  const statement = sql<UseRow>`
    with ${lessonWork(reader, query)}
    select course_lesson.whole, coalesce(course.title, 'Unknown course ' || course_lesson.whole) as whole_name,
      (row_number() over (partition by course_lesson.whole order by lesson."order" nulls last, lesson.lesson_id collate "C"))::int as position,
      course_lesson.lesson_id as lesson, lesson.title as lesson_name, ${sectionOf} as section, ${lessonType} as type,
      ${lessonContent} as shows, lesson.is_optional is true as is_optional, begun.pairs::int as begun, begun.people::int as people,
      coalesce(used.opened, 0)::int as opened, coalesce(used.people_opened, 0)::int as people_opened,
      coalesce(used.completed, 0)::int as completed, coalesce(used.people_completed, 0)::int as people_completed,
      coalesce(used.views, 0)::float8 as views, (coalesce(used.seconds, 0) / 3600)::float8 as hours,
      used.median_seconds, coalesce(used.people_timed, 0)::int as people_timed
    from course_lesson
    join (select whole, count(*) as pairs, count(distinct person_id) as people from member group by whole) as begun using (whole)
    join skilljar.lesson using (lesson_id)
    left join (
      select whole, lesson_id, count(*) as opened, count(distinct person_id) as people_opened,
        count(*) filter (where is_completed) as completed, count(distinct person_id) filter (where is_completed) as people_completed,
        sum(views) as views, sum(seconds) as seconds,
        percentile_cont(0.5) within group (order by seconds::float8) filter (where seconds is not null) as median_seconds,
        count(distinct person_id) filter (where seconds is not null) as people_timed
      from work group by whole, lesson_id
    ) as used on used.whole = course_lesson.whole and used.lesson_id = course_lesson.lesson_id
    left join skilljar.published_course as published on published.published_course_id = course_lesson.whole
    left join skilljar.course on course.course_id = published.course_id
    order by lower(coalesce(course.title, '')), course_lesson.whole, position`
  return readRows<UseRow>(reader, statement.compile(reader.db))
}
