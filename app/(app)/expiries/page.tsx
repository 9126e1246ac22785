import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { expiriesCards, readExpiries, readLines, readWhen } from '@/lib/reports/read-expiries'
import { reportOf } from '@/lib/reports/reports'
import { ExpiriesNumbers } from './expiries-numbers'

const report = reportOf('expiries')

export const metadata = { title: report.title }

export default definePage('/expiries', (visit) =>
  dashboardPage(visit, {
    report,
    read: readExpiries,
    later: expiriesCards,
    reads: { when: readWhen, lines: readLines },
    draw: (view) => <ExpiriesNumbers view={view} />,
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'expiries' } }),
  }),
)
