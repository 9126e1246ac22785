/** Skilljar enrolments, each student and course once. */
import { sql } from 'kysely'
import { defineFact, type Context, type Db } from '../fact'
import { cohort, number, pairs, skilljarOnly } from './course-pairs'

/** Whether any enrolment of the pair gives access now, and how the first was made. */
const access = sql<{ learner_id: string; course_id: string; is_active: boolean; channel: string | null }>`(
  select coalesce(student_id, '') as learner_id, coalesce(published_course_id, '') as course_id,
    coalesce(bool_or(is_active), false) as is_active,
    (array_agg(channel order by enrolled_at, enrollment_id collate "C"))[1] as channel
  from skilljar.enrollment
  group by 1, 2)`

/** The join disappears from the plan wherever nobody asks for one of the two. */
const rows = (db: Db, context: Context) =>
  pairs(db, context, 'enrolled_at')
    .leftJoin(access.as('access'), (on) =>
      on.onRef('access.learner_id', '=', 'pair.learner_id').onRef('access.course_id', '=', 'pair.course_id'),
    )
    .select(['access.is_active', 'access.channel'])

export const courseEnrolments = defineFact(rows, {
  name: 'course_enrolments',
  description: 'Skilljar enrolments, one per student and published course, on the day of the first.',
  dimensions: ['channel'],
  metrics: {
    enrolments: {
      label: 'Enrolments',
      description: 'Skilljar courses that people enrolled in, each student and course once.',
      unit: 'enrolments',
      format: 'count',
      formula: 'Pairs of student and published course by the day of the first enrolment.',
      readFrom: ['skilljar.enrollment.enrolled_at'],
      leftOut: ['Later enrolments of the same student in the same course.'],
      additive: true,
      ofPerson: number,
      counts: skilljarOnly,
    },
    enrolments_active: {
      label: 'Enrolments with access',
      description: 'Of the enrolments of the period, those that give access when the data was loaded.',
      unit: 'enrolments',
      format: 'count',
      formula: 'Pairs of student and published course with an enrolment that is_active, by the day of the first.',
      readFrom: ['skilljar.enrollment.enrolled_at', 'skilljar.enrollment.is_active'],
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${skilljarOnly(column)} and ${column('is_active')}`,
    },
    enrolments_mature: {
      label: 'Enrolments old enough',
      description: 'Skilljar enrolments with the whole window behind them: what completion rates divide by.',
      unit: 'enrolments',
      format: 'count',
      formula: 'Enrolments of the period whose day lies at least window_days before the data was loaded.',
      readFrom: ['skilljar.enrollment.enrolled_at'],
      ...cohort(skilljarOnly).mature,
    },
    enrolments_completed_in_time: {
      label: 'Enrolments completed in time',
      description: 'Skilljar enrolments old enough, completed within the window.',
      unit: 'enrolments',
      format: 'count',
      formula: 'Enrolments old enough with completed_at at most window_days after enrolled_at.',
      readFrom: ['skilljar.enrollment.enrolled_at', 'skilljar.student_course_progress.completed_at'],
      ...cohort(skilljarOnly).inTime,
    },
  },
})
