/** Skilljar enrolments, each student and course once. */
import { defineFact, type Context, type Db } from '../fact'
import { cohort, number, pairs, skilljarOnly } from './course-pairs'

export const courseEnrolments = defineFact((db: Db, context: Context) => pairs(db, context, 'enrolled_at'), {
  name: 'course_enrolments',
  description: 'Skilljar enrolments, one per student and published course, on the day of the first.',
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
