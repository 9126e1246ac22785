import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { readCertifications } from '@/lib/reports/read-certifications'
import { reportOf } from '@/lib/reports/reports'
import { CertificationsNumbers } from './certifications-numbers'

const report = reportOf('certifications')

export const metadata = { title: report.title }

export default definePage('/datacamp/certifications', (visit) =>
  dashboardPage(visit, {
    report,
    read: readCertifications,
    draw: (view) => <CertificationsNumbers view={view} />,
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'certifications' } }),
  }),
)
