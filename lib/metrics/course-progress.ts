/** Courses enrolled in, started and completed: one row per learner and course, placed at the day it happened. */
import { sql } from 'kysely'
import { addDays } from '@/lib/filters/days'
import type { Period } from '@/lib/filters/filters'
import { defineFact, type Db } from './fact'

type Moment = 'enrolled_at' | 'started_at' | 'completed_at'

/** Bounds on the moment itself, so that its index serves. */
const pairs = (db: Db, { from, to }: Period, moment: Moment) =>
  db
    .selectFrom('mart.course_progress as pair')
    .where(`pair.${moment}`, '>=', from)
    .where(`pair.${moment}`, '<', addDays(to, 1))
    .select([
      sql<string>`${sql.ref(`pair.${moment}`)}::date`.as('day'),
      'pair.person_id',
      'pair.source',
      sql<string>`'course'`.as('content_type'),
      'pair.course_id as content_id',
      'pair.technology',
    ])

const number = () => sql`count(*)`
const deletedCourses = 'Deleted courses (id -1), which cannot be told apart.'

export const courseEnrolments = defineFact((db, period) => pairs(db, period, 'enrolled_at'), {
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
      counts: (column) => sql`${column('source')} = 'skilljar'`,
    },
  },
})

export const courseStarts = defineFact((db, period) => pairs(db, period, 'started_at'), {
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
      counts: (column) => sql`${column('source')} = 'datacamp'`,
    },
    sj_course_starts: {
      label: 'Skilljar courses started',
      description: 'Skilljar courses that people started, each student and course once.',
      unit: 'courses',
      format: 'count',
      formula:
        'Pairs of student and published course by the day of the first session hour, else of the first lesson progress.',
      readFrom: [
        'skilljar.enrollment.student_course_progress_id',
        'skilljar.student_lesson_session_time_hourly.hour_starts_at',
        'skilljar.student_lesson_progress.created_at',
      ],
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${column('source')} = 'skilljar'`,
    },
  },
})

export const courseCompletions = defineFact((db, period) => pairs(db, period, 'completed_at'), {
  name: 'course_completions',
  description: 'Courses completed, one per learner and course, on the day of the last completion.',
  metrics: {
    course_completions: {
      label: 'Courses completed',
      description: 'DataCamp courses that people completed, each learner and course once.',
      unit: 'courses',
      format: 'count',
      formula: 'Pairs of user and course by the day of max(completed_at).',
      readFrom: ['datacamp.course_fact.completed_at'],
      leftOut: [deletedCourses],
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${column('source')} = 'datacamp'`,
    },
    sj_course_completions: {
      label: 'Skilljar courses completed',
      description: 'Skilljar courses that people completed, each student and course once.',
      unit: 'courses',
      format: 'count',
      formula: 'Pairs of student and published course by the day of max(completed_at).',
      readFrom: ['skilljar.enrollment.student_course_progress_id', 'skilljar.student_course_progress.completed_at'],
      additive: true,
      ofPerson: number,
      counts: (column) => sql`${column('source')} = 'skilljar'`,
    },
  },
})
