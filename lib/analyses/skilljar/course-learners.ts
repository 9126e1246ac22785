/** Who is enrolled in Skilljar courses, and how far they are: one line per student and published course. */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { contextOf } from '@/lib/metrics/compile'
import { defineFact, type Context, type Db } from '@/lib/metrics/fact'
import { access } from '@/lib/metrics/facts/course-pairs'
import { loadedAt, type SkilljarRow } from '@/lib/metrics/facts/skilljar-rows'
import { defineList, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'
import { wholeNumber } from '../whole-number'

export const learnerStates = ['all', 'completed', 'in_progress', 'not_started'] as const

interface EnrolledRow extends SkilljarRow {
  channel: string | null
  learner_id: string
}

const enrolled = ({ from, to }: Context): RawBuilder<EnrolledRow> => sql`(
  select pair.enrolled_at::date as day, pair.person_id, pair.source, 'course' as content_type, pair.course_id as content_id,
    pair.technology, 'course/' || pair.course_id as published, access.channel, pair.learner_id, pair.enrolled_at, pair.started_at,
    pair.completed_at,
    case when pair.completed_at is not null then 'completed' when pair.started_at is not null then 'in_progress' else 'not_started' end
      as state
  from mart.course_progress as pair
  left join ${access} as access on access.learner_id = pair.learner_id and access.course_id = pair.course_id
  where pair.source = 'skilljar' and pair.enrolled_at >= ${from}::date and pair.enrolled_at < ${addDays(to, 1)}::date)`

const courseLearners = defineFact(
  (db: Db, context: Context) => db.selectFrom(enrolled(context).as('enrolled')).selectAll(),
  {
    name: 'course_learners',
    description: 'Skilljar enrolments with who they are of, one per student and published course.',
    dimensions: ['channel'],
    published: 'published',
    metrics: {},
  },
)

export const skilljarCourseLearners = defineList({
  label: 'Learners of Skilljar courses',
  description: 'Who enrolled in Skilljar courses in the period, and how far they are; the latest enrolment first.',
  formula:
    'Pairs of student and published course by the day of the first enrolment; lessons are the required ones, time is all session time in the course so far.',
  readFrom: [
    'skilljar.enrollment.enrolled_at',
    'skilljar.enrollment.expires_at',
    'skilljar.enrollment.is_active',
    'skilljar.student.email',
    'skilljar.student_course_progress.completed_at',
    'skilljar.student_course_progress.latest_activity_at',
    'skilljar.student_lesson_progress.completed_at',
    'skilljar.lesson.is_section',
    'skilljar.lesson.is_optional',
    'skilljar.student_lesson_session_time_hourly.session_time_seconds',
    'skilljar.published_course.course_id',
    'skilljar.course.title',
  ],
  leftOut: ['Sections and optional lessons.', 'Lessons that are no longer in the course.'],
  columns: [
    { name: 'person', label: 'Person', kind: 'number' },
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'email', label: 'E-mail', kind: 'text' },
    { name: 'teams', label: 'Teams', kind: 'text' },
    { name: 'content', label: 'Content', kind: 'text' },
    { name: 'course', label: 'Course', kind: 'text' },
    { name: 'state', label: 'State', kind: 'text' },
    { name: 'enrolled_on', label: 'Enrolled on', kind: 'day' },
    { name: 'channel', label: 'Channel', kind: 'text' },
    { name: 'started_on', label: 'Started on', kind: 'day' },
    { name: 'completed_on', label: 'Completed on', kind: 'day' },
    { name: 'lessons_completed', label: 'Lessons completed', kind: 'number', format: 'count' },
    { name: 'lessons', label: 'Lessons', kind: 'number', format: 'count' },
    { name: 'hours', label: 'Hours', kind: 'number', format: 'hours' },
    { name: 'last_activity', label: 'Last activity', kind: 'day' },
    { name: 'has_access', label: 'Has access', kind: 'boolean' },
    { name: 'access_until', label: 'Access until', kind: 'day' },
  ],
  parameters: {
    state: { description: 'Only those who are so far.', values: learnerStates, absent: 'all' },
    most: { description: 'How many to list, 1 to 10,000; the latest enrolment first.', absent: '1000' },
  },
  learnerRows: true,
  statement(reader, query) {
    refuseAggregates(reader)
    const selection = selectionOf(reader, query)
    const most = query.whole ? null : wholeNumber(query, 'most', { absent: 1000, least: 1, most: 10_000 })
    const state = query.parameters?.['state'] ?? 'all'
    const loaded = loadedAt(contextOf(selection))
    const own = sql`coalesce(enrollment.student_id, '') = listed.learner_id and coalesce(enrollment.published_course_id, '') = listed.content_id`
    // Who is listed first: what else there is to say is read of those alone.
    return sql<AnalysisRow>`
      with listed as materialized (
        select fact.*, coalesce(learner.name, 'Unknown learner ' || -fact.person_id) as name, learner.email
        from ${factRows(reader, courseLearners, selection)}
        left join mart.person as learner on learner.person_id = fact.person_id
        where ${state} = 'all' or fact.state = ${state}
        order by fact.enrolled_at desc, lower(learner.name), fact.person_id, fact.content_id, fact.learner_id
        limit ${most}::int
      )
      select listed.person_id::float8 as person, listed.name, listed.email, ${teamsOfPerson(selection, 'listed.person_id')} as teams,
        'skilljar/course/' || listed.content_id as content, coalesce(course.title, 'Unknown course ' || listed.content_id) as course,
        listed.state, listed.enrolled_at::date::text as enrolled_on, nullif(trim(listed.channel), '') as channel,
        listed.started_at::date::text as started_on, listed.completed_at::date::text as completed_on,
        done.lessons::int as lessons_completed, made.lessons::int as lessons, spent.hours, seen.day::text as last_activity,
        held.has_access, held.until::text as access_until
      from listed
      left join skilljar.published_course as published on published.published_course_id = listed.content_id
      left join skilljar.course on course.course_id = published.course_id
      left join lateral (
        select count(*) as lessons from skilljar.lesson as lesson
        where lesson.course_id = published.course_id and lesson.is_section is not true and lesson.is_optional is not true
      ) as made on true
      left join lateral (
        select count(distinct lesson.lesson_id) as lessons
        from skilljar.enrollment
        join skilljar.student_lesson_progress as progress using (student_course_progress_id)
        join skilljar.lesson as lesson on lesson.lesson_id = progress.lesson_id and lesson.course_id = published.course_id
        where ${own} and progress.completed_at is not null and lesson.is_section is not true and lesson.is_optional is not true
      ) as done on true
      left join lateral (
        select (coalesce(sum(session.seconds), 0) / 3600)::float8 as hours
        from (
          select greatest(mart.parse_number(session_time_seconds), 0) as seconds
          from skilljar.student_lesson_session_time_hourly
          where coalesce(student_id, '') = listed.learner_id and coalesce(published_course_id, '') = listed.content_id
        ) as session
      ) as spent on true
      left join lateral (
        select max(greatest(progress.latest_activity_at, progress.completed_at))::date as day
        from skilljar.enrollment join skilljar.student_course_progress as progress using (student_course_progress_id)
        where ${own}
      ) as seen on true
      left join lateral (
        select coalesce(bool_or(is_active and coalesce(expires_at > ${loaded}, true)), false) as has_access,
          case when not bool_or(expires_at is null) filter (where is_active) then max(expires_at) filter (where is_active) end::date as until
        from skilljar.enrollment where ${own}
      ) as held on true
      order by listed.enrolled_at desc, lower(listed.name), listed.person_id, listed.content_id, listed.learner_id`
  },
})
