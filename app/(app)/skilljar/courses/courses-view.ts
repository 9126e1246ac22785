import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readSkilljarCourses, skilljarCoursesCards } from '@/lib/reports/read-skilljar-courses'

export type CoursesView = ViewOf<typeof readSkilljarCourses, typeof skilljarCoursesCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof skilljarCoursesCards> = Awaited<
  ReturnType<(typeof skilljarCoursesCards)[Name]>
>
