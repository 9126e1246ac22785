import { notObserved } from './not-observed'
import type { Report } from '../report'

const figures = [
  'active_learners',
  'learning_hours',
  'xp',
  'course_completions',
  'sj_course_completions',
  'certifications_granted',
  'on_time_rate',
] as const

/** Beside completions, which are a figure of their own. */
export const onSkilljar = [
  'enrolments',
  'certificates_issued',
  'quiz_pass_rate',
  'path_completions',
  'vilt_attendance_rate',
  'scorm_completion_rate',
] as const

export const overview = [
  {
    slug: 'overview',
    path: '/overview',
    title: 'Overview',
    question: 'Did people learn, more or less than before, and who needs a nudge?',
    metrics: figures,
    table: {
      by: ['grain'],
      metrics: figures,
    },
    shows: [
      'wau_mau',
      'seat_utilisation',
      'retention',
      'inactive_learners',
      'inactive_learners_by_team',
      'at_risk_total',
      'assignments_overdue',
      'certification_attempts_running_out',
      'expiries_ahead_30',
      'vilt_upcoming',
      ...onSkilljar,
    ],
    note: notObserved,
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
