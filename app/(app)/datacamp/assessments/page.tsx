import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { assessmentsCards, readAssessments } from '@/lib/reports/read-assessments'
import { reportOf } from '@/lib/reports/reports'
import { AssessmentsNumbers } from './assessments-numbers'

const report = reportOf('assessments')

export const metadata = { title: report.title }

export default definePage('/datacamp/assessments', (visit) =>
  dashboardPage(visit, {
    report,
    read: readAssessments,
    later: assessmentsCards,
    draw: (view) => <AssessmentsNumbers view={view} />,
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'assessments' } }),
  }),
)
