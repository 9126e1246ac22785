/** Enrolment, start and completion of each learner and course, once per pair however often the source repeats them. */
import type pg from 'pg'
import { dateId } from './activity'
import { replaceRows, type Mart } from './replace-rows'

const courseProgress: Mart = {
  table: 'mart.course_progress',
  key: ['source', 'learner_id', 'course_id'],
  values: ['person_id', 'technology', 'enrolled_at', 'started_at', 'completed_at'],
}

const datacampPairs = (whole: boolean) => `
  select 'datacamp' as source, coalesce(fact.user_id::text, '') as learner_id, fact.course_id::text as course_id,
    identity.person_id, min(nullif(trim(course.technology), '')) as technology, null::timestamp as enrolled_at,
    min(fact.started_at) as started_at, max(fact.completed_at) as completed_at
  from datacamp.course_fact fact
  join mart.identity on identity.source = 'datacamp' and identity.source_id = coalesce(fact.user_id::text, '')
  left join datacamp.course_dim course using (course_id)
  where fact.course_id <> -1 ${whole ? '' : 'and (fact.user_id = any($1::bigint[]) or ($2 and fact.user_id is null))'}
  group by fact.user_id, fact.course_id, identity.person_id`

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

export async function refreshDatacampProgress(tx: pg.ClientBase, learners: readonly string[] | 'all'): Promise<void> {
  if (learners === 'all') {
    await replaceRows(tx, courseProgress, { text: `live.source = 'datacamp'` }, { text: datacampPairs(true) })
    return
  }
  await replaceRows(
    tx,
    courseProgress,
    { text: `live.source = 'datacamp' and live.learner_id = any($1::text[])`, values: [learners] },
    { text: datacampPairs(false), values: [learners.filter((id) => id !== ''), learners.includes('')] },
  )
}

/** Everybody with a course fact on these days, now or (while mart.activity is still the old one) before. */
export async function learnersOfDays(tx: pg.ClientBase, days: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ learner_id: string }>(
    `select coalesce(user_id::text, '') as learner_id from datacamp.course_fact where date_id = any($1::bigint[])
     union
     select identity.source_id from mart.identity
     where identity.source = 'datacamp' and identity.person_id in (
       select person_id from mart.activity where source = 'datacamp' and content_type = 'course' and day = any($2::date[]))`,
    [days.map(dateId), days],
  )
  return rows.map((row) => row.learner_id)
}
