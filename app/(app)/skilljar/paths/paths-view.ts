import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { pathsCards, readPaths } from '@/lib/reports/read-paths'

export type PathsView = ViewOf<typeof readPaths, typeof pathsCards>

/** As one of its cards has it. */
export type PathsViewOf<Card extends keyof typeof pathsCards> = CardView<PathsView, Card>
