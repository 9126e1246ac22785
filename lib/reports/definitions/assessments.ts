import type { Report } from '../report'

export const assessments = [
  {
    slug: 'assessments',
    path: '/datacamp/assessments',
    title: 'Assessments',
    question: 'What can people do, in which technology, and do they get better?',
    metrics: [
      'assessments_completed',
      'assessment_learners',
      'assessment_score',
      'skill_gain',
      'skill_gain_improving_share',
      'skill_gain_moving_up_share',
    ],
    table: {
      by: ['content', 'technology'],
      metrics: ['assessments_completed', 'assessment_learners', 'assessment_score', 'skill_gain', 'skill_gain_pairs'],
      defaultSort: { by: 'assessments_completed', descending: true },
      headings: {
        content: 'Assessment',
        assessments_completed: 'Completed',
        assessment_learners: 'People',
        assessment_score: 'Median score',
        skill_gain: 'Median gain',
        skill_gain_pairs: 'Taken again',
        trend: 'Completed over time',
      },
      trend: 'assessments_completed',
      samples: { assessment_score: 'assessments_completed', skill_gain: 'skill_gain_pairs' },
    },
    shows: [
      'assessment_score_distribution',
      'assessment_score_q1',
      'assessment_score_q3',
      'skill_levels',
      'skill_levels_fresh',
      'skill_levels_stale_share',
      'skill_gain_q1',
      'skill_gain_q3',
      'skill_gain_retaker_share',
      'skill_matrix',
      'stale_skills',
    ],
    only: { source: ['datacamp'], contentType: ['assessment'] },
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
