/** How far enrolled students are in their Skilljar course, one row per student and published course. */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { defineFact, type Context, type Db } from '../fact'
import type { RatioDefinition } from '../ratios'
import { access } from './course-pairs'
import type { SkilljarRow } from './skilljar-rows'

interface ProgressRow extends SkilljarRow {
  channel: string | null
  required: number
  completed: number
}

const isRequired = sql`lesson.is_section is not true and lesson.is_optional is not true`

const progress = ({ from, to }: Context): RawBuilder<ProgressRow> => sql`(
  select pair.enrolled_at::date as day, pair.person_id, pair.source, 'course' as content_type, pair.course_id as content_id,
    pair.technology, 'course/' || pair.course_id as published,
    coalesce(required.lessons, 0) as required, coalesce(completed.lessons, 0) as completed, access.channel
  from mart.course_progress as pair
  left join ${access} as access on access.learner_id = pair.learner_id and access.course_id = pair.course_id
  left join (
    select published.published_course_id, count(*) as lessons
    from skilljar.published_course as published
    join skilljar.lesson using (course_id)
    where ${isRequired}
    group by published.published_course_id
  ) as required on required.published_course_id = pair.course_id
  left join (
    select enrollment.student_id, enrollment.published_course_id, count(distinct lesson.lesson_id) as lessons
    from skilljar.enrollment
    join skilljar.student_lesson_progress as done using (student_course_progress_id)
    join skilljar.published_course as published using (published_course_id)
    join skilljar.lesson on lesson.lesson_id = done.lesson_id and lesson.course_id = published.course_id
    where done.completed_at is not null and ${isRequired}
    group by enrollment.student_id, enrollment.published_course_id
  ) as completed on coalesce(completed.student_id, '') = pair.learner_id and completed.published_course_id = pair.course_id
  where pair.source = 'skilljar' and pair.enrolled_at >= ${from}::date and pair.enrolled_at < ${addDays(to, 1)}::date)`

const rows = (db: Db, context: Context) => db.selectFrom(progress(context).as('pair')).selectAll()

const readFrom = [
  'skilljar.student_lesson_progress.completed_at',
  'skilljar.lesson.is_section',
  'skilljar.lesson.is_optional',
  'skilljar.enrollment.enrolled_at',
]
const leftOut = ['Sections and optional lessons.', 'Lessons that are no longer in the course.']
const ofLessons = { unit: 'items', format: 'count', readFrom, leftOut, additive: true } as const

export const lessonProgress = defineFact(rows, {
  name: 'lesson_progress',
  description: 'Required lessons of enrolled students, by the day of the first enrolment.',
  dimensions: ['channel'],
  published: 'published',
  metrics: {
    lessons_required: {
      ...ofLessons,
      label: 'Lessons required',
      description: 'Required lessons of the courses that people enrolled in in the period.',
      formula:
        'Lessons of the course that are neither sections nor optional, over pairs of student and published course.',
      ofPerson: (column) => sql`sum(${column('required')})`,
      counts: (column) => sql`${column('required')} > 0`,
    },
    lessons_completed: {
      ...ofLessons,
      label: 'Required lessons completed',
      description: 'Of these lessons, those completed so far.',
      formula: 'Distinct required lessons with completed_at, over pairs of student and published course.',
      ofPerson: (column) => sql`sum(${column('completed')})`,
      counts: (column) => sql`${column('completed')} > 0`,
    },
  },
})

export const lessonRatios = {
  lesson_progress: {
    unit: 'ratio',
    format: 'percent',
    label: 'Lesson progress',
    description:
      'Of the required lessons of the courses that people enrolled in in the period, the share completed so far.',
    formula: 'Required lessons completed ÷ required lessons.',
    readFrom,
    leftOut,
    ratio: { of: 'lessons_completed', to: 'lessons_required' },
  },
} as const satisfies Readonly<Record<string, RatioDefinition>>
