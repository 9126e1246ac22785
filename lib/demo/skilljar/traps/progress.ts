/** Progress, completions and certificates of those enrolments. */
import type { Rows } from './rows'

export const progress: Rows = {
  student_course_progress: [
    {
      student_course_progress_id: 'cp1',
      completed_at: '2026-01-20 10:00:00',
      latest_activity_at: '2026-01-20 10:00:00',
      score: 8,
      score_max: 10,
      credits_earned: '1.5',
      success_status: 'PASSED',
    },
    {
      student_course_progress_id: 'cp2',
      completed_at: null,
      latest_activity_at: '2026-03-12 10:00:00',
      credits_earned: '',
      success_status: null,
    },
    {
      student_course_progress_id: 'cp3',
      completed_at: '2026-03-10 10:00:00',
      latest_activity_at: '2026-03-10 10:00:00',
      score: 0,
      score_max: 0,
      credits_earned: '1,5',
      success_status: 'Passed',
    },
    // Completed before it was enrolled in.
    {
      student_course_progress_id: 'cp4',
      completed_at: '2026-03-01 10:00:00',
      latest_activity_at: '2026-03-01 10:00:00',
      credits_earned: 'N/A',
      success_status: 'passed',
    },
    {
      student_course_progress_id: 'cp5',
      completed_at: null,
      latest_activity_at: '2026-03-15 10:00:00',
      success_status: 'FAILED',
    },
    // Nobody's: its enrollment was deleted.
    { student_course_progress_id: 'orphan', completed_at: '2026-03-11 10:00:00', success_status: 'Failed' },
  ],
  student_lesson_progress: [
    {
      student_lesson_progress_id: 'lp1',
      lesson_id: 'text',
      student_course_progress_id: 'cp1',
      completed_at: '2026-01-10 10:00:00',
      view_count: 2,
      created_at: '2026-01-10 09:00:00',
    },
    {
      student_lesson_progress_id: 'lp2',
      lesson_id: 'quiz',
      student_course_progress_id: 'cp1',
      completed_at: '2026-01-20 10:00:00',
      view_count: 1,
      score: 8,
      score_max: 10,
      success_status: 'passed',
    },
    // Headings and optional lessons count for nothing in the share of required lessons.
    {
      student_lesson_progress_id: 'lp3',
      lesson_id: 'section',
      student_course_progress_id: 'cp3',
      completed_at: '2026-03-08 10:00:00',
      view_count: 1,
    },
    {
      student_lesson_progress_id: 'lp4',
      lesson_id: 'extra',
      student_course_progress_id: 'cp3',
      completed_at: '2026-03-08 10:00:00',
      view_count: 1,
    },
    {
      student_lesson_progress_id: 'lp5',
      lesson_id: 'quiz',
      student_course_progress_id: 'cp3',
      completed_at: null,
      view_count: null,
      success_status: 'Failed',
    },
    {
      student_lesson_progress_id: 'lp6',
      lesson_id: 'scorm',
      student_course_progress_id: 'cp3',
      completed_at: null,
      view_count: 3,
    },
    {
      student_lesson_progress_id: 'lp7',
      lesson_id: 'live',
      student_course_progress_id: 'cp5',
      completed_at: null,
      view_count: 1,
    },
    {
      student_lesson_progress_id: 'lp8',
      lesson_id: 'exam',
      student_course_progress_id: 'cp5',
      completed_at: null,
      view_count: 1,
    },
    // Only looked at, which is no evidence of learning.
    {
      student_lesson_progress_id: 'lp9',
      lesson_id: 'text',
      student_course_progress_id: 'cp2',
      completed_at: null,
      last_viewed_at: '2026-03-12 10:00:00',
      view_count: 1,
    },
    {
      student_lesson_progress_id: 'lp10',
      lesson_id: 'gone',
      student_course_progress_id: 'orphan',
      completed_at: '2026-03-11 10:00:00',
      view_count: 1,
    },
  ],
}
