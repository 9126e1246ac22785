import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readTracks } from '@/lib/reports/read-tracks'

export type TracksView = ViewOf<typeof readTracks>
