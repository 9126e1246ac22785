/** Courses completed, on the day of the last completion. */
import { defineFact, type Context, type Db } from '../fact'
import { datacampOnly, deletedCourses, number, pairsWithAccess, skilljarOnly } from './course-pairs'

export const courseCompletions = defineFact(
  (db: Db, context: Context) => pairsWithAccess(db, context, 'completed_at'),
  {
    name: 'course_completions',
    ofPeriod: true,
    description: 'Courses completed, one per learner and course, on the day of the last completion.',
    dimensions: ['channel'],
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
        counts: datacampOnly,
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
        counts: skilljarOnly,
      },
    },
  },
)
