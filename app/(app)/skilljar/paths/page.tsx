import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { pathsCards, readDivision, readPaths } from '@/lib/reports/read-paths'
import { reportOf } from '@/lib/reports/reports'
import { PathsNumbers } from './paths-numbers'

const report = reportOf('paths')

export const metadata = { title: report.title }

export default definePage('/skilljar/paths', (visit) =>
  dashboardPage(visit, {
    report,
    read: readPaths,
    later: pathsCards,
    reads: { by: readDivision },
    draw: (view) => <PathsNumbers view={view} />,
  }),
)
