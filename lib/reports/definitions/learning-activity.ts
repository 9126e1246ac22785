import type { Report } from '../report'

export const learningActivity = [
  {
    slug: 'learning-activity',
    path: '/learning-activity',
    title: 'Learning activity',
    question: 'How much does each team learn, in which technology, week by week?',
    metrics: ['xp', 'learning_hours', 'active_learners'],
    table: {
      by: ['grain', 'team', 'technology'],
      metrics: ['xp', 'learning_hours', 'active_learners'],
      defaultSort: { by: 'grain', descending: true },
      small: 'active_learners',
    },
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
