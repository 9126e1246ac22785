/** What a page about one person shows, by the ids under which programs ask for it. */
import type { Analysis } from '../analysis'
import { personCourses } from './courses'
import { datacampLists } from './datacamp-lists'
import { skilljarAccountLists } from './skilljar-account-lists'
import { skilljarCourseLists } from './skilljar-course-lists'
import { skilljarLists } from './skilljar-lists'
import { personTimeline } from './timeline'

export const personAnalyses = {
  person_timeline: personTimeline,
  person_courses: personCourses,
  ...datacampLists,
  ...skilljarCourseLists,
  ...skilljarLists,
  ...skilljarAccountLists,
} as const satisfies Readonly<Record<string, Analysis>>
