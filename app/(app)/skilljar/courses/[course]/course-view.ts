import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readSkilljarCourse, skilljarCourseCards } from '@/lib/reports/read-skilljar-course'

export type CourseView = ViewOf<typeof readSkilljarCourse, typeof skilljarCourseCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof skilljarCourseCards> = Awaited<
  ReturnType<(typeof skilljarCourseCards)[Name]>
>
