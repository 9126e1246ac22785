import type { Report } from '../report'

/** What the state of an assignment may be; they add up to `assignments`. */
export const assignmentStateMetrics = [
  'assignments_on_time',
  'assignments_late',
  'assignments_overdue',
  'assignments_not_yet_due',
  'assignments_no_due_date',
] as const

export const assignments = [
  {
    slug: 'assignments',
    path: '/datacamp/assignments',
    title: 'Assignments',
    question: 'What was asked of people, who did it in time, who is late, and what falls due next?',
    metrics: [
      'on_time_rate',
      'overdue_rate',
      'days_late',
      'assignments_due_in_7',
      'assignments_due_in_30',
      'reminder_effect',
    ],
    table: {
      by: ['content'],
      metrics: ['assignments', ...assignmentStateMetrics, 'on_time_rate', 'days_late'],
      defaultSort: { by: 'assignments', descending: true },
      headings: {
        content: 'Assignment',
        assignments: 'People asked',
        assignments_on_time: 'On time',
        assignments_late: 'Late',
        assignments_overdue: 'Overdue',
        assignments_not_yet_due: 'Not yet due',
        assignments_no_due_date: 'No due date',
        on_time_rate: 'On time, of those due',
        days_late: 'Median days late',
      },
      samples: { days_late: 'assignments_late' },
    },
    shows: [
      'assignment_status_mismatches',
      'overdue_assignments',
      'assignments_due_soon',
      'assignment_matrix',
      'assignments_reminded',
      'assignments_completed_after_reminder',
    ],
    only: { source: ['datacamp'], contentType: ['assignment'] },
    filters: ['assignment_status', 'topic'],
    archived: true,
    note: 'Assignments count on the day they were given, in the state they had when the data was loaded.',
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
