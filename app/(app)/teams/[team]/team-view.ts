import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readTeam } from '@/lib/reports/read-team'

export type TeamView = ViewOf<typeof readTeam>
