import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readWorkspaces, workspacesCards } from '@/lib/reports/read-workspaces'

export type WorkspacesView = ViewOf<typeof readWorkspaces, typeof workspacesCards>

/** As one of its cards has it. */
export type WorkspacesViewOf<Card extends keyof typeof workspacesCards> = CardView<WorkspacesView, Card>
