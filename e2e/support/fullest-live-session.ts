import { value } from './product'

/** The page of the held live session with the most registrations. */
export async function fullestLiveSession(): Promise<string> {
  const session = await value(
    `select vilt_session_id from skilljar.vilt_session join skilljar.vilt_session_registration using (vilt_session_id)
     where cancelled_at is null and vilt_session_id in (
       select vilt_session_id from skilljar.vilt_session_event group by 1 having max(ends_at) < now() at time zone 'UTC' - interval '2 days')
     group by 1 order by count(*) desc, 1 limit 1`,
  )
  return `/skilljar/live-training/${session}`
}
