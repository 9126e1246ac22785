import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { measureParam, readMeasure } from '@/lib/reports/activity-measure'
import { learningActivityCards, readLearningActivityStart } from '@/lib/reports/read-learning-activity'
import { reportOf } from '@/lib/reports/reports'
import { ActivityNumbers } from './activity-numbers'

const report = reportOf('learning-activity')

export const metadata = { title: report.title }

export default definePage('/learning-activity', (visit) =>
  dashboardPage(visit, {
    report,
    read: readLearningActivityStart,
    later: learningActivityCards,
    reads: { [measureParam]: readMeasure },
    draw: (view) => <ActivityNumbers view={view} />,
  }),
)
