import { value } from './product'

/** The page of the Skilljar path that most people are enrolled in, since the beginning. */
export async function mostEnrolledPath(): Promise<string> {
  const path = await value(
    `select path_id from skilljar.published_path_enrollment join skilljar.published_path using (published_path_id)
     group by 1 order by count(distinct student_id) desc, 1 limit 1`,
  )
  const to = await value(`select ((now() at time zone 'UTC')::date - 1)::text`)
  return `/skilljar/paths/${path}?from=2020-01-01&to=${to}&grain=month`
}
