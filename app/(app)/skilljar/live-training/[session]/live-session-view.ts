import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { liveSessionCards, readLiveSession } from '@/lib/reports/read-live-session'

export type LiveSessionView = ViewOf<typeof readLiveSession, typeof liveSessionCards>

/** As one of its cards has it. */
export type SessionViewOf<Card extends keyof typeof liveSessionCards> = CardView<LiveSessionView, Card>
