/** Ratios of Skilljar's facts; each is defined beside what it divides. */
import { commerceRatios } from './codes'
import { lessonRatios } from './lesson-progress'
import { quizRatios } from './quizzes'
import { scormRatios } from './scorm'
import { viltRatios } from './vilt-registrations'

export const skilljarRatios = {
  ...lessonRatios,
  ...quizRatios,
  ...viltRatios,
  ...scormRatios,
  ...commerceRatios,
} as const
