/** Analyses of Skilljar's tables by their ids. */
import { accessCodePools } from './domain-codes'
import { creditBalance, creditCodes } from './credit-codes'
import { creditsByGroup, creditsByOffer } from './credit-by'
import { itemDifficulty } from './item-difficulty'
import { itemDiscrimination } from './item-discrimination'
import { itemDistractors } from './item-distractors'
import { itemTexts } from './item-texts'
import { courseScoreDistribution } from './course-score-distribution'
import { skilljarCourseLearners } from './course-learners'
import { skilljarExpiring } from './expiring-by-month'
import { lessonDropoff } from './lesson-dropoff'
import { lessonHoursByWeekday } from './lesson-hours-by-weekday'
import { lessonTypes } from './lesson-types'
import { lessonUse } from './lesson-use'
import { skilljarCourse } from './skilljar-course'
import { pathDropoff } from './path-dropoff'
import { pathProgressDistribution } from './path-progress-distribution'
import { pathPublications } from './path-publications'
import { pathStuck, pathStuckTotal } from './path-stuck'
import { quizBanks } from './quiz-banks'
import { quizAttemptsDistribution, quizScoreDistribution } from './quiz-distributions'
import { quizFeedback, quizGrading, quizGradingQueue } from './quiz-grading'
import { promoPools } from './promo-pools'
import { purchaseFunnel } from './purchase-funnel'
import { offersUnsold } from './purchase-unsold'
import { quizReliability } from './quiz-reliability'
import { scormInteractions, scormResponses } from './scorm-interactions'
import { scormPackages } from './scorm-packages'
import { scormScoreDistribution } from './scorm-score-distribution'
import { scormStatuses } from './scorm-statuses'
import { seriesDropoff } from './series-dropoff'
import { signupFields } from './signup-fields'
import { signupSegments } from './signup-segments'
import { visibilityRules } from './visibility-rules'
import { viltEventTimes } from './vilt-event-times'
import { viltInstructors } from './vilt-instructors'
import { viltPeople } from './vilt-people'
import { viltRegistrationPace } from './vilt-registration-pace'
import { viltUpcoming } from './vilt-upcoming'

export const skilljarAnalyses = {
  lesson_dropoff: lessonDropoff,
  lesson_use: lessonUse,
  lesson_types: lessonTypes,
  lesson_hours_by_weekday: lessonHoursByWeekday,
  course_score_distribution: courseScoreDistribution,
  skilljar_expiring: skilljarExpiring,
  skilljar_course: skilljarCourse,
  skilljar_course_learners: skilljarCourseLearners,
  path_dropoff: pathDropoff,
  path_progress_distribution: pathProgressDistribution,
  path_publications: pathPublications,
  path_stuck: pathStuck,
  path_stuck_total: pathStuckTotal,
  item_difficulty: itemDifficulty,
  item_discrimination: itemDiscrimination,
  item_distractors: itemDistractors,
  item_texts: itemTexts,
  quiz_reliability: quizReliability,
  quiz_score_distribution: quizScoreDistribution,
  quiz_attempts_distribution: quizAttemptsDistribution,
  quiz_banks: quizBanks,
  quiz_grading: quizGrading,
  quiz_grading_queue: quizGradingQueue,
  quiz_feedback: quizFeedback,
  scorm_interactions: scormInteractions,
  scorm_responses: scormResponses,
  scorm_statuses: scormStatuses,
  scorm_score_distribution: scormScoreDistribution,
  scorm_packages: scormPackages,
  access_code_pools: accessCodePools,
  signup_fields: signupFields,
  signup_segments: signupSegments,
  visibility_rules: visibilityRules,
  series_dropoff: seriesDropoff,
  purchase_funnel: purchaseFunnel,
  promo_pools: promoPools,
  credit_balance: creditBalance,
  credit_codes: creditCodes,
  credits_by_offer: creditsByOffer,
  credits_by_group: creditsByGroup,
  offers_unsold: offersUnsold,
  vilt_upcoming: viltUpcoming,
  vilt_event_times: viltEventTimes,
  vilt_registration_pace: viltRegistrationPace,
  vilt_people: viltPeople,
  vilt_instructors: viltInstructors,
} as const
