/** Enrolments, lessons and SCORM modules of one person, beside the dates of courses that both platforms have. */
import { sql } from 'kysely'
import type { Context } from '@/lib/metrics/fact'
import { ofAsked } from '@/lib/metrics/facts/skilljar-rows'
import { skilljarCourseEvents } from './course-events'
import { eventFact, eventRows, isoOf, type EventSource } from './event'
import { accessOver, accessState, joinCourse, ownProgress } from './own-skilljar'

/** Each published course once, however often and with how many accounts the person enrolled. */
const access = (context: Context, event: 'course_access' | 'course_access_ends'): EventSource => {
  const { hasAccess, endsAt } = accessOver(context)
  return {
    event,
    source: 'skilljar',
    type: 'course',
    id: sql`held.published_course_id`,
    title: sql`course.title`,
    from: sql`(
        select coalesce(published_course_id, '') as published_course_id, ${hasAccess} as has_access, ${endsAt} as ends_at,
          count(*) as enrolments, (array_agg(channel order by enrolled_at, enrollment_id collate "C"))[1] as channel
        from skilljar.enrollment as enrolment
        where ${ofAsked(context, 'enrolment.student_id')}
        group by coalesce(published_course_id, '')
      ) as held
      ${joinCourse}
      left join skilljar.domain as domain using (domain_id)`,
    ...(event === 'course_access' ? { stands: true as const } : { at: sql`held.ends_at` }),
    notes: {
      domain: sql`domain.name`,
      access: accessState,
      access_ends_at: isoOf(sql`held.ends_at`),
      enrolments: sql`held.enrolments`,
      channel: sql`nullif(trim(held.channel), '')`,
    },
  }
}

/** Of each progress: its score, what the source calls it, and its credits. */
const results = (context: Context): EventSource => ({
  event: 'course_result',
  source: 'skilljar',
  type: 'course',
  id: sql`owner.published_course_id`,
  title: sql`course.title`,
  from: sql`${ownProgress(context)} as owner
    join skilljar.student_course_progress as progress using (student_course_progress_id)
    left join skilljar.published_course as described on described.published_course_id = owner.published_course_id
    left join skilljar.course as course using (course_id)`,
  at: sql`coalesce(progress.completed_at, progress.latest_activity_at)`,
  published: sql`owner.published`,
  detail: sql`case lower(trim(progress.success_status)) when 'passed' then 'passed' when 'failed' then 'failed' end`,
  amount: sql`progress.score::float8 / nullif(greatest(progress.score_max, 0), 0)`,
  ofAmount: sql`case when mart.parse_number(progress.credits_earned) >= 0 then mart.parse_number(progress.credits_earned) end`,
})

/** Progress in lessons that are no headings, with the course that its owner enrolled in. */
const ownLessons = (context: Context) => sql`${ownProgress(context)} as owner
  join skilljar.student_lesson_progress as progress using (student_course_progress_id)
  left join skilljar.lesson as lesson on lesson.lesson_id = progress.lesson_id
  left join skilljar.published_course as described on described.published_course_id = owner.published_course_id
  left join skilljar.course as course on course.course_id = coalesce(lesson.course_id, described.course_id)`

const noHeading = sql<boolean>`lesson.is_section is not true and progress.lesson_id is not null`

const ofLesson = (context: Context) =>
  ({
    source: 'skilljar',
    type: 'lesson',
    id: sql`progress.lesson_id`,
    title: sql`nullif(trim(lesson.title), '')`,
    from: ownLessons(context),
    published: sql`owner.published`,
    thing: sql`concat_ws('/', owner.published_course_id, progress.lesson_id)`,
    when: noHeading,
  }) as const

const opened = (context: Context): EventSource => ({
  ...ofLesson(context),
  event: 'lesson_opened',
  at: sql`progress.created_at`,
  notes: {
    course: sql`course.title`,
    kind: sql`upper(nullif(trim(lesson.type), ''))`,
    optional: sql`case when lesson.is_optional then 'optional' end`,
  },
})

const viewed = (context: Context): EventSource => ({
  ...ofLesson(context),
  event: 'lesson_viewed',
  at: sql`coalesce(progress.last_viewed_at, progress.created_at)`,
  detail: sql`case lower(trim(progress.success_status)) when 'passed' then 'passed' when 'failed' then 'failed' end`,
  amount: sql`progress.view_count`,
  ofAmount: sql`progress.score::float8 / nullif(greatest(progress.score_max, 0), 0)`,
})

const completed = (context: Context): EventSource => ({
  ...ofLesson(context),
  event: 'lesson_completed',
  at: sql`progress.completed_at`,
})

/** Each row names its student and course itself, so that no enrolment multiplies it. */
const time = (context: Context): EventSource => ({
  event: 'lesson_time',
  source: 'skilljar',
  type: 'lesson',
  id: sql`progress.lesson_id`,
  title: sql`nullif(trim(lesson.title), '')`,
  from: sql`skilljar.student_lesson_session_time_hourly as session
    join skilljar.student_lesson_progress as progress using (student_lesson_progress_id)
    left join skilljar.lesson as lesson on lesson.lesson_id = progress.lesson_id`,
  at: sql`session.hour_starts_at`,
  published: sql`'course/' || session.published_course_id`,
  thing: sql`concat_ws('/', coalesce(session.published_course_id, ''), progress.lesson_id)`,
  amount: sql`greatest(mart.parse_number(session.session_time_seconds), 0)`,
  when: sql`${noHeading} and ${ofAsked(context, 'session.student_id')}`,
})

/** Of a day and a course together: there are many. */
const lessonsOfDay = (context: Context): EventSource => ({
  event: 'lessons_completed',
  source: 'skilljar',
  type: 'course',
  id: sql`day.published_course_id`,
  title: sql`day.title`,
  from: sql`(
      select owner.published_course_id, owner.published, progress.completed_at::date as day, max(course.title) as title,
        count(distinct (owner.student_id, progress.lesson_id)) as lessons
      from ${ownLessons(context)}
      where progress.completed_at is not null and ${noHeading}
      group by owner.published_course_id, owner.published, progress.completed_at::date
    ) as day`,
  day: sql`day.day`,
  published: sql`day.published`,
  amount: sql`day.lessons`,
})

const scaled = sql`case when raw.lowest < raw.highest then (raw.achieved - raw.lowest) / (raw.highest - raw.lowest) end`

const scorm = (context: Context): EventSource => ({
  event: 'scorm_attempted',
  source: 'skilljar',
  type: 'scorm',
  id: sql`attempt.scorm_resource_id`,
  title: sql`coalesce(nullif(trim(package.title), ''), resource.identifier)`,
  from: sql`${ownProgress(context)} as owner
    join skilljar.student_lesson_progress as lesson using (student_course_progress_id)
    join skilljar.student_sco_progress as attempt using (student_lesson_progress_id)
    cross join lateral (
      select mart.parse_number(attempt.score_raw) as achieved, mart.parse_number(attempt.score_min) as lowest,
        mart.parse_number(attempt.score_max) as highest
    ) as raw
    left join skilljar.scorm_resource as resource using (scorm_resource_id)
    left join skilljar.web_package as package using (web_package_id)`,
  at: sql`coalesce(attempt.attempted_at, attempt.created_at)`,
  published: sql`owner.published`,
  thing: sql`concat_ws('/', attempt.student_lesson_progress_id, coalesce(attempt.scorm_resource_id, ''), owner.student_id)`,
  detail: sql`nullif(regexp_replace(lower(trim(attempt.status)), '[ _-]+', ' ', 'g'), '')`,
  amount: scaled,
  ofAmount: sql`case when attempt.total_time > 0 then attempt.total_time end`,
  notes: { attempt: sql`attempt.student_sco_progress_id` },
})

export const enrolmentEvents = eventFact('person_enrolments', 'Enrolments in Skilljar courses.', (context) => [
  ...skilljarCourseEvents(context),
  eventRows(context, access(context, 'course_access')),
  eventRows(context, access(context, 'course_access_ends')),
  eventRows(context, results(context)),
])

export const accessEndEvents = eventFact('person_access_ends', 'Ends of access to Skilljar courses.', (context) => [
  eventRows(context, access(context, 'course_access_ends')),
])

export const lessonEvents = eventFact('person_lessons', 'Lessons of one person on Skilljar.', (context) => [
  eventRows(context, opened(context)),
  eventRows(context, viewed(context)),
  eventRows(context, completed(context)),
  eventRows(context, time(context)),
])

export const lessonDayEvents = eventFact('person_lesson_days', 'Lessons completed, by day and course.', (context) => [
  eventRows(context, lessonsOfDay(context)),
])

export const scormEvents = eventFact('person_scorm', 'Attempts at SCORM modules.', (context) => [
  eventRows(context, scorm(context)),
])
