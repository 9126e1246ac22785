import { Suspense } from 'react'
import { ReportSkeleton } from '@/components/reports/report-skeleton'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { reports } from '@/lib/reports/reports'
import { OverviewNumbers } from './overview-numbers'

export const metadata = { title: 'Overview' }

const [overview] = reports

export default definePage('/overview', (visit) => (
  <>
    <PageHeader title={overview.title} question={overview.question} />
    <Suspense key={visit.search.toString()} fallback={<ReportSkeleton />}>
      <Numbers {...visit} />
    </Suspense>
  </>
))

function Numbers(visit: GuardedVisit) {
  return explained('/overview', () => OverviewNumbers(visit))
}
