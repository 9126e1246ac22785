/** DataCamp's analyses by their ids of METRICS.md. */
import type { Analysis } from '../analysis'
import { assessmentScoreDistribution } from './assessment-score-distribution'
import { assignmentMatrix } from './assignment-matrix'
import { certificationAttemptsPerPerson } from './certification-attempts-per-person'
import { certificationFunnel } from './certification-funnel'
import { chapterDropoff } from './chapter-dropoff'
import { courseTimeToCompleteCurve } from './course-time-to-complete-curve'
import { courseTimeToCompleteDistribution } from './course-time-to-complete-distribution'
import { courseTimeToCompleteSurvival } from './course-time-to-complete-survival'
import { daysToGrantDistribution } from './days-to-grant-distribution'
import { exerciseFriction } from './exercise-friction'
import { assignmentsDueSoon, overdueAssignments } from './open-assignments'
import { registrationsRunningOut } from './registrations-running-out'
import { skillMatrix, staleSkills } from './skill-matrix'
import { trackDropoff } from './track-dropoff'
import { trackProgressDistribution } from './track-progress-distribution'

export const datacampAnalyses = {
  course_time_to_complete_curve: courseTimeToCompleteCurve,
  course_time_to_complete_distribution: courseTimeToCompleteDistribution,
  course_time_to_complete_survival: courseTimeToCompleteSurvival,
  chapter_dropoff: chapterDropoff,
  exercise_friction: exerciseFriction,
  assessment_score_distribution: assessmentScoreDistribution,
  skill_matrix: skillMatrix,
  stale_skills: staleSkills,
  overdue_assignments: overdueAssignments,
  assignments_due_soon: assignmentsDueSoon,
  assignment_matrix: assignmentMatrix,
  certification_funnel: certificationFunnel,
  certification_attempts_per_person: certificationAttemptsPerPerson,
  days_to_grant_distribution: daysToGrantDistribution,
  registrations_running_out: registrationsRunningOut,
  track_progress_distribution: trackProgressDistribution,
  track_dropoff: trackDropoff,
} as const satisfies Readonly<Record<string, Analysis>>
