import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readTracks, tracksCards } from '@/lib/reports/read-tracks'

export type TracksView = ViewOf<typeof readTracks, typeof tracksCards>

/** As one of its cards has it. */
export type TracksViewOf<Card extends keyof typeof tracksCards> = CardView<TracksView, Card>
