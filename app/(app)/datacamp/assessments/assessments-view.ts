import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { assessmentsCards, readAssessments } from '@/lib/reports/read-assessments'

export type AssessmentsView = ViewOf<typeof readAssessments, typeof assessmentsCards>

/** As one of its cards has it. */
export type AssessmentsViewOf<Card extends keyof typeof assessmentsCards> = CardView<AssessmentsView, Card>
