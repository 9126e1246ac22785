import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { practiceProjectsCards, readPracticeProjects } from '@/lib/reports/read-practice-projects'
import { reportOf } from '@/lib/reports/reports'
import { PracticeProjectsNumbers } from './practice-projects-numbers'

const report = reportOf('practice-projects')

export const metadata = { title: report.title }

export default definePage('/datacamp/practice-projects', (visit) =>
  dashboardPage(visit, {
    report,
    read: readPracticeProjects,
    later: practiceProjectsCards,
    draw: (view) => <PracticeProjectsNumbers view={view} />,
  }),
)
