import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { readWorkspaces, workspacesCards } from '@/lib/reports/read-workspaces'
import { reportOf } from '@/lib/reports/reports'
import { WorkspacesNumbers } from './workspaces-numbers'

const report = reportOf('workspaces')

export const metadata = { title: report.title }

export default definePage('/datacamp/workspaces', (visit) =>
  dashboardPage(visit, {
    report,
    read: readWorkspaces,
    later: workspacesCards,
    draw: (view) => <WorkspacesNumbers view={view} />,
  }),
)
