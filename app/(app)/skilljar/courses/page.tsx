import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { readSkilljarCourses, skilljarCoursesCards } from '@/lib/reports/read-skilljar-courses'
import { reportOf } from '@/lib/reports/reports'
import { CoursesNumbers } from './courses-numbers'

const report = reportOf('skilljar-courses')

export const metadata = { title: `Skilljar ${report.title.toLowerCase()}` }

export default definePage('/skilljar/courses', (visit) =>
  dashboardPage(visit, {
    report,
    read: readSkilljarCourses,
    later: skilljarCoursesCards,
    draw: (view) => <CoursesNumbers view={view} />,
  }),
)
