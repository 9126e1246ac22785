import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { certificationsCards, readCertifications } from '@/lib/reports/read-certifications'
import { reportOf } from '@/lib/reports/reports'
import { CertificationsNumbers } from './certifications-numbers'

const report = reportOf('certifications')

export const metadata = { title: report.title }

export default definePage('/datacamp/certifications', (visit) =>
  dashboardPage(visit, {
    report,
    read: readCertifications,
    later: certificationsCards,
    draw: (view) => <CertificationsNumbers view={view} />,
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'certifications' } }),
  }),
)
