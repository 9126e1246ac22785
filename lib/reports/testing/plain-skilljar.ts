/** Numbers of Skilljar's pages that the oracle's loops do not count, as one statement of plain SQL; `$1` is the day of the load. */
import type { Period } from '@/lib/filters/filters'

const NUMBER = String.raw`^\s*[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\s*$`

export const plainSkilljar = ({ from, to }: Period, windowDays: number) => {
  const inPeriod = (moment: string) => `${moment}::date between '${from}' and '${to}'`
  const window = `interval '${windowDays} days'`
  return `
  with session as (
    select student_id, published_course_id, hour_starts_at,
      case when session_time_seconds ~ '${NUMBER}' then session_time_seconds::numeric end as seconds
    from skilljar.student_lesson_session_time_hourly),
  owned as (
    select distinct student_course_progress_id, student_id, published_course_id from skilljar.enrollment
    where student_course_progress_id is not null),
  evidence as (
    select student_id, hour_starts_at::date as day from session where seconds > 0
    union select student_id, completed_at::date from owned join skilljar.student_course_progress using (student_course_progress_id)
    union select student_id, completed_at::date from owned join skilljar.student_lesson_progress using (student_course_progress_id)
    union select student_id, started_at::date from owned join skilljar.student_lesson_progress using (student_course_progress_id)
      join skilljar.quiz_response using (student_lesson_progress_id)),
  person as (select student_id, coalesce(nullif(lower(trim(email)), ''), student_id) as person from skilljar.student),
  pair as (
    select student_id, published_course_id, min(enrolled_at) as enrolled,
      coalesce(
        (select min(hour_starts_at) from session where session.student_id = e.student_id
          and session.published_course_id = e.published_course_id and seconds is not null),
        (select min(l.created_at) from owned join skilljar.student_lesson_progress l using (student_course_progress_id)
          where owned.student_id = e.student_id and owned.published_course_id = e.published_course_id)) as started,
      (select max(p.completed_at) from owned join skilljar.student_course_progress p using (student_course_progress_id)
        where owned.student_id = e.student_id and owned.published_course_id = e.published_course_id) as completed
    from skilljar.enrollment e group by 1, 2)
  select
    (select count(distinct person)::int from evidence join person using (student_id) where ${inPeriod('day')}) as active_learners,
    (select sum(seconds)::float8 / 3600 from session where seconds > 0 and ${inPeriod('hour_starts_at')}) as learning_hours,
    (select count(distinct person)::int from person) as skilljar_people,
    (select count(*)::int from (select min(created_at) as joined from skilljar.domain_membership group by student_id, domain_id) as first
      where ${inPeriod('joined')}) as memberships_new,
    (select count(*)::int from pair where ${inPeriod('enrolled')} and enrolled <= $1::timestamp - ${window}) as enrolments_mature,
    (select count(*)::int from pair where ${inPeriod('enrolled')} and enrolled <= $1::timestamp - ${window}
      and completed <= enrolled + ${window}) as enrolments_completed_in_time,
    (select count(*)::int from pair where ${inPeriod('started')} and started <= $1::timestamp - ${window}) as sj_course_starts_mature,
    (select count(*)::int from pair where ${inPeriod('started')} and started <= $1::timestamp - ${window}
      and completed <= started + ${window}) as sj_course_starts_completed_in_time,
    (select percentile_cont(0.5) within group (order by extract(epoch from completed - started) / 86400) from pair
      where completed >= started and ${inPeriod('completed')})::float8 as sj_course_time_to_complete`
}
