/** Time in Skilljar lessons, hour by hour as the source has it. */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { defineFact, type Context, type Db } from '../fact'
import { access } from './course-pairs'
import { joinPerson, ofAsked, type SkilljarRow } from './skilljar-rows'

export interface TimeRow extends SkilljarRow {
  channel: string | null
  /** When the hour began, in UTC. */
  hour: string
  seconds: number
}

/** Each row names its student and course itself, so that no enrolment multiplies it. */
export const lessonSeconds = (context: Context): RawBuilder<TimeRow> => sql`(
  select session.hour_starts_at::date as day, identity.person_id, 'skilljar' as source, 'course' as content_type,
    coalesce(session.published_course_id, '') as content_id, null::text as technology,
    'course/' || session.published_course_id as published, access.channel, session.hour_starts_at as hour, session.seconds
  from (
    select student_id, published_course_id, hour_starts_at, mart.parse_number(session_time_seconds) as seconds
    from skilljar.student_lesson_session_time_hourly
    where hour_starts_at >= ${context.from}::date and hour_starts_at < ${addDays(context.to, 1)}::date and ${ofAsked(context, 'student_id')}
  ) as session
  left join ${access} as access
    on access.learner_id = coalesce(session.student_id, '') and access.course_id = coalesce(session.published_course_id, '')
  ${joinPerson('session.student_id')}
  where session.seconds > 0)`

export const lessonTime = defineFact(
  (db: Db, context: Context) => db.selectFrom(lessonSeconds(context).as('session')).selectAll(),
  {
    name: 'lesson_time',
    ofPeriod: true,
    description: 'Time in lessons of Skilljar courses, by the hours in which it was spent.',
    dimensions: ['channel'],
    published: 'published',
    metrics: {
      lesson_hours: {
        label: 'Hours in lessons',
        description: 'Time spent in lessons of Skilljar courses.',
        unit: 'hours',
        format: 'hours',
        formula: 'Sum of session_time_seconds, divided once by 3,600; it equals the learning hours of Skilljar.',
        readFrom: [
          'skilljar.student_lesson_session_time_hourly.session_time_seconds',
          'skilljar.student_lesson_session_time_hourly.hour_starts_at',
        ],
        leftOut: ['Negative time, and text that is no number.'],
        additive: true,
        ofPerson: (column) => sql`sum(${column('seconds')})`,
        counts: (column) => sql`${column('seconds')} > 0`,
        dividedBy: 3_600,
      },
    },
  },
)
