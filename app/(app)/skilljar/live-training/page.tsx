import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { readSplit } from '@/lib/reports/live-split'
import { liveTrainingCards, readLiveTraining } from '@/lib/reports/read-live-training'
import { reportOf } from '@/lib/reports/reports'
import { LiveTrainingNumbers } from './live-training-numbers'

const report = reportOf('live-training')

export const metadata = { title: report.title }

export default definePage('/skilljar/live-training', (visit) =>
  dashboardPage(visit, {
    report,
    read: readLiveTraining,
    later: liveTrainingCards,
    reads: { split: readSplit },
    draw: (view) => <LiveTrainingNumbers view={view} />,
  }),
)
