/** What a page about one person shows, by the ids under which programs ask for it. */
import type { Analysis } from '../analysis'
import { personCourses } from './courses'
import { datacampLists } from './datacamp-lists'
import { skilljarLists } from './skilljar-lists'
import { personTimeline } from './timeline'

export const personAnalyses = {
  person_timeline: personTimeline,
  person_courses: personCourses,
  ...datacampLists,
  ...skilljarLists,
} as const satisfies Readonly<Record<string, Analysis>>
