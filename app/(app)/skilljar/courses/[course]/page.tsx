import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { readSkilljarCourse, skilljarCourseCards } from '@/lib/reports/read-skilljar-course'
import { reportOf } from '@/lib/reports/reports'
import { learnersParam, readLearnerState } from '@/lib/reports/skilljar-learner-state'
import { aboutCourse } from './about-course'
import { CourseNumbers } from './course-numbers'

const report = reportOf('skilljar-course')

export const metadata = { title: `Skilljar ${report.title.toLowerCase()}` }

export default definePage('/skilljar/courses/[course]', (visit) =>
  dashboardPage(visit, {
    report,
    fixed: { where: { content: [`skilljar/course/${visit.params['course']}`] } },
    read: readSkilljarCourse,
    later: skilljarCourseCards,
    reads: { [learnersParam]: readLearnerState },
    heading: ({ data }) => ({ title: String(data.course['title']), question: aboutCourse(data.course) }),
    draw: (view) => <CourseNumbers view={view} />,
    // Who sees aggregates only sees no people.
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'skilljar course' } as const }),
  }),
)
