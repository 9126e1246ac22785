import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readScorm, scormCards } from '@/lib/reports/read-scorm'

export type ScormView = ViewOf<typeof readScorm, typeof scormCards>

/** As one of its cards has it. */
export type ScormViewOf<Card extends keyof typeof scormCards> = CardView<ScormView, Card>
