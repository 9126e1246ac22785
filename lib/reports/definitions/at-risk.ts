/** It lists people by a rule and has no figures of a period, so that it is no report that programs ask for by name. */
export const atRiskPage = {
  slug: 'at-risk',
  path: '/at-risk',
  title: 'At risk',
  question: 'Who started something, has not finished it, and has gone quiet?',
  shows: ['at_risk', 'at_risk_total', 'at_risk_by_team', 'inactive_learners', 'inactive_learners_by_team'],
} as const
