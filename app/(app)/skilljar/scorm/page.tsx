import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { readInteraction, readResult, readScorm, scormCards } from '@/lib/reports/read-scorm'
import { reportOf } from '@/lib/reports/reports'
import { ScormNumbers } from './scorm-numbers'

const report = reportOf('scorm')

export const metadata = { title: report.title }

export default definePage('/skilljar/scorm', (visit) =>
  dashboardPage(visit, {
    report,
    read: readScorm,
    later: scormCards,
    reads: { interaction: readInteraction, result: readResult },
    draw: (view) => <ScormNumbers view={view} />,
  }),
)
