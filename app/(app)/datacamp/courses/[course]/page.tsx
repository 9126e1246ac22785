import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { exercisesParam, readExerciseOrder } from '@/lib/reports/exercise-order'
import { courseCards, readCourse } from '@/lib/reports/read-course'
import { reportOf } from '@/lib/reports/reports'
import { aboutCourse } from './about-course'
import { CourseNumbers } from './course-numbers'

const report = reportOf('course')

export const metadata = { title: report.title }

export default definePage('/datacamp/courses/[course]', (visit) =>
  dashboardPage(visit, {
    report,
    fixed: { where: { content: [`datacamp/course/${visit.params['course']}`] } },
    read: readCourse,
    later: courseCards,
    reads: { [exercisesParam]: readExerciseOrder },
    heading: ({ data }) => ({ title: data.course.title, question: aboutCourse(data.course) }),
    draw: (view) => <CourseNumbers view={view} />,
    // Who sees aggregates only sees no people.
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'course' } as const }),
  }),
)
