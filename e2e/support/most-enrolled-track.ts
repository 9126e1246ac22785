import { value } from './product'

/** The page of the track version that most people are enrolled in, since the beginning. */
export async function mostEnrolledTrack(): Promise<string> {
  const track = await value(
    `select track_version_id from datacamp.track_fact join datacamp.track_dim using (track_version_id)
     group by 1 order by count(distinct user_id) desc, 1 limit 1`,
  )
  const to = await value(`select ((now() at time zone 'UTC')::date - 1)::text`)
  return `/datacamp/tracks/${track}?from=2020-01-01&to=${to}&grain=month`
}
