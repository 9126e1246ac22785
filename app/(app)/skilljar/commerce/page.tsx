import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { inMainCurrency } from '@/lib/reports/main-currency'
import { commerceCards, readCommerce } from '@/lib/reports/read-commerce'
import { reportOf } from '@/lib/reports/reports'
import { CommerceNumbers } from './commerce-numbers'

const report = reportOf('commerce')

export const metadata = { title: report.title }

export default definePage('/skilljar/commerce', (visit) =>
  dashboardPage(visit, {
    report,
    settle: inMainCurrency,
    read: readCommerce,
    later: commerceCards,
    draw: (view) => <CommerceNumbers view={view} />,
    // Who sees aggregates only sees no buyers.
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'commerce' } as const }),
  }),
)
