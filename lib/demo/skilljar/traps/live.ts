/** Live training: sessions, events, registrations and marks of attendance. */
import type { Rows } from './rows'

export const live: Rows = {
  vilt_session: [
    { vilt_session_id: 'held', display_name: 'Held over three days', lesson_id: 'live', seats_total: 2 },
    {
      vilt_session_id: 'cancelled',
      display_name: 'Called off',
      lesson_id: 'live',
      seats_total: 10,
      cancelled_at: '2026-03-05 08:00:00',
    },
    // Its first day is over, its last is not.
    { vilt_session_id: 'running', display_name: 'Not over yet', lesson_id: 'live', seats_total: 10 },
    { vilt_session_id: 'noseats', display_name: 'No limit', lesson_id: 'live', seats_total: null },
    { vilt_session_id: 'zeroseats', display_name: 'Zero seats', lesson_id: 'live', seats_total: 0 },
    { vilt_session_id: 'noevents', display_name: 'No events', lesson_id: 'gone', seats_total: 5 },
  ],
  vilt_session_event: [
    ...['09', '10', '11'].map((day) => ({
      vilt_session_event_id: `held${day}`,
      vilt_session_id: 'held',
      starts_at: `2026-03-${day} 08:00:00`,
      ends_at: `2026-03-${day} 11:00:00`,
      timezone: 'America/Chicago',
    })),
    {
      vilt_session_event_id: 'off',
      vilt_session_id: 'cancelled',
      starts_at: '2026-03-12 08:00:00',
      ends_at: '2026-03-12 11:00:00',
      timezone: 'Europe/Berlin',
    },
    {
      vilt_session_event_id: 'run1',
      vilt_session_id: 'running',
      starts_at: '2026-03-30 08:00:00',
      ends_at: '2026-03-30 11:00:00',
    },
    {
      vilt_session_event_id: 'run2',
      vilt_session_id: 'running',
      starts_at: '2199-03-30 08:00:00',
      ends_at: '2199-03-30 11:00:00',
    },
    {
      vilt_session_event_id: 'ns',
      vilt_session_id: 'noseats',
      starts_at: '2026-03-13 08:00:00',
      ends_at: '2026-03-13 11:00:00',
    },
    {
      vilt_session_event_id: 'zs',
      vilt_session_id: 'zeroseats',
      starts_at: '2026-03-14 08:00:00',
      ends_at: '2026-03-14 11:00:00',
    },
  ],
  // More came than there were seats.
  vilt_session_registration: [
    { vilt_session_registration_id: 'v1', vilt_session_id: 'held', student_lesson_progress_id: 'lp7', attended: true },
    { vilt_session_registration_id: 'v2', vilt_session_id: 'held', student_lesson_progress_id: 'lp9', attended: false },
    { vilt_session_registration_id: 'v3', vilt_session_id: 'held', student_lesson_progress_id: 'gone', attended: null },
    {
      vilt_session_registration_id: 'v4',
      vilt_session_id: 'cancelled',
      student_lesson_progress_id: 'lp7',
      attended: null,
    },
    {
      vilt_session_registration_id: 'v5',
      vilt_session_id: 'running',
      student_lesson_progress_id: 'lp7',
      attended: true,
    },
    {
      vilt_session_registration_id: 'v6',
      vilt_session_id: 'noseats',
      student_lesson_progress_id: 'lp7',
      attended: true,
    },
    {
      vilt_session_registration_id: 'v7',
      vilt_session_id: 'zeroseats',
      student_lesson_progress_id: 'lp7',
      attended: null,
    },
  ],
  vilt_account: [{ vilt_account_id: 'va1', vilt_account_type: 'calendar' }],
  vilt_calendar_account: [
    {
      vilt_calendar_account_id: 'vc1',
      instructor_name: 'Tess',
      email: 'tess@example.com',
      active: true,
      vilt_account_id: 'va1',
    },
  ],
}
