import type { Report } from '../report'

const only = { source: ['skilljar'], contentType: ['session'] } as const

const headings = {
  content: 'Session',
  day: 'Begins on',
  session_state: 'State',
  instructor: 'Instructor',
  vilt_events: 'Events',
  vilt_event_hours: 'Hours',
  vilt_seats: 'Seats',
  vilt_registrations: 'Registered',
  vilt_fill_rate: 'Fill',
  vilt_attended: 'Attended',
  vilt_no_shows: 'No-shows',
  vilt_unmarked: 'Not marked',
  vilt_attendance_rate: 'Attendance',
} as const

const hours = 'Hours are UTC; Skilljar’s own e-mails use Pacific time.'

export const liveTraining = [
  {
    slug: 'live-training',
    path: '/skilljar/live-training',
    title: 'Live training',
    question: 'Which live sessions take place, how full are they, and who comes?',
    metrics: [
      'vilt_sessions_held',
      'vilt_registrations',
      'vilt_fill_rate',
      'vilt_attendance_rate',
      'vilt_no_show_rate',
      'vilt_cancellation_rate',
    ],
    table: {
      by: ['content', 'day', 'session_state', 'instructor'],
      metrics: [
        'vilt_events',
        'vilt_event_hours',
        'vilt_seats',
        'vilt_registrations',
        'vilt_fill_rate',
        'vilt_attended',
        'vilt_no_shows',
        'vilt_unmarked',
        'vilt_attendance_rate',
      ],
      defaultSort: { by: 'day', descending: true },
      headings,
    },
    shows: [
      'vilt_sessions',
      'vilt_sessions_planned',
      'vilt_sessions_cancelled',
      'vilt_attendance_rate_strict',
      'vilt_learners',
      'vilt_lead_time',
      'vilt_lessons_completed',
      'vilt_courses_completed',
      'vilt_lesson_rate',
      'vilt_course_rate',
      'vilt_upcoming',
      'vilt_event_times',
      'vilt_registration_pace',
      'vilt_instructors',
    ],
    only,
    without: ['technology'],
    filters: ['course', 'instructor', 'location', 'time_zone', 'account', 'tag', 'domain', 'session_state'],
    note: `${hours} A session counts on the day on which its first event begins.`,
    permission: 'reports.read',
  },
  {
    slug: 'live-session',
    path: '/skilljar/live-training/[session]',
    title: 'Live session',
    question: 'Who registered for this session, who came, and what did they do afterwards?',
    metrics: [
      'vilt_registrations',
      'vilt_fill_rate',
      'vilt_attendance_rate',
      'vilt_attendance_rate_strict',
      'vilt_unmarked',
      'vilt_course_rate',
    ],
    table: {
      by: ['team'],
      metrics: [
        'vilt_registrations',
        'vilt_attended',
        'vilt_no_shows',
        'vilt_unmarked',
        'vilt_attendance_rate',
        'vilt_courses_completed',
      ],
      defaultSort: { by: 'vilt_registrations', descending: true },
      headings: { ...headings, team: 'Team', vilt_courses_completed: 'Completed the course' },
    },
    shows: ['vilt_learners', 'vilt_lessons_completed', 'vilt_registration_pace', 'vilt_people'],
    only,
    // It has its own days.
    without: ['technology', 'period', 'compare', 'grain'],
    note: hours,
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
