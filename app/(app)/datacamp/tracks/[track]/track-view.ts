import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readTrack, trackCards } from '@/lib/reports/read-track'

export type TrackView = ViewOf<typeof readTrack, typeof trackCards>

/** As one of its cards has it. */
export type TrackViewOf<Card extends keyof typeof trackCards> = CardView<TrackView, Card>
