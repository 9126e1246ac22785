import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { assignmentsCards, readAssignments, readDue } from '@/lib/reports/read-assignments'
import { reportOf } from '@/lib/reports/reports'
import { AssignmentsNumbers } from './assignments-numbers'

const report = reportOf('assignments')

export const metadata = { title: report.title }

export default definePage('/datacamp/assignments', (visit) =>
  dashboardPage(visit, {
    report,
    read: readAssignments,
    later: assignmentsCards,
    reads: { due: readDue },
    draw: (view) => <AssignmentsNumbers view={view} />,
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'assignments' } }),
  }),
)
