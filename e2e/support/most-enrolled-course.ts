import { value } from './product'

/** The address of the Skilljar course, on one domain, that most people are enrolled in. */
export async function mostEnrolledCourse(): Promise<string> {
  const course = await value(
    `select published_course_id from skilljar.enrollment join skilljar.published_course using (published_course_id)
     group by 1 order by count(distinct student_id) desc, 1 limit 1`,
  )
  return `/skilljar/courses/${course}`
}
