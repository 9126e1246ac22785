import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { overviewCards, readOverviewStart } from '@/lib/reports/read-overview'

export type OverviewView = ViewOf<typeof readOverviewStart, typeof overviewCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof overviewCards> = Awaited<ReturnType<(typeof overviewCards)[Name]>>
