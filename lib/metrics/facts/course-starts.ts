/** Courses started, and what became of the starts: cohorts are placed at the day of the start. */
import { sql } from 'kysely'
import { defineFact, type Context, type Db } from '../fact'
import { cohort, datacampOnly, daysToComplete, deletedCourses, number, pairs, skilljarOnly } from './course-pairs'

const skilljarStart = [
  'skilljar.enrollment.student_course_progress_id',
  'skilljar.student_lesson_session_time_hourly.hour_starts_at',
  'skilljar.student_lesson_progress.created_at',
]
const stillOpen = 'Starts that are not completed yet.'
const anomalies = 'Pairs completed before they were started (see Data quality).'

export const courseStarts = defineFact((db: Db, context: Context) => pairs(db, context, 'started_at'), {
  name: 'course_starts',
  description: 'Courses started, one per learner and course, on the day of the first start.',
  metrics: {
    course_starts: {
      label: 'Courses started',
      description: 'DataCamp courses that people started, each learner and course once.',
      unit: 'courses',
      format: 'count',
      formula: 'Pairs of user and course by the day of min(started_at).',
      readFrom: ['datacamp.course_fact.started_at'],
      leftOut: [deletedCourses],
      additive: true,
      ofPerson: number,
      counts: datacampOnly,
    },
    sj_course_starts: {
      label: 'Skilljar courses started',
      description: 'Skilljar courses that people started, each student and course once.',
      unit: 'courses',
      format: 'count',
      formula:
        'Pairs of student and published course by the day of the first session hour, else of the first lesson progress.',
      readFrom: skilljarStart,
      additive: true,
      ofPerson: number,
      counts: skilljarOnly,
    },
    course_starts_mature: {
      label: 'DataCamp courses started, old enough',
      description: 'Starts with the whole window behind them: what the completion rate divides by.',
      unit: 'courses',
      format: 'count',
      formula: 'Starts of the period whose moment lies at least window_days before the data was loaded.',
      readFrom: ['datacamp.course_fact.started_at'],
      ...cohort(datacampOnly).mature,
    },
    course_starts_completed_in_time: {
      label: 'DataCamp courses started and completed in time',
      description: 'Starts old enough, completed within the window.',
      unit: 'courses',
      format: 'count',
      formula: 'Starts old enough with max(completed_at) at most window_days after the start.',
      readFrom: ['datacamp.course_fact.started_at', 'datacamp.course_fact.completed_at'],
      ...cohort(datacampOnly).inTime,
    },
    course_starts_open: {
      label: 'DataCamp courses started, still open',
      description: 'Starts of the period that are not completed yet.',
      unit: 'courses',
      format: 'count',
      formula: 'Starts of the period without a completion.',
      readFrom: ['datacamp.course_fact.started_at', 'datacamp.course_fact.completed_at'],
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${datacampOnly(column)} and not ${column('is_completed')}`,
    },
    course_starts_stalled: {
      label: 'DataCamp courses started, stalled',
      description: 'Starts with the whole window behind them that are not completed yet.',
      unit: 'courses',
      format: 'count',
      formula: 'Starts old enough without a completion.',
      readFrom: ['datacamp.course_fact.started_at', 'datacamp.course_fact.completed_at'],
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${datacampOnly(column)} and ${column('is_mature')} and not ${column('is_completed')}`,
    },
    sj_course_starts_mature: {
      label: 'Skilljar courses started, old enough',
      description: 'Starts with the whole window behind them: what the completion rate divides by.',
      unit: 'courses',
      format: 'count',
      formula: 'Starts of the period whose moment lies at least window_days before the data was loaded.',
      readFrom: skilljarStart,
      ...cohort(skilljarOnly).mature,
    },
    sj_course_starts_completed_in_time: {
      label: 'Skilljar courses started and completed in time',
      description: 'Starts old enough, completed within the window.',
      unit: 'courses',
      format: 'count',
      formula: 'Starts old enough with max(completed_at) at most window_days after the start.',
      readFrom: [...skilljarStart, 'skilljar.student_course_progress.completed_at'],
      ...cohort(skilljarOnly).inTime,
    },
    sj_course_starts_open: {
      label: 'Skilljar courses started, still open',
      description: 'Starts of the period that are not completed yet.',
      unit: 'courses',
      format: 'count',
      formula: 'Starts of the period without a completion.',
      readFrom: [...skilljarStart, 'skilljar.student_course_progress.completed_at'],
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${skilljarOnly(column)} and not ${column('is_completed')}`,
    },
    course_time_to_complete: {
      label: 'Median time to complete',
      description:
        'Half of those who completed took at most this long, from start to completion, among the starts of the period.',
      unit: 'days',
      format: 'days',
      formula: 'Continuous quantile (0.5) of completed_at − started_at in days of 86,400 seconds.',
      readFrom: ['datacamp.course_fact.started_at', 'datacamp.course_fact.completed_at'],
      leftOut: [stillOpen, anomalies],
      ...daysToComplete(datacampOnly, 0.5),
    },
    course_time_to_complete_q1: {
      label: 'Time to complete, first quartile',
      description:
        'A quarter of those who completed took at most this long, from start to completion, among the starts of the period.',
      unit: 'days',
      format: 'days',
      formula: 'Continuous quantile (0.25) of completed_at − started_at in days of 86,400 seconds.',
      readFrom: ['datacamp.course_fact.started_at', 'datacamp.course_fact.completed_at'],
      leftOut: [stillOpen, anomalies],
      ...daysToComplete(datacampOnly, 0.25),
    },
    course_time_to_complete_q3: {
      label: 'Time to complete, third quartile',
      description:
        'Three quarters of those who completed took at most this long, from start to completion, among the starts of the period.',
      unit: 'days',
      format: 'days',
      formula: 'Continuous quantile (0.75) of completed_at − started_at in days of 86,400 seconds.',
      readFrom: ['datacamp.course_fact.started_at', 'datacamp.course_fact.completed_at'],
      leftOut: [stillOpen, anomalies],
      ...daysToComplete(datacampOnly, 0.75),
    },
    sj_course_time_to_complete: {
      label: 'Skilljar: median time to complete',
      description:
        'Half of those who completed took at most this long, from start to completion, among the starts of the period.',
      unit: 'days',
      format: 'days',
      formula: 'Continuous quantile (0.5) of completed_at − started_at in days of 86,400 seconds.',
      readFrom: [...skilljarStart, 'skilljar.student_course_progress.completed_at'],
      leftOut: [stillOpen, anomalies],
      ...daysToComplete(skilljarOnly, 0.5),
    },
    sj_course_time_to_complete_q1: {
      label: 'Skilljar: time to complete, first quartile',
      description:
        'A quarter of those who completed took at most this long, from start to completion, among the starts of the period.',
      unit: 'days',
      format: 'days',
      formula: 'Continuous quantile (0.25) of completed_at − started_at in days of 86,400 seconds.',
      readFrom: [...skilljarStart, 'skilljar.student_course_progress.completed_at'],
      leftOut: [stillOpen, anomalies],
      ...daysToComplete(skilljarOnly, 0.25),
    },
    sj_course_time_to_complete_q3: {
      label: 'Skilljar: time to complete, third quartile',
      description:
        'Three quarters of those who completed took at most this long, from start to completion, among the starts of the period.',
      unit: 'days',
      format: 'days',
      formula: 'Continuous quantile (0.75) of completed_at − started_at in days of 86,400 seconds.',
      readFrom: [...skilljarStart, 'skilljar.student_course_progress.completed_at'],
      leftOut: [stillOpen, anomalies],
      ...daysToComplete(skilljarOnly, 0.75),
    },
  },
})
