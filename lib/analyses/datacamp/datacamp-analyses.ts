/** DataCamp's analyses by their ids of METRICS.md. */
import type { Analysis } from '../analysis'
import { assessmentScoreDistribution } from './assessment-score-distribution'
import { certificationFunnel } from './certification-funnel'
import { chapterDropoff } from './chapter-dropoff'
import { courseTimeToCompleteCurve } from './course-time-to-complete-curve'
import { courseTimeToCompleteSurvival } from './course-time-to-complete-survival'
import { exerciseFriction } from './exercise-friction'
import { skillMatrix } from './skill-matrix'

export const datacampAnalyses = {
  course_time_to_complete_curve: courseTimeToCompleteCurve,
  course_time_to_complete_survival: courseTimeToCompleteSurvival,
  chapter_dropoff: chapterDropoff,
  exercise_friction: exerciseFriction,
  assessment_score_distribution: assessmentScoreDistribution,
  skill_matrix: skillMatrix,
  certification_funnel: certificationFunnel,
} as const satisfies Readonly<Record<string, Analysis>>
