/** Session time, as text that is not always a number. */
import type { Rows } from './rows'

/** Texts of session time; only 60, 12.5, 1000, 3600 and -5 are numbers, and time is never negative. */
const sessionTexts = [' 60 ', '12.5', '1e3', '3600', '0', '-5', '', 'N/A', '1,5', 'NaN', 'Infinity', '0x10', null]

export const sessions: Rows = {
  student_lesson_session_time_hourly: [
    ...sessionTexts.map((text, index) => ({
      ...{
        student_lesson_session_time_hourly_id: `h${index}`,
        hour_starts_at: `2026-03-09 ${String(index).padStart(2, '0')}:00:00`,
        session_time_seconds: text,
      },
      ...{
        course_id: 'c1',
        domain_id: 'd1',
        enrollment_id: 'e3',
        published_course_id: 'c2',
        student_id: 'ben',
        student_course_progress_id: 'cp3',
        student_lesson_progress_id: 'lp6',
      },
    })),
    // The last hour of a UTC day and the first of the next; far west of Greenwich they are one evening.
    {
      student_lesson_session_time_hourly_id: 'late',
      hour_starts_at: '2026-03-12 23:00:00',
      session_time_seconds: '600',
      student_id: 'ann',
      course_id: 'c1',
      published_course_id: 'c2',
      enrollment_id: 'e2',
      student_course_progress_id: 'cp2',
    },
    {
      student_lesson_session_time_hourly_id: 'early',
      hour_starts_at: '2026-03-13 00:00:00',
      session_time_seconds: '600',
      student_id: 'ann',
      course_id: 'c1',
      published_course_id: 'c2',
      enrollment_id: 'e2',
      student_course_progress_id: 'cp2',
    },
    // Of people and courses that no other table knows.
    {
      student_lesson_session_time_hourly_id: 'unknown',
      hour_starts_at: '2026-03-14 08:00:00',
      session_time_seconds: '300',
      student_id: 'gone',
      course_id: 'gone',
      published_course_id: 'gone',
    },
    {
      student_lesson_session_time_hourly_id: 'nobody',
      hour_starts_at: '2026-03-14 09:00:00',
      session_time_seconds: '300',
      student_id: null,
      course_id: null,
      published_course_id: null,
    },
    {
      student_lesson_session_time_hourly_id: 'never',
      hour_starts_at: null,
      session_time_seconds: '300',
      student_id: 'ben',
      course_id: 'c1',
      published_course_id: 'c2',
    },
  ],
}
