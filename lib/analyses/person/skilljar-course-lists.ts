/** Lists of what one person did in Skilljar's courses: enrolments, lessons, SCORM modules. */
import { sql } from 'kysely'
import { firstMoment, listOf, moment, newest, noted, notedDay, notedNumber } from './list-of'
import { enrolmentEvents, lessonEvents, scormEvents } from './skilljar-course-events'

const detail = sql`fact.detail`
const amount = sql`fact.amount`

export const skilljarCourseLists = {
  person_enrolments: listOf({
    label: 'Enrolments of a person',
    description:
      'Skilljar courses that one person is enrolled in: until when access lasts, what was completed, the score and the credits.',
    formula:
      'Per published course: first enrolment; the end of the enrolment that gives access longest, else of the last that ended; last completion; score ÷ score_max of the newest progress that has one; the sum of credits_earned over progress.',
    readFrom: [
      'skilljar.enrollment.enrolled_at',
      'skilljar.enrollment.expires_at',
      'skilljar.enrollment.is_active',
      'skilljar.enrollment.channel',
      'skilljar.student_course_progress.completed_at',
      'skilljar.student_course_progress.score',
      'skilljar.student_course_progress.success_status',
      'skilljar.student_course_progress.credits_earned',
      'skilljar.published_course.course_id',
      'skilljar.course.title',
      'skilljar.domain.name',
    ],
    leftOut: ['Credits that are no number.', 'Progress that no enrolment names.'],
    events: enrolmentEvents,
    also: sql`max(fact.notes ->> 'access') = 'open'`,
    columns: [
      noted('domain', 'Domain'),
      firstMoment('enrolled_at', 'Enrolled', 'course_enrolled'),
      { name: 'access', label: 'Access', kind: 'text', value: sql`max(fact.notes ->> 'access')` },
      notedDay('access_ends_at', 'Access ends'),
      moment('completed_at', 'Completed', 'course_completed'),
      { name: 'result', label: 'Result', kind: 'text', value: newest('course_result', detail) },
      { name: 'score', label: 'Score', kind: 'number', format: 'percent', value: newest('course_result', amount) },
      {
        name: 'credits',
        label: 'Credits',
        kind: 'number',
        format: 'decimal',
        value: sql`(sum(fact.of_amount) filter (where fact.event = 'course_result'))::float8`,
      },
      noted('channel', 'Channel'),
      notedNumber('enrolments', 'Enrolments', 'count'),
    ],
  }),
  person_lessons: listOf({
    label: 'Lessons of a person',
    description: 'Lessons of Skilljar courses that one person opened: views, time, completion and score.',
    formula:
      'Per course and lesson: first progress, last view and completion; views summed over progress; the hours of session time that name the lesson’s progress.',
    readFrom: [
      'skilljar.student_lesson_progress.created_at',
      'skilljar.student_lesson_progress.last_viewed_at',
      'skilljar.student_lesson_progress.view_count',
      'skilljar.student_lesson_progress.completed_at',
      'skilljar.student_lesson_progress.score',
      'skilljar.student_lesson_progress.success_status',
      'skilljar.student_lesson_session_time_hourly.session_time_seconds',
      'skilljar.lesson.title',
      'skilljar.lesson.type',
      'skilljar.lesson.is_optional',
      'skilljar.enrollment.student_course_progress_id',
      'skilljar.course.title',
    ],
    leftOut: ['Sections, which are headings.', 'Session time that is no number or names no progress.'],
    events: lessonEvents,
    columns: [
      noted('course', 'Course'),
      noted('kind', 'Kind'),
      noted('optional', 'Optional'),
      firstMoment('opened_at', 'Opened', 'lesson_opened'),
      moment('viewed_at', 'Last viewed', 'lesson_viewed'),
      {
        name: 'views',
        label: 'Views',
        kind: 'number',
        format: 'count',
        value: sql`(sum(fact.amount) filter (where fact.event = 'lesson_viewed'))::float8`,
      },
      {
        name: 'hours',
        label: 'Hours',
        kind: 'number',
        format: 'hours',
        value: sql`round((coalesce(sum(fact.amount) filter (where fact.event = 'lesson_time'), 0) / 3600)::numeric, 6)::float8`,
      },
      moment('completed_at', 'Completed', 'lesson_completed'),
      { name: 'result', label: 'Result', kind: 'text', value: newest('lesson_viewed', detail) },
      {
        name: 'score',
        label: 'Score',
        kind: 'number',
        format: 'percent',
        value: newest('lesson_viewed', sql`fact.of_amount`),
      },
    ],
  }),
  person_scorm: listOf({
    label: 'SCORM modules of a person',
    description: 'SCORM modules that one person attempted: the first and the latest status, score and time.',
    formula:
      'Per lesson progress and module: attempts; (score_raw − score_min) ÷ (score_max − score_min) of the latest attempt; total_time summed over attempts.',
    readFrom: [
      'skilljar.student_sco_progress.attempted_at',
      'skilljar.student_sco_progress.status',
      'skilljar.student_sco_progress.score_raw',
      'skilljar.student_sco_progress.total_time',
      'skilljar.scorm_resource.identifier',
      'skilljar.web_package.title',
    ],
    leftOut: ['Scores where one of the three is no number, or the maximum is not above the minimum.'],
    events: scormEvents,
    columns: [
      { name: 'attempts', label: 'Attempts', kind: 'number', format: 'count', value: sql`count(*)::int` },
      {
        name: 'first_status',
        label: 'First status',
        kind: 'text',
        value: sql`(array_agg(fact.detail order by fact.at, fact.notes ->> 'attempt' collate "C"))[1]`,
      },
      {
        name: 'status',
        label: 'Latest status',
        kind: 'text',
        value: sql`(array_agg(fact.detail order by fact.at desc, fact.notes ->> 'attempt' collate "C" desc))[1]`,
      },
      {
        name: 'score',
        label: 'Latest score',
        kind: 'number',
        format: 'percent',
        value: sql`(array_agg(fact.amount order by fact.at desc, fact.notes ->> 'attempt' collate "C" desc))[1]`,
      },
      { name: 'seconds', label: 'Time', kind: 'number', format: 'seconds', value: sql`sum(fact.of_amount)::float8` },
      moment('attempted_at', 'Latest attempt', 'scorm_attempted'),
    ],
  }),
} as const
