import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { coursesCards, readCourses } from '@/lib/reports/read-courses'

export type CoursesView = ViewOf<typeof readCourses, typeof coursesCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof coursesCards> = Awaited<ReturnType<(typeof coursesCards)[Name]>>
