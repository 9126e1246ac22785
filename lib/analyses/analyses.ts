/** Every analysis by its id of METRICS.md. */
import { atRisk, atRiskByTeam } from './activity/at-risk'
import { inactiveLearners, inactiveLearnersByTeam } from './activity/inactive-learners'
import { retention } from './activity/retention'
import type { Analysis } from './analysis'
import { datacampAnalyses } from './datacamp/datacamp-analyses'
import { wauMau } from './activity/wau-mau'
import { skilljarAnalyses } from './skilljar/skilljar-analyses'

export const analyses = {
  retention,
  inactive_learners: inactiveLearners,
  inactive_learners_by_team: inactiveLearnersByTeam,
  at_risk: atRisk,
  at_risk_by_team: atRiskByTeam,
  ...datacampAnalyses,
  ...skilljarAnalyses,
  wau_mau: wauMau,
} as const satisfies Readonly<Record<string, Analysis>>

export type AnalysisName = keyof typeof analyses
