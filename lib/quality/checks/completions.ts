/** Completions that are not there: still open, which is legal, or missing although the row says that it is done. */
import { sql } from 'kysely'
import { check, has, qualified, rowsOf, sourceTables, type Check } from '../check'

/** Facts that are worked on over time; a completion is written into them when it comes. */
const open = sourceTables
  .filter(
    (table) =>
      table.schema === 'datacamp' &&
      table.name.endsWith('_fact') &&
      has(table, 'completed_at') &&
      has(table, 'started_at'),
  )
  .map((table) =>
    check(
      qualified(table),
      {
        family: 'completions',
        label: `No completion yet in ${rowsOf(table)}`,
        meaning: 'completed_at is empty: the learner has not finished, or not yet.',
        metrics: table.name === 'course_fact' ? ['course_starts', 'course_completion_rate', 'at_risk'] : [],
        effect: 'Counted as started, with time and XP; not as completed. Open is not late.',
        severity: 'info',
        finds: sql`t.completed_at is null`,
        columns: ['user_id', 'started_at', 'completed_at'],
      },
      'open',
    ),
  )

const withoutStart = open.map(({ table }) =>
  check(
    qualified(table),
    {
      family: 'completions',
      label: `Completed without a start in ${rowsOf(table)}`,
      meaning: 'completed_at is there and started_at is empty.',
      metrics: table.name === 'course_fact' ? ['course_completions', 'course_starts', 'course_completion_rate'] : [],
      effect: 'Counted as completed; not as started, so it is in no cohort and in no duration.',
      severity: 'warning',
      of: sql`t.completed_at is not null`,
      finds: sql`t.started_at is null`,
      columns: ['user_id', 'started_at', 'completed_at'],
    },
    'no-start',
  ),
)

const missing = { family: 'completions', severity: 'warning' } as const

export const completions: readonly Check[] = [
  check(
    'datacamp.assignment_fact',
    {
      ...missing,
      label: 'Completed assignments without the moment',
      meaning: 'is_completed says yes and completed_at is empty.',
      metrics: ['on_time_rate', 'overdue_rate', 'days_late'],
      effect: 'The state is computed from completed_at, so these count as open: overdue once they are due.',
      of: sql`t.is_completed`,
      finds: sql`t.completed_at is null`,
      columns: ['user_id', 'assignment_id', 'is_completed', 'completed_at', 'due_at'],
    },
    'no-moment',
  ),
  check(
    'datacamp.assessment_fact',
    {
      ...missing,
      label: 'Scores without a completion',
      meaning: 'The attempt has a score and completed_at is empty.',
      metrics: ['assessments_completed', 'assessment_level', 'assessment_score', 'skill_gain'],
      effect: 'Not counted: only completed attempts are.',
      of: sql`t.score is not null`,
      finds: sql`t.completed_at is null`,
      columns: ['user_id', 'assessment_id', 'score', 'completed_at'],
    },
    'no-moment',
  ),
  check(
    'skilljar.student_course_progress',
    {
      ...missing,
      label: 'Passed courses without the moment',
      meaning: 'success_status says PASSED and completed_at is empty.',
      metrics: ['sj_course_completions', 'sj_course_completion_rate'],
      effect: 'Not counted as completed: the day is not known.',
      of: sql`t.success_status = 'PASSED'`,
      finds: sql`t.completed_at is null`,
      columns: ['success_status', 'completed_at', 'latest_activity_at'],
    },
    'no-moment',
  ),
  check(
    'skilljar.student_lesson_progress',
    {
      ...missing,
      label: 'Passed lessons without the moment',
      meaning: 'success_status says PASSED and completed_at is empty.',
      metrics: ['lesson_progress', 'lesson_dropoff'],
      effect: 'Not counted as completed: the day is not known.',
      of: sql`t.success_status = 'PASSED'`,
      finds: sql`t.completed_at is null`,
      columns: ['success_status', 'completed_at', 'last_viewed_at'],
    },
    'no-moment',
  ),
  check(
    'skilljar.quiz_response',
    {
      ...missing,
      label: 'Graded quizzes that never finished',
      meaning: 'is_passed has a value and finished_at is empty.',
      metrics: ['quiz_pass_rate', 'quiz_score'],
      effect: 'Not counted: only finished attempts are.',
      of: sql`t.is_passed is not null`,
      finds: sql`t.finished_at is null`,
      columns: ['is_passed', 'started_at', 'finished_at', 'completed_at'],
    },
    'no-moment',
  ),
  check(
    'skilljar.enrollment',
    {
      ...missing,
      label: 'Enrolments without progress',
      meaning: 'The enrolment names no progress, or one that is not there.',
      metrics: ['enrolments', 'sj_course_starts', 'sj_course_completions', 'sj_course_completion_rate'],
      effect: 'Counted as enrolled; never as completed, and as started only by session time.',
      finds: sql`t.student_course_progress_id is null
        or t.student_course_progress_id not in (select p.student_course_progress_id from skilljar.student_course_progress p)`,
      columns: ['student_id', 'published_course_id', 'student_course_progress_id', 'enrolled_at'],
    },
    'no-progress',
  ),
  ...withoutStart,
  ...open,
]
