/**
 * Live training by hand, with what multiplies elsewhere: sessions of several events in several places, people who registered twice
 * for one session, and enrolments that share a progress. Loaded on 10 April 2026 at noon.
 */
import type { MirrorRow } from './mirrors'

export const liveAsOf = '2026-04-10T12:00:00.000Z'

const students = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn']
const event = (id: string, session: string, starts: string, ends: string | null, more: MirrorRow = {}): MirrorRow => ({
  vilt_session_event_id: id,
  vilt_session_id: session,
  starts_at: `2026-${starts}`,
  ends_at: ends === null ? null : `2026-${ends}`,
  location: 'Room 1',
  timezone: 'Europe/Berlin',
  ...more,
})
const registered = (
  id: string,
  session: string,
  progress: string,
  attended: boolean | null,
  day = '02-20',
): MirrorRow => ({
  vilt_session_registration_id: id,
  vilt_session_id: session,
  student_lesson_progress_id: progress,
  attended,
  created_at: `2026-${day} 08:00:00`,
})

export const liveTrainingRows: Readonly<Record<string, readonly MirrorRow[]>> = {
  student: students.map((name, index) => ({
    student_id: `s${index + 1}`,
    first_name: name,
    last_name: 'Example',
    email: `${name.toLowerCase()}@example.com`,
  })),
  course: [{ course_id: 'c1', title: 'Data basics' }],
  published_course: [{ published_course_id: 'pc1', course_id: 'c1' }],
  lesson: [{ lesson_id: 'L1', course_id: 'c1', title: 'Workshop' }],
  // Everybody is enrolled twice in one progress; Ada has another progress beside it.
  enrollment: [
    ...students.flatMap((_, index) =>
      ['a', 'b'].map((letter) => ({
        enrollment_id: `e${index + 1}${letter}`,
        student_id: `s${index + 1}`,
        published_course_id: 'pc1',
        student_course_progress_id: `cp${index + 1}`,
        enrolled_at: '2026-01-05 08:00:00',
      })),
    ),
    {
      enrollment_id: 'e7',
      student_id: 's1',
      published_course_id: 'pc1',
      student_course_progress_id: 'cp7',
      enrolled_at: '2026-01-06 08:00:00',
    },
  ],
  // Ben was done before the session began; Dan and Eva completed the course afterwards.
  student_course_progress: [
    { student_course_progress_id: 'cp1' },
    { student_course_progress_id: 'cp2', completed_at: '2026-02-01 08:00:00' },
    { student_course_progress_id: 'cp3' },
    { student_course_progress_id: 'cp4', completed_at: '2026-03-20 08:00:00' },
    { student_course_progress_id: 'cp5', completed_at: '2026-03-09 08:00:00' },
    { student_course_progress_id: 'cp6' },
    { student_course_progress_id: 'cp7' },
  ],
  student_lesson_progress: [1, 2, 3, 4, 5, 6, 7].map((index) => ({
    student_lesson_progress_id: `lp${index}`,
    student_course_progress_id: `cp${index}`,
    lesson_id: 'L1',
    completed_at: [4, 5, 7].includes(index) ? '2026-03-11 11:00:00' : null,
  })),
  vilt_account: [
    { vilt_account_id: 'va1', vilt_account_type: 'zoom.meeting' },
    { vilt_account_id: 'va2', vilt_account_type: 'calendar' },
    { vilt_account_id: 'va3', vilt_account_type: 'calendar' },
  ],
  // Tess stands twice over the same account; Uma's is not in use any more; Vic holds nothing.
  vilt_calendar_account: [
    { vilt_calendar_account_id: 'vc1', instructor_name: 'Tess', vilt_account_id: 'va1', active: false },
    { vilt_calendar_account_id: 'vc2', instructor_name: ' tess ', vilt_account_id: 'va1', active: true },
    { vilt_calendar_account_id: 'vc3', instructor_name: 'Uma', vilt_account_id: 'va2', active: false },
    { vilt_calendar_account_id: 'vc4', instructor_name: 'Vic', vilt_account_id: 'va3', active: true },
  ],
  vilt_location: [
    { vilt_location_id: 'vl1', name: 'Room 1', info_url: 'https://places.example/1' },
    { vilt_location_id: 'vl2', name: 'Main hall', info_url: 'https://places.example/hall' },
  ],
  vilt_session: [
    { vilt_session_id: 'A', display_name: 'Held', instructor_name: 'Tess', vilt_account_id: 'va1', seats_total: 4 },
    {
      vilt_session_id: 'B',
      display_name: 'Called off',
      instructor_name: 'Tess',
      vilt_account_id: 'va1',
      seats_total: 10,
      cancelled_at: '2026-04-01 08:00:00',
    },
    { vilt_session_id: 'C', display_name: 'Running', instructor_name: 'TESS', vilt_account_id: 'va1', seats_total: 4 },
    { vilt_session_id: 'D', display_name: 'No limit', instructor_name: 'Uma', vilt_account_id: 'va2', seats_total: 0 },
    { vilt_session_id: 'E', display_name: 'Far ahead', instructor_name: 'Uma', vilt_account_id: 'va2', seats_total: 9 },
    { vilt_session_id: 'F', display_name: 'Overfull', instructor_name: null, vilt_account_id: 'gone', seats_total: 3 },
    {
      vilt_session_id: 'G',
      display_name: 'No event',
      instructor_name: ' ',
      seats_total: null,
      created_at: '2026-03-02 08:00:00',
    },
  ].map((row) => ({ lesson_id: 'L1', ...row })),
  vilt_session_event: [
    event('A1', 'A', '03-09 08:00:00', '03-09 11:00:00'),
    event('A2', 'A', '03-10 08:00:00', '03-10 11:00:00', {
      location: ' HTTPS://places.example/hall',
      timezone: 'America/Chicago',
    }),
    event('A3', 'A', '03-11 08:00:00', '03-11 11:00:00', { location: 'room 1' }),
    event('B1', 'B', '04-20 08:00:00', '04-20 11:00:00'),
    event('C1', 'C', '04-08 08:00:00', '04-08 11:00:00'),
    event('C2', 'C', '04-13 13:00:00', '04-13 16:00:00', {
      location: 'https://www.Meet.example/abc',
      timezone: 'Mars/Base',
    }),
    event('D1', 'D', '04-15 08:00:00', null, { location: ' ', timezone: null }),
    event('E1', 'E', '08-03 08:00:00', '08-03 11:00:00'),
    event('F1', 'F', '04-20 22:00:00', '04-21 01:00:00'),
  ],
  vilt_session_registration: [
    // Ada registered twice for A and came by one of the two; Cleo was never marked.
    registered('r1', 'A', 'lp1', null),
    registered('r2', 'A', 'lp7', true, '03-08'),
    registered('r3', 'A', 'lp2', false),
    registered('r4', 'A', 'lp3', null, '02-01'),
    registered('r5', 'A', 'lp4', true),
    registered('r6', 'A', 'lp5', true),
    registered('r7', 'A', 'lp6', true, '03-10'),
    registered('r8', 'B', 'lp1', null),
    registered('r9', 'C', 'lp1', null),
    registered('r10', 'C', 'lp7', null),
    registered('r11', 'C', 'lp2', null),
    ...[1, 2, 3, 4, 5].map((index) => registered(`f${index}`, 'F', `lp${index}`, null)),
  ],
  tag: [
    { tag_id: 't1', name: 'Onboarding' },
    { tag_id: 't2', name: 'Spring' },
  ],
  vilt_session_tag: [
    { vilt_session_tag_id: 'x1', vilt_session_id: 'C', tag_id: 't1' },
    { vilt_session_tag_id: 'x2', vilt_session_id: 'C', tag_id: 't2' },
    { vilt_session_tag_id: 'x3', vilt_session_id: 'C', tag_id: 't2' },
    { vilt_session_tag_id: 'x4', vilt_session_id: 'A', tag_id: 't1' },
    { vilt_session_tag_id: 'x5', vilt_session_id: 'A', tag_id: 't1' },
  ],
}
