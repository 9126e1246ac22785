import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { quizzesCards, readQuizGroup, readQuizzes } from '@/lib/reports/read-quizzes'
import { reportOf } from '@/lib/reports/reports'
import { QuizzesNumbers } from './quizzes-numbers'

const report = reportOf('quizzes')

export const metadata = { title: report.title }

export default definePage('/skilljar/quizzes', (visit) =>
  dashboardPage(visit, {
    report,
    read: readQuizzes,
    later: quizzesCards,
    reads: { by: readQuizGroup },
    draw: (view) => <QuizzesNumbers view={view} />,
  }),
)
