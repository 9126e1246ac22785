/** Analyses of Skilljar's tables by their ids. */
import { itemDifficulty } from './item-difficulty'
import { itemDiscrimination } from './item-discrimination'
import { itemDistractors } from './item-distractors'
import { lessonDropoff } from './lesson-dropoff'
import { pathDropoff } from './path-dropoff'
import { quizReliability } from './quiz-reliability'
import { scormInteractions, scormResponses } from './scorm-interactions'

export const skilljarAnalyses = {
  lesson_dropoff: lessonDropoff,
  path_dropoff: pathDropoff,
  item_difficulty: itemDifficulty,
  item_discrimination: itemDiscrimination,
  item_distractors: itemDistractors,
  quiz_reliability: quizReliability,
  scorm_interactions: scormInteractions,
  scorm_responses: scormResponses,
} as const
