/** Access to Skilljar courses that ends soon after the data was loaded, once per student and published course. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db } from '../fact'
import { always, count, joinPerson, loadedAt, ofAsked, type SkilljarRow } from './skilljar-rows'

export interface AccessRow extends SkilljarRow {
  channel: string | null
  ends_at: string
}

/** The longest enrolment that is active says when access ends; one without an end means that it never does. */
export const endingAccess = (context: Context): RawBuilder<AccessRow> => sql`(
  select ${context.to}::date as day, identity.person_id, 'skilljar' as source, 'course' as content_type,
    coalesce(held.published_course_id, '') as content_id, null::text as technology,
    'course/' || held.published_course_id as published, held.channel, held.ends_at
  from (
    select student_id, published_course_id, max(expires_at) filter (where is_active) as ends_at,
      bool_or(expires_at is null) filter (where is_active) as is_endless,
      (array_agg(channel order by enrolled_at, enrollment_id collate "C"))[1] as channel
    from skilljar.enrollment
    where ${ofAsked(context, 'student_id')}
    group by student_id, published_course_id
  ) as held
  ${joinPerson('held.student_id')}
  where not held.is_endless and held.ends_at >= ${loadedAt(context)}
    and held.ends_at < ${loadedAt(context)} + make_interval(days => ${context.windowDays}::int))`

export const accessExpiring = defineFact(
  (db: Db, context: Context) => db.selectFrom(endingAccess(context).as('access')).selectAll(),
  {
    name: 'access_expiring',
    description: 'Access to Skilljar courses that ends soon after the data was loaded, whatever the period.',
    dimensions: ['channel'],
    published: 'published',
    metrics: {
      access_expiring: {
        label: 'Access expiring',
        description: 'Access to Skilljar courses that ends within the window (30 days unless chosen) after the load.',
        unit: 'enrolments',
        format: 'count',
        formula:
          'Pairs of student and published course whose last expires_at among active enrolments lies from the moment of the load to window_days after it; the period changes nothing.',
        readFrom: ['skilljar.enrollment.expires_at', 'skilljar.enrollment.is_active'],
        leftOut: ['Access that has ended already, and access without an end.'],
        additive: true,
        ofPerson: count,
        counts: always,
      },
    },
  },
)
