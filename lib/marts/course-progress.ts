/** Enrolment, start and completion of each learner and course, once per pair however often the source repeats them. */
import type pg from 'pg'
import { replaceRows, type Mart } from './replace-rows'

export const courseProgress: Mart = {
  table: 'mart.course_progress',
  key: ['source', 'learner_id', 'course_id'],
  values: ['person_id', 'technology', 'enrolled_at', 'started_at', 'completed_at'],
}

const datacampPairs = `
  select 'datacamp' as source, coalesce(pair.user_id::text, '') as learner_id, pair.course_id::text as course_id,
    identity.person_id, nullif(trim(course.technology), '') as technology, null::timestamp as enrolled_at,
    pair.started_at, pair.completed_at
  from (
    select user_id, course_id, min(started_at) as started_at, max(completed_at) as completed_at
    from datacamp.course_fact
    where course_id <> -1
    group by user_id, course_id
  ) pair
  join mart.identity on identity.source = 'datacamp' and identity.source_id = coalesce(pair.user_id::text, '')
  left join datacamp.course_dim course using (course_id)`

/** The start is the first session hour, else the first lesson progress. */
const skilljarPairs = `
  with session as (
    select student_id, published_course_id, min(hour_starts_at) as first
    from skilljar.student_lesson_session_time_hourly
    where mart.parse_number(session_time_seconds) is not null
    group by student_id, published_course_id
  ), lesson as (
    select student_course_progress_id, min(created_at) as first
    from skilljar.student_lesson_progress
    group by student_course_progress_id
  ), pair as (
    select coalesce(enrollment.student_id, '') as learner_id, coalesce(enrollment.published_course_id, '') as course_id,
      min(enrollment.enrolled_at) as enrolled_at, min(session.first) as first_session, min(lesson.first) as first_lesson,
      max(progress.completed_at) as completed_at
    from skilljar.enrollment
    left join skilljar.student_course_progress progress using (student_course_progress_id)
    left join lesson using (student_course_progress_id)
    left join session on session.student_id = enrollment.student_id and session.published_course_id = enrollment.published_course_id
    group by enrollment.student_id, enrollment.published_course_id
  )
  select 'skilljar' as source, learner_id, course_id, identity.person_id, null::text as technology,
    enrolled_at, coalesce(first_session, first_lesson) as started_at, completed_at
  from pair
  join mart.identity on identity.source = 'skilljar' and identity.source_id = learner_id`

export async function refreshSkilljarProgress(tx: pg.ClientBase): Promise<void> {
  await replaceRows(tx, courseProgress, { text: `live.source = 'skilljar'` }, { text: skilljarPairs })
}

/** After a change of some facts only, datacamp-restate.ts does less. */
export async function refreshDatacampProgress(tx: pg.ClientBase): Promise<void> {
  await replaceRows(tx, courseProgress, { text: `live.source = 'datacamp'` }, { text: datacampPairs })
}
