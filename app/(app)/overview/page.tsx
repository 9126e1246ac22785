import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { overviewCards, readOverviewStart } from '@/lib/reports/read-overview'
import { reportOf } from '@/lib/reports/reports'
import { OverviewNumbers } from './overview-numbers'

const report = reportOf('overview')

export const metadata = { title: report.title }

export default definePage('/overview', (visit) =>
  dashboardPage(visit, {
    report,
    read: readOverviewStart,
    later: overviewCards,
    draw: (view) => <OverviewNumbers view={view} />,
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'overview' } }),
  }),
)
