/** Ratios of Skilljar's facts; each is defined beside what it divides. */
import { commerceRatios } from './codes'
import { courseResultRatios } from './course-results'
import { lessonRatios } from './lesson-progress'
import { pathRatios } from './paths'
import { sittingRatios } from './quiz-sittings'
import { quizRatios } from './quizzes'
import { scormRatios } from './scorm'
import { viltRatios } from './vilt-registrations'

export const skilljarRatios = {
  ...lessonRatios,
  ...courseResultRatios,
  ...pathRatios,
  ...quizRatios,
  ...sittingRatios,
  ...viltRatios,
  ...scormRatios,
  ...commerceRatios,
} as const
