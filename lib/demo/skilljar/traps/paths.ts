/** Paths, their items, and enrolments in them. */
import type { Rows } from './rows'

export const paths: Rows = {
  path: [{ path_id: 'pa1', title: 'First steps' }],
  published_path: [{ published_path_id: 'pp1', path_id: 'pa1', domain_id: 'd1', is_visible: true }],
  path_item: [
    { path_item_id: 'it1', path_id: 'pa1', course_id: 'c1', order: 1 },
    { path_item_id: 'it2', path_id: 'pa1', course_id: 'c2', order: 2 },
  ],
  // Times as text, once unreadable; and the same path twice for one learner.
  published_path_enrollment: [
    {
      published_path_enrollment_id: 'pe1',
      student_id: 'ann',
      published_path_id: 'pp1',
      student_path_progress_id: 'pr1',
      enrolled_at: '2026-03-02 09:00:00',
      expires_at: '',
      is_active: true,
    },
    {
      published_path_enrollment_id: 'pe2',
      student_id: 'ann',
      published_path_id: 'pp1',
      student_path_progress_id: 'pr1',
      enrolled_at: '2026-01-02T09:00:00Z',
      expires_at: '2026-02-02 09:00:00',
      is_active: false,
    },
    {
      published_path_enrollment_id: 'pe3',
      student_id: 'ben',
      published_path_id: 'pp1',
      student_path_progress_id: 'pr2',
      enrolled_at: 'n/a',
      expires_at: null,
      is_active: true,
    },
  ],
  student_path_progress: [
    { student_path_progress_id: 'pr1', student_id: 'ann', path_id: 'pa1', completed_at: null },
    { student_path_progress_id: 'pr2', student_id: 'ben', path_id: 'pa1', completed_at: '2026-03-15 10:00:00' },
  ],
  student_path_item_progress: [
    {
      student_path_item_progress_id: 'ip1',
      student_path_progress_id: 'pr1',
      student_course_progress_id: 'cp1',
      path_item_id: 'it1',
    },
    {
      student_path_item_progress_id: 'ip2',
      student_path_progress_id: 'pr1',
      student_course_progress_id: null,
      path_item_id: 'it2',
    },
  ],
}
