import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { courseCards, readCourse } from '@/lib/reports/read-course'

export type CourseView = ViewOf<typeof readCourse, typeof courseCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof courseCards> = Awaited<ReturnType<(typeof courseCards)[Name]>>
