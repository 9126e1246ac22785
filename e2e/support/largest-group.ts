import { value } from './product'

/** The address of the student group with the most members. */
export async function largestGroup(): Promise<string> {
  const group = await value(
    'select student_group_id from skilljar.student_group_membership group by 1 order by count(distinct student_id) desc, 1 limit 1',
  )
  return `/skilljar/access-groups/${group}`
}
