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
      'certificates_expiring',
    ],
    note: notObserved,
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
