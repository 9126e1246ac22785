/**
 * What ends for people on Skilljar: access to courses, certificates, memberships of domains, and paths. Several rows about the same
 * thing are one, the one that lasts longest; rows that name no student end for nobody and are left out.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../fact'
import { inPeriod } from './datacamp-rows'
import type { ExpiringRow } from './expiries'
import { pathAccess } from './path-rows'
import { joinPerson, loadedAt, ofAsked } from './skilljar-rows'

/** Gives access, or gave it until it ended: Skilljar switches off what has ended. */
const lasts = (row: string, context: Context): RawBuilder<boolean> =>
  sql`(coalesce(${sql.ref(`${row}.is_active`)}, false) or coalesce(${sql.ref(`${row}.expires_at`)} < ${loadedAt(context)}, false))`

/** Without a last day, or later than the other; of two that end together the one with the larger id stands for both. */
const isLonger = (id: string): RawBuilder<boolean> =>
  sql`coalesce((other.expires_at, ${sql.ref(`other.${id}`)} collate "C") > (own.expires_at, ${sql.ref(`own.${id}`)} collate "C"), true)`

/** Of each student and course the enrolment that lasts longest, unless they ever completed the course. */
export const accessEnding = (context: Context): RawBuilder<ExpiringRow> => sql`
  select 'Course access', 'skilljar', 'course', coalesce(own.published_course_id, ''), null::text, 'course/' || own.published_course_id,
    identity.person_id, own.expires_at, ${loadedAt(context)}
  from skilljar.enrollment as own
  ${joinPerson('own.student_id')}
  where own.student_id is not null and ${inPeriod('own.expires_at', context)} and ${lasts('own', context)}
    and ${ofAsked(context, 'own.student_id')}
    and not exists (
      select from mart.course_progress as pair
      where pair.source = 'skilljar' and pair.learner_id = own.student_id
        and pair.course_id = coalesce(own.published_course_id, '') and pair.completed_at is not null)
    and not exists (
      select from skilljar.enrollment as other
      where other.student_id = own.student_id and other.enrollment_id <> own.enrollment_id
        and coalesce(other.published_course_id, '') = coalesce(own.published_course_id, '')
        and ${lasts('other', context)} and ${isLonger('enrollment_id')})`

/** Once per student, unless they hold one of the same course, on whatever domain, that lasts longer or for ever. */
export const certificatesEnding = (context: Context): RawBuilder<ExpiringRow> => {
  const course = (holder: string, published: string) =>
    sql`coalesce(${sql.ref(`${published}.course_id`)}, ${sql.ref(`${holder}.published_course_id`)}, '')`
  return sql`
  select 'Certificate', 'skilljar', 'course', coalesce(own.published_course_id, ''), null::text, 'course/' || own.published_course_id,
    identity.person_id, own.expires_at, ${loadedAt(context)}
  from (
    select distinct on (certificate.certificate_id, holder.student_id) certificate.certificate_id, certificate.expires_at,
      holder.student_id, holder.published_course_id, ${course('holder', 'published')} as course_id
    from skilljar.certificate
    join skilljar.enrollment as holder on holder.certificate_id = certificate.certificate_id
    left join skilljar.published_course as published on published.published_course_id = holder.published_course_id
    where holder.student_id is not null and ${inPeriod('certificate.expires_at', context)} and ${ofAsked(context, 'holder.student_id')}
    order by certificate.certificate_id, holder.student_id, holder.enrolled_at, holder.enrollment_id collate "C"
  ) as own
  ${joinPerson('own.student_id')}
  where not exists (
    select from skilljar.enrollment as holder
    join skilljar.certificate as other on other.certificate_id = holder.certificate_id
    left join skilljar.published_course as published on published.published_course_id = holder.published_course_id
    where holder.student_id = own.student_id and ${course('holder', 'published')} = own.course_id
      and other.certificate_id <> own.certificate_id and ${isLonger('certificate_id')})`
}

export const membershipsEnding = (context: Context): RawBuilder<ExpiringRow> => sql`
  select 'Domain membership', 'skilljar', 'domain', coalesce(own.domain_id, ''), null::text, 'domain/' || own.domain_id,
    identity.person_id, own.expires_at, ${loadedAt(context)}
  from skilljar.domain_membership as own
  ${joinPerson('own.student_id')}
  where own.student_id is not null and ${inPeriod('own.expires_at', context)} and ${lasts('own', context)}
    and ${ofAsked(context, 'own.student_id')}
    and not exists (
      select from skilljar.domain_membership as other
      where other.student_id = own.student_id and other.domain_membership_id <> own.domain_membership_id
        and coalesce(other.domain_id, '') = coalesce(own.domain_id, '')
        and ${lasts('other', context)} and ${isLonger('domain_membership_id')})`

/** Completed paths end no more, whichever enrolment they were completed by. */
export const pathsEnding = (context: Context): RawBuilder<ExpiringRow> => sql`
  select 'Path', 'skilljar', 'path', own.content_id, null::text, own.published, identity.person_id, own.ends_at, ${loadedAt(context)}
  from ${pathAccess(context)} as own
  ${joinPerson('own.student_id')}
  where own.student_id is not null and ${inPeriod('own.ends_at', context)}
    and not exists (
      select from skilljar.student_path_progress as progress
      where progress.student_id = own.student_id and coalesce(progress.path_id, '') = own.content_id and progress.completed_at is not null)`
