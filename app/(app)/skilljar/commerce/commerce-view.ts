import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { commerceCards, readCommerce } from '@/lib/reports/read-commerce'

export type CommerceView = ViewOf<typeof readCommerce, typeof commerceCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof commerceCards> = Awaited<ReturnType<(typeof commerceCards)[Name]>>
