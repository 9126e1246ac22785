/**
 * The mirror columns that marts and metrics are made of. A delivery without one of them that had it before is held: what
 * people see would quietly stay as it was. A test drops every other column and builds the marts all the same.
 */
const datacampFact = ['user_id', 'date_id', 'time_spent'] as const

export const neededColumns: Readonly<Record<string, readonly string[]>> = {
  'datacamp.user_dim': ['user_id', 'email', 'first_name', 'last_name'],
  'datacamp.user_team_bridge': ['user_id', 'team_id', 'joined_team_date', 'left_team_date'],
  'datacamp.team_dim': ['team_id', 'name'],
  'datacamp.course_dim': ['course_id', 'title', 'technology'],
  'datacamp.project_dim': ['project_id', 'title', 'technology'],
  'datacamp.practice_dim': ['practice_id', 'title', 'technology'],
  'datacamp.assessment_dim': ['assessment_id', 'title', 'technology'],
  'datacamp.course_fact': [...datacampFact, 'course_id', 'xp', 'started_at', 'completed_at'],
  'datacamp.project_fact': [...datacampFact, 'project_id', 'xp'],
  'datacamp.practice_fact': [...datacampFact, 'practice_id', 'xp'],
  'datacamp.assessment_fact': [...datacampFact, 'assessment_id'],
  'skilljar.student': ['student_id', 'email', 'first_name', 'last_name'],
  'skilljar.course': ['course_id', 'title'],
  'skilljar.published_course': ['published_course_id', 'course_id'],
  'skilljar.enrollment': ['student_id', 'published_course_id', 'student_course_progress_id', 'enrolled_at'],
  'skilljar.student_course_progress': ['student_course_progress_id', 'completed_at'],
  'skilljar.student_lesson_progress': [
    'student_lesson_progress_id',
    'student_course_progress_id',
    'created_at',
    'completed_at',
  ],
  'skilljar.student_lesson_session_time_hourly': [
    'student_id',
    'published_course_id',
    'hour_starts_at',
    'session_time_seconds',
  ],
  'skilljar.quiz_response': ['student_lesson_progress_id', 'started_at'],
}
