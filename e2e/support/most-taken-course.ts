import { value } from './product'

/** The address of a course that there is something to see of. */
export async function mostTakenCourse(): Promise<string> {
  const course = await value(
    'select course_id from datacamp.course_fact where course_id <> -1 group by 1 order by count(distinct user_id) desc limit 1',
  )
  return `/datacamp/courses/${course}`
}
