import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { accessGroupsCards, readAccessGroups } from '@/lib/reports/read-access-groups'
import { reportOf } from '@/lib/reports/reports'
import { readSegment, segmentParam } from '@/lib/reports/segment-choice'
import { AccessGroupsNumbers } from './access-groups-numbers'

const report = reportOf('access-groups')

export const metadata = { title: report.title }

export default definePage('/skilljar/access-groups', (visit) =>
  dashboardPage(visit, {
    report,
    read: readAccessGroups,
    later: accessGroupsCards,
    reads: { [segmentParam]: readSegment },
    draw: (view) => <AccessGroupsNumbers view={view} />,
  }),
)
