import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readTrack } from '@/lib/reports/read-track'

export type TrackView = ViewOf<typeof readTrack>
