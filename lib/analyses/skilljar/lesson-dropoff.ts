/** How far into a Skilljar course people get, lesson by lesson (METRICS.md, lesson_dropoff). */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { defineFact, type Context, type Db } from '@/lib/metrics/fact'
import { access } from '@/lib/metrics/facts/course-pairs'
import type { SkilljarRow } from '@/lib/metrics/facts/skilljar-rows'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf } from '../analysis'
import { countedSteps, shownSteps, stepColumns, type StepRow } from '../dropoff'
import { lessonType, sectionOf } from './lesson-words'

interface StarterRow extends SkilljarRow {
  learner_id: string
  channel: string | null
}

const starters = ({ from, to }: Context): RawBuilder<StarterRow> => sql`(
  select pair.started_at::date as day, pair.person_id, pair.source, 'course' as content_type, pair.course_id as content_id,
    pair.technology, 'course/' || pair.course_id as published, pair.learner_id,
    access.channel
  from mart.course_progress as pair
  left join ${access} as access on access.learner_id = pair.learner_id and access.course_id = pair.course_id
  where pair.source = 'skilljar' and pair.started_at >= ${from}::date and pair.started_at < ${addDays(to, 1)}::date)`

/** Enrolments without a student are those of the learner ''. In this form the student's index serves. */
export const isOf = sql<boolean>`(enrollment.student_id = member.learner or (enrollment.student_id is null and member.learner = ''))`

export const lessonStarters = defineFact(
  (db: Db, context: Context) => db.selectFrom(starters(context).as('starter')).selectAll(),
  {
    name: 'lesson_starters',
    description: 'Skilljar courses that people started, one per student and published course.',
    dimensions: ['channel'],
    published: 'published',
    metrics: {},
  },
)

export const lessonDropoff = defineAnalysis({
  label: 'Lesson drop-off',
  description: 'Of those who started a Skilljar course in the period, how many reached and completed each lesson.',
  formula: 'Students with a progress in the lesson ÷ students who started the course, in the order of the lessons.',
  readFrom: [
    'skilljar.lesson.order',
    'skilljar.lesson.is_section',
    'skilljar.lesson.is_optional',
    'skilljar.lesson.type',
    'skilljar.published_course.course_id',
    'skilljar.course.title',
    'skilljar.enrollment.student_course_progress_id',
    'skilljar.student_lesson_progress.lesson_id',
    'skilljar.student_lesson_progress.completed_at',
    'skilljar.student_lesson_session_time_hourly.hour_starts_at',
  ],
  leftOut: ['Sections, which are headings.', 'Lessons that are no longer in the course.'],
  columns: [
    ...stepColumns('Course', 'Lesson'),
    { name: 'is_optional', label: 'Optional', kind: 'boolean' },
    { name: 'section', label: 'Section', kind: 'text' },
    { name: 'type', label: 'Type', kind: 'text' },
  ],
  parameters: { course: { description: 'Id of one published course; absent: every course started in the period.' } },
  async rows(reader, query) {
    const course = query.parameters?.course ?? null
    const statement = sql<StepRow & { is_optional: boolean; section: string | null; type: string | null }>`
      with member as materialized (
        select fact.person_id, fact.learner_id as learner, fact.content_id as whole
        from ${factRows(reader, lessonStarters, selectionOf(reader, query))}
        where ${course}::text is null or fact.content_id = ${course}::text
      ), step as materialized (
        select published.published_course_id as whole, lesson.lesson_id as step,
          row_number() over (partition by published.published_course_id order by lesson."order" nulls last, lesson.lesson_id collate "C")
            as position
        from skilljar.published_course as published
        join skilljar.lesson using (course_id)
        where lesson.is_section is not true and published.published_course_id in (select whole from member)
      ), taken as materialized (
        select member.learner, member.whole, progress.lesson_id as step, bool_or(progress.completed_at is not null) as is_completed
        from member
        join skilljar.enrollment on ${isOf} and enrollment.published_course_id = member.whole
        join skilljar.student_lesson_progress as progress using (student_course_progress_id)
        join step on step.whole = member.whole and step.step = progress.lesson_id
        group by member.learner, member.whole, progress.lesson_id
      )
      select counted.whole, coalesce(course.title, 'Unknown course ' || counted.whole) as whole_name, counted.position::int, counted.step,
        lesson.title as step_name, counted.begun::int, counted.people::int, counted.reached::int, counted.people_reached::int,
        counted.got_this_far::int, counted.people_got_this_far::int, counted.completed::int, counted.people_completed::int,
        lesson.is_optional is true as is_optional, ${sectionOf} as section, ${lessonType} as type
      from (${countedSteps}) as counted
      left join skilljar.published_course as published on published.published_course_id = counted.whole
      left join skilljar.course using (course_id)
      left join skilljar.lesson as lesson on lesson.lesson_id = counted.step
      order by lower(coalesce(course.title, '')), counted.whole, counted.position`
    return shownSteps(await readRows<StepRow>(reader, statement.compile(reader.db)), reader.scope.minimumCell)
  },
})
