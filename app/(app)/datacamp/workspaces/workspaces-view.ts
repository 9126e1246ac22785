import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readWorkspaces } from '@/lib/reports/read-workspaces'

export type WorkspacesView = ViewOf<typeof readWorkspaces>
