import type { Report } from '../report'

const metrics = [
  'path_enrolments',
  'path_enrolments_active',
  'path_completions',
  'path_completion_rate',
  'path_progress_median',
  'path_time_to_complete',
] as const

const columns = [
  'path_enrolments',
  'path_enrolments_active',
  'path_enrolments_completed',
  'path_completion_rate',
  'path_progress_median',
  'path_time_to_complete',
  'path_access_ending',
] as const

const headings = {
  path_enrolments: 'Enrolled',
  path_enrolments_active: 'With access',
  path_enrolments_completed: 'Completed',
  path_completion_rate: 'Completed in time',
  path_progress_median: 'Median progress',
  path_time_to_complete: 'Median days',
  path_access_ending: 'Ends in 90 days',
  trend: 'Enrolled over time',
} as const

const samples = {
  path_progress_median: 'path_enrolments_described',
  path_time_to_complete: 'path_enrolments_timed',
} as const

const only = { source: ['skilljar'], contentType: ['path'] } as const
const filters = ['domain', 'tag', 'student_group'] as const

export const paths = [
  {
    slug: 'paths',
    path: '/skilljar/paths',
    title: 'Paths',
    question: 'Which paths do people enrol in, how far do they get, who completes them, and whose access ends next?',
    metrics,
    table: {
      by: ['content'],
      metrics: columns,
      defaultSort: { by: 'path_enrolments', descending: true },
      headings: { content: 'Path', ...headings },
      trend: 'path_enrolments',
      samples,
    },
    shows: [
      'path_progress_distribution',
      'path_progress_q1',
      'path_progress_q3',
      'path_access_ending_30',
      'path_access_ending_60',
      'path_access_ending_90',
    ],
    only,
    filters,
    without: ['technology'],
    permission: 'reports.read',
  },
  {
    slug: 'path',
    path: '/skilljar/paths/[path]',
    title: 'Path',
    question: 'Where in this path do people stop, and who is stuck?',
    metrics,
    table: {
      by: ['team'],
      metrics: columns,
      defaultSort: { by: 'path_enrolments', descending: true },
      headings: { team: 'Team', ...headings },
      samples,
    },
    shows: [
      'path_dropoff',
      'path_progress_distribution',
      'path_publications',
      'path_stuck',
      'path_stuck_total',
      'path_access_ending_30',
      'path_access_ending_60',
      'path_access_ending_90',
    ],
    only,
    filters,
    without: ['technology'],
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
