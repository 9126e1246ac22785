/** Skilljar enrolments, each student and course once. */
import { sql } from 'kysely'
import { defineFact, type Context, type Db } from '../fact'
import { cohort, number, pairsWithAccess, skilljarOnly } from './course-pairs'

const begun = [
  'skilljar.enrollment.enrolled_at',
  'skilljar.student_lesson_session_time_hourly.hour_starts_at',
  'skilljar.student_lesson_progress.created_at',
  'skilljar.student_course_progress.completed_at',
]

const rows = (db: Db, context: Context) => pairsWithAccess(db, context, 'enrolled_at')

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
      sumOf: ['enrolments_not_started', 'enrolments_in_progress', 'enrolments_completed'],
    },
    enrolments_active: {
      label: 'Enrolments with access',
      description: 'Of the enrolments of the period, those that gave access when the data was loaded.',
      unit: 'enrolments',
      format: 'count',
      formula: 'Pairs of student and published course with an enrolment that is_active, by the day of the first.',
      readFrom: ['skilljar.enrollment.enrolled_at', 'skilljar.enrollment.is_active'],
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${skilljarOnly(column)} and ${column('is_active')}`,
    },
    enrolments_not_started: {
      label: 'Enrolments not started',
      description: 'Of the enrolments of the period, those that are not started by now.',
      unit: 'enrolments',
      format: 'count',
      formula: 'Enrolments of the period without a session hour, a lesson progress and a completion.',
      readFrom: begun,
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${skilljarOnly(column)} and not ${column('is_begun')}`,
    },
    enrolments_in_progress: {
      label: 'Enrolments in progress',
      description: 'Of the enrolments of the period, those that are started and not completed by now.',
      unit: 'enrolments',
      format: 'count',
      formula: 'Enrolments of the period with a session hour or a lesson progress, and without a completion.',
      readFrom: begun,
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${skilljarOnly(column)} and ${column('is_begun')} and not ${column('is_completed')}`,
    },
    enrolments_completed: {
      label: 'Enrolments completed',
      description: 'Of the enrolments of the period, those that are completed by now.',
      unit: 'enrolments',
      format: 'count',
      formula: 'Enrolments of the period with a completed_at in one of their progresses.',
      readFrom: ['skilljar.enrollment.enrolled_at', 'skilljar.student_course_progress.completed_at'],
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${skilljarOnly(column)} and ${column('is_completed')}`,
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
