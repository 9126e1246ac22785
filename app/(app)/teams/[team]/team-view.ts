import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readTeam, teamCards } from '@/lib/reports/read-team'

export type TeamView = ViewOf<typeof readTeam, typeof teamCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof teamCards> = Awaited<ReturnType<(typeof teamCards)[Name]>>
