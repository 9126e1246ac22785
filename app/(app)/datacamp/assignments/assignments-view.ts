import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { assignmentsCards, readAssignments } from '@/lib/reports/read-assignments'

export type AssignmentsView = ViewOf<typeof readAssignments, typeof assignmentsCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof assignmentsCards> = Awaited<ReturnType<(typeof assignmentsCards)[Name]>>
