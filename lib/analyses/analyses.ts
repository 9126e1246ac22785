/** Every analysis by its id of METRICS.md. */
import { atRisk, atRiskByTeam, atRiskTotal } from './activity/at-risk'
import { expiries } from './activity/expiries'
import { inactiveLearners, inactiveLearnersByTeam } from './activity/inactive-learners'
import { retention } from './activity/retention'
import { teamMembers } from './activity/team-members'
import { teamOverlap } from './activity/team-overlap'
import type { Analysis } from './analysis'
import { datacampAnalyses } from './datacamp/datacamp-analyses'
import { personAnalyses } from './person/person-analyses'
import { seatUtilisation } from './activity/seat-utilisation'
import { wauMau } from './activity/wau-mau'
import { skilljarAnalyses } from './skilljar/skilljar-analyses'

export const analyses = {
  retention,
  inactive_learners: inactiveLearners,
  inactive_learners_by_team: inactiveLearnersByTeam,
  at_risk: atRisk,
  at_risk_by_team: atRiskByTeam,
  at_risk_total: atRiskTotal,
  expiries,
  team_overlap: teamOverlap,
  team_members: teamMembers,
  ...datacampAnalyses,
  ...skilljarAnalyses,
  ...personAnalyses,
  wau_mau: wauMau,
  seat_utilisation: seatUtilisation,
} as const satisfies Readonly<Record<string, Analysis>>

export type AnalysisName = keyof typeof analyses
