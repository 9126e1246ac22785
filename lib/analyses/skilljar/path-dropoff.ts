/** How far along a Skilljar path people get, course by course (METRICS.md, path_dropoff). */
import { sql } from 'kysely'
import { defineFact, type Context, type Db } from '@/lib/metrics/fact'
import { pathEnrolments } from '@/lib/metrics/facts/path-rows'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf } from '../analysis'
import { countedSteps, shownSteps, stepColumns, type StepRow } from '../dropoff'

const pathStarters = defineFact(
  (db: Db, _context: Context) => db.selectFrom(pathEnrolments.as('starter')).selectAll(),
  {
    name: 'path_starters',
    description: 'Skilljar paths that people enrolled in, one per student and path.',
    published: 'published',
    metrics: {},
  },
)

export const pathDropoff = defineAnalysis({
  label: 'Path drop-off',
  description:
    'Of those who enrolled in a Skilljar path in the period, how many reached and completed each of its courses.',
  formula:
    'Students with a lesson progress in the course, or who completed it, ÷ students who enrolled in the path, in the order of the path’s items.',
  readFrom: [
    'skilljar.path_item.order',
    'skilljar.path.title',
    'skilljar.course.title',
    'skilljar.published_path_enrollment.enrolled_at',
    'skilljar.published_path.path_id',
    'skilljar.student_path_progress.path_id',
    'skilljar.student_lesson_progress.student_course_progress_id',
    'skilljar.enrollment.student_course_progress_id',
    'skilljar.student_path_item_progress.student_course_progress_id',
    'skilljar.student_course_progress.completed_at',
  ],
  leftOut: ['Courses that a student took outside of the path.', 'Enrolments whose time is no time.'],
  columns: [...stepColumns('Path', 'Course'), { name: 'course', label: 'Course id', kind: 'text' }],
  parameters: { path: { description: 'Id of one path; absent: every path enrolled in in the period.' } },
  async rows(reader, query) {
    const path = query.parameters?.path ?? null
    const statement = sql<StepRow & { readonly course: string | null }>`
      with member as materialized (
        select fact.person_id, coalesce(fact.student_id, '') as learner, fact.content_id as whole
        from ${factRows(reader, pathStarters, selectionOf(reader, query))}
        where ${path}::text is null or fact.content_id = ${path}::text
      ), step as materialized (
        select path_id as whole, path_item_id as step,
          row_number() over (partition by path_id order by "order" nulls last, path_item_id collate "C") as position
        from skilljar.path_item
        where path_id in (select whole from member)
      ), taken as materialized (
        select member.learner, member.whole, item.path_item_id as step, bool_or(course.completed_at is not null) as is_completed
        from member
        join skilljar.student_path_progress as progress
          on coalesce(progress.student_id, '') = member.learner and progress.path_id = member.whole
        join skilljar.student_path_item_progress as item using (student_path_progress_id)
        join step on step.whole = member.whole and step.step = item.path_item_id
        left join skilljar.student_course_progress as course using (student_course_progress_id)
        where (course.completed_at is not null or exists (
            select from skilljar.student_lesson_progress as lesson
            where lesson.student_course_progress_id = item.student_course_progress_id
          ))
          -- Somebody else's progress tells nothing.
          and exists (
            select from skilljar.enrollment
            where enrollment.student_course_progress_id = item.student_course_progress_id
              and coalesce(enrollment.student_id, '') = member.learner
          )
        group by member.learner, member.whole, item.path_item_id
      )
      select counted.whole, coalesce(path.title, trim('Unknown path ' || counted.whole)) as whole_name, counted.position::int, counted.step,
        coalesce(course.title, 'Unknown course ' || item.course_id) as step_name, item.course_id as course, counted.begun::int, counted.people::int,
        counted.reached::int, counted.people_reached::int, counted.got_this_far::int, counted.people_got_this_far::int,
        counted.completed::int, counted.people_completed::int
      from (${countedSteps}) as counted
      left join skilljar.path on path.path_id = counted.whole
      left join skilljar.path_item as item on item.path_item_id = counted.step
      left join skilljar.course on course.course_id = item.course_id
      order by lower(coalesce(path.title, '')), counted.whole, counted.position`
    return shownSteps(await readRows<StepRow>(reader, statement.compile(reader.db)), reader.scope.minimumCell)
  },
})
