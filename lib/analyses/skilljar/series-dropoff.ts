/** How far people get through the courses of a Skilljar course series. */
import { sql } from 'kysely'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf } from '../analysis'
import { countedSteps, shownSteps, stepColumns, type StepRow } from '../dropoff'
import { lessonStarters } from './lesson-dropoff'

/** A series says of its courses no order: they stand as they were put into it, each once. */
const courses = sql`(
  select course_series_id as whole, published_course_id as step,
    row_number() over (partition by course_series_id order by min(created_at) nulls last, min(course_series_published_course_id collate "C"))
      as position
  from skilljar.course_series_published_courses
  where course_series_id is not null and published_course_id is not null
  group by course_series_id, published_course_id) as step`

export const seriesDropoff = defineAnalysis({
  label: 'Course series drop-off',
  description:
    'Of those who started a course of a Skilljar series in the period, how many started and completed each of its courses.',
  formula:
    'Students who ever started or completed the course ÷ students who started any course of the series in the period, in the order in which courses were put into it.',
  readFrom: [
    'skilljar.course_series.title',
    'skilljar.course_series.visible_on_catalog',
    'skilljar.course_series_published_courses.published_course_id',
    'skilljar.course_series_published_courses.created_at',
    'skilljar.published_course.course_id',
    'skilljar.course.title',
    'skilljar.enrollment.published_course_id',
    'skilljar.student_lesson_progress.created_at',
    'skilljar.student_lesson_session_time_hourly.hour_starts_at',
    'skilljar.student_course_progress.completed_at',
  ],
  leftOut: ['An order of the courses: Skilljar delivers none for series.', 'Series that nobody started in the period.'],
  columns: [...stepColumns('Series', 'Course'), { name: 'is_listed', label: 'In the catalogue', kind: 'boolean' }],
  parameters: { series: { description: 'Id of one series; absent: every series started in the period.' } },
  async rows(reader, query) {
    const series = query.parameters?.series ?? null
    const statement = sql<StepRow & { is_listed: boolean | null }>`
      with step as materialized (
        select * from ${courses} where ${series}::text is null or whole = ${series}::text
      ), member as materialized (
        select distinct fact.person_id, fact.learner_id as learner, step.whole
        from ${factRows(reader, lessonStarters, selectionOf(reader, query))}
        join step on step.step = fact.content_id
      ), attended as materialized (
        select distinct session.student_id as learner, session.published_course_id as step
        from (select distinct member.learner, step.step from member join step using (whole)) as wanted
        join skilljar.student_lesson_session_time_hourly as session
          on session.student_id = wanted.learner and session.published_course_id = wanted.step
        where mart.parse_number(session.session_time_seconds) is not null
      ), taken as materialized (
        select member.learner, member.whole, step.step, bool_or(progress.completed_at is not null) as is_completed
        from member
        join step using (whole)
        join skilljar.enrollment on coalesce(enrollment.student_id, '') = member.learner and enrollment.published_course_id = step.step
        left join skilljar.student_course_progress as progress using (student_course_progress_id)
        left join attended on attended.learner = member.learner and attended.step = step.step
        where progress.completed_at is not null or attended.step is not null
          or exists (
            select from skilljar.student_lesson_progress as lesson
            where lesson.student_course_progress_id = enrollment.student_course_progress_id)
        group by member.learner, member.whole, step.step
      )
      select counted.whole, coalesce(series.title, 'Unknown series ' || counted.whole) as whole_name, counted.position::int, counted.step,
        coalesce(course.title, 'Unknown course ' || counted.step) as step_name, counted.begun::int, counted.people::int,
        counted.reached::int, counted.people_reached::int, counted.got_this_far::int, counted.people_got_this_far::int,
        counted.completed::int, counted.people_completed::int, series.visible_on_catalog as is_listed
      from (${countedSteps}) as counted
      left join skilljar.course_series as series on series.course_series_id = counted.whole
      left join skilljar.published_course as published on published.published_course_id = counted.step
      left join skilljar.course using (course_id)
      order by lower(coalesce(series.title, '')), counted.whole, counted.position`
    return shownSteps(await readRows<StepRow>(reader, statement.compile(reader.db)), reader.scope.minimumCell)
  },
})
