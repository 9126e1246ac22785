/** Skilljar paths that people enrolled in and completed, once per student and path. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db } from '../fact'
import { count, joinPerson, type SkilljarRow } from './skilljar-rows'

const DAY = String.raw`^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`
const ZONE = String.raw`(Z|[-+](0\d|1[0-4])(:?[0-5]\d)?)`
const TIME = String.raw`[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?`

/** Path enrolments write their times as text: what is no time, or on no calendar's day, is null. */
export function timeOf(column: string): RawBuilder<unknown> {
  const text = sql`btrim(${sql.ref(column)}, E' \\t\\n\\r\\f\\v')`
  const part = (from: number, length: number) => sql`substr(${text}, ${from}::int, ${length}::int)::int`
  const daysInMonth = sql`extract(day from make_date(${part(1, 4)}, ${part(6, 2)}, 1) + interval '1 month' - interval '1 day')`
  return sql`case
    when ${text} ~ ${`${DAY}(${TIME}${ZONE}?)?$`} then
      case
        when ${part(9, 2)} > ${daysInMonth} then null
        when ${text} ~ ${`${TIME}${ZONE}$`} then ${text}::timestamptz at time zone 'UTC'
        else ${text}::timestamp
      end
    end`
}

export interface PathRow extends SkilljarRow {
  student_id: string | null
}

/** One per student and path, by the first enrolment; a published path that is unknown is told by its progress. */
export const pathEnrolments: RawBuilder<PathRow> = sql`(
  select distinct on (enrolled.student_id, enrolled.content_id) enrolled.enrolled_at::date as day, identity.person_id,
    'skilljar' as source, 'path' as content_type, enrolled.content_id, null::text as technology, enrolled.published, enrolled.student_id
  from (
    select enrolment.student_id, enrolment.published_path_enrollment_id, 'path/' || enrolment.published_path_id as published,
      coalesce(published.path_id, progress.path_id, '') as content_id, ${timeOf('enrolment.enrolled_at')} as enrolled_at
    from skilljar.published_path_enrollment as enrolment
    left join skilljar.published_path as published using (published_path_id)
    left join skilljar.student_path_progress as progress
      on progress.student_path_progress_id = enrolment.student_path_progress_id and progress.student_id = enrolment.student_id
  ) as enrolled
  ${joinPerson('enrolled.student_id')}
  where enrolled.enrolled_at is not null
  order by enrolled.student_id, enrolled.content_id, enrolled.enrolled_at, enrolled.published_path_enrollment_id collate "C")`

/** Where a path is published on several domains, its completion belongs to the one enrolled in first. */
const completions: RawBuilder<SkilljarRow> = sql`(
  select done.completed_at::date as day, identity.person_id, 'skilljar' as source, 'path' as content_type, done.content_id,
    null::text as technology, enrolled.published
  from (
    select student_id, coalesce(path_id, '') as content_id, max(completed_at) as completed_at
    from skilljar.student_path_progress
    where completed_at is not null
    group by student_id, path_id
  ) as done
  left join ${pathEnrolments} as enrolled
    on enrolled.content_id = done.content_id and coalesce(enrolled.student_id, '') = coalesce(done.student_id, '')
  ${joinPerson('done.student_id')})`

const enrolmentRows = (db: Db, _context: Context) => db.selectFrom(pathEnrolments.as('enrolled')).selectAll()
const completionRows = (db: Db, _context: Context) => db.selectFrom(completions.as('done')).selectAll()

const ofPaths = { format: 'count', additive: true, ofPerson: count, counts: () => sql<boolean>`true` } as const
const enrolledAt = 'skilljar.published_path_enrollment.enrolled_at'

export const pathsEnrolled = defineFact(enrolmentRows, {
  name: 'path_enrolments',
  description: 'Skilljar paths that people enrolled in, one per student and path, on the day of the first enrolment.',
  published: 'published',
  metrics: {
    path_enrolments: {
      ...ofPaths,
      unit: 'enrolments',
      label: 'Path enrolments',
      description: 'Paths that people enrolled in, each student and path once.',
      formula: 'Pairs of student and path by the day of the first enrolled_at.',
      readFrom: [enrolledAt],
      leftOut: ['Later enrolments of the same student in the same path, and enrolments whose time is no time.'],
    },
  },
})

export const pathsCompleted = defineFact(completionRows, {
  name: 'path_completions',
  description: 'Skilljar paths that people completed, one per student and path, on the day of the last completion.',
  published: 'published',
  metrics: {
    path_completions: {
      ...ofPaths,
      unit: 'items',
      label: 'Paths completed',
      description: 'Paths that people completed, each student and path once.',
      formula: 'Pairs of student and path by the day of max(completed_at).',
      readFrom: ['skilljar.student_path_progress.completed_at'],
    },
  },
})
