import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { accessGroupsCards, readAccessGroups } from '@/lib/reports/read-access-groups'

export type AccessGroupsView = ViewOf<typeof readAccessGroups, typeof accessGroupsCards>

/** As one of its cards has it. */
export type AccessGroupsViewOf<Card extends keyof typeof accessGroupsCards> = CardView<AccessGroupsView, Card>
