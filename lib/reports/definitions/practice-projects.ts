import { notObserved } from './not-observed'
import type { Report } from '../report'

export const practiceProjects = [
  {
    slug: 'practice-projects',
    path: '/datacamp/practice-projects',
    title: 'Practice & projects',
    question: 'Do people practise and build what they learned, where do they do it, and how long does it take them?',
    metrics: [
      'practice_sessions',
      'practice_learners',
      'practice_mobile_share',
      'practice_xp',
      'project_starts',
      'project_completions',
    ],
    table: {
      by: ['content', 'technology', 'guided', 'for_certification'],
      metrics: [
        'project_starts',
        'project_completions',
        'project_completion_rate',
        'project_effort',
        'project_hours_needed',
        'project_effort_of_needed',
        'project_time_to_complete',
      ],
      defaultSort: { by: 'project_starts', descending: true },
      headings: {
        content: 'Project',
        guided: 'Guidance',
        for_certification: 'For',
        project_starts: 'Started',
        project_completions: 'Completed',
        project_completion_rate: 'Completion rate',
        project_time_to_complete: 'Median days',
        project_effort: 'Median hours',
        project_hours_needed: 'Hours needed',
        project_effort_of_needed: 'Of the hours needed',
        trend: 'Starts over time',
      },
      trend: 'project_starts',
      samples: {
        project_time_to_complete: 'project_starts_completed',
        project_effort: 'project_completions',
        project_hours_needed: 'project_effort_compared',
        project_effort_of_needed: 'project_effort_compared',
      },
    },
    shows: [
      'practice_sessions_mobile',
      'practice_sessions_browser',
      'practice_sessions_unplaced',
      'project_starts_open',
      'project_effort_q1',
      'project_effort_q3',
    ],
    only: { source: ['datacamp'], contentType: ['practice', 'project'] },
    note: notObserved,
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
