import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { coursesCards, readCourses } from '@/lib/reports/read-courses'
import { reportOf } from '@/lib/reports/reports'
import { CoursesNumbers } from './courses-numbers'

const report = reportOf('courses')

export const metadata = { title: report.title }

export default definePage('/datacamp/courses', (visit) =>
  dashboardPage(visit, {
    report,
    read: readCourses,
    later: coursesCards,
    draw: (view) => <CoursesNumbers view={view} />,
  }),
)
