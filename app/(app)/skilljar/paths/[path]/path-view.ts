import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { pathCards, readPath } from '@/lib/reports/read-path'

export type PathView = ViewOf<typeof readPath, typeof pathCards>

/** As one of its cards has it. */
export type PathViewOf<Card extends keyof typeof pathCards> = CardView<PathView, Card>
