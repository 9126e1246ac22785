import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { liveTrainingCards, readLiveTraining } from '@/lib/reports/read-live-training'

export type LiveTrainingView = ViewOf<typeof readLiveTraining, typeof liveTrainingCards>

/** As one of its cards has it. */
export type LiveViewOf<Card extends keyof typeof liveTrainingCards> = CardView<LiveTrainingView, Card>
