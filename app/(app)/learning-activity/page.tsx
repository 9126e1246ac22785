import { Suspense } from 'react'
import { ReportSkeleton } from '@/components/reports/report-skeleton'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { reports } from '@/lib/reports/reports'
import { ActivityNumbers } from './activity-numbers'

export const metadata = { title: 'Learning activity' }

const [, activity] = reports

export default definePage('/learning-activity', (visit) => (
  <>
    <PageHeader title={activity.title} question={activity.question} />
    <Suspense key={visit.search.toString()} fallback={<ReportSkeleton />}>
      <Numbers {...visit} />
    </Suspense>
  </>
))

function Numbers(visit: GuardedVisit) {
  return explained('/learning-activity', () => ActivityNumbers(visit))
}
