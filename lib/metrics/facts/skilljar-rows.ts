/** What Skilljar's facts share: whose a progress is, and who that is over both platforms. */
import { sql, type RawBuilder } from 'kysely'
import type { Context, FactRow } from '../fact'

/** Rows that belong somewhere in Skilljar (../published). */
export interface SkilljarRow extends FactRow {
  published: string | null
}

/**
 * A course progress knows neither student nor course, and enrolments repeat it: a student's first enrolment with it says both.
 * A progress without an enrolment has no row here. Should two students share one it is both of theirs, whoever may see whom.
 */
export const progressOwners: RawBuilder<unknown> = sql`(
  select distinct on (student_course_progress_id, student_id) student_course_progress_id, student_id, published_course_id
  from skilljar.enrollment
  where student_course_progress_id is not null
  order by student_course_progress_id, student_id, enrolled_at, enrollment_id collate "C")`

/** Left-joins the person of a student's id as "identity"; rows of nobody that is known stay. */
export const joinPerson = (student: string): RawBuilder<unknown> =>
  sql`left join mart.identity as identity on identity.source = 'skilljar' and identity.source_id = coalesce(${sql.ref(student)}, '')`

/**
 * Where one person is asked about, the rows of their accounts, by the index that mirrors have of students; else all rows. Whoever
 * has the account without an id has what nobody else has, so that everybody's rows are needed to know it.
 */
export function ofAsked({ person }: Pick<Context, 'person'>, student: string): RawBuilder<boolean> {
  if (person === undefined) return sql`true`
  const isNobody = sql`exists (
    select from mart.identity where person_id = ${person}::bigint and source = 'skilljar' and source_id = '')`
  return sql`(${sql.ref(student)} = any(array(
    select source_id from mart.identity where source = 'skilljar' and (person_id = ${person}::bigint or ${isNobody})))
    or ${sql.ref(student)} is null and ${isNobody})`
}

/** The moment that Skilljar's data speaks of, as its timestamps are written; null before the first refresh. */
export const loadedAt = ({ asOf }: Pick<Context, 'asOf'>): RawBuilder<unknown> =>
  sql`(${asOf.skilljar}::timestamptz at time zone 'UTC')`

export const count = () => sql`count(*)`
export const always = () => sql<boolean>`true`
