/**
 * Where in Skilljar a row belongs: on which domain its content is published, which tags that has, and which groups its
 * learner is in. Facts whose content is no published course say it in a column of their own.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Beside } from './dimension'
import { factColumn, type Fact } from './fact'

function publishedOf(fact: Fact): RawBuilder<unknown> {
  if (fact.published !== undefined) return factColumn(fact.published)
  return sql`case when ${factColumn('source')} = 'skilljar' and ${factColumn('content_type')} = 'course'
    then 'course/' || ${factColumn('content_id')} end`
}

/** A live session's course may be published on several domains, and nothing says for which of them it is held. */
export const inDomain: Beside = {
  alias: 'in_domain',
  matches: publishedOf,
  rows: sql`(
  select 'course/' || published_course_id as match, domain_id from skilljar.published_course
  union select 'path/' || published_path_id, domain_id from skilljar.published_path
  union select 'session/' || vilt_session_id, domain_id
    from skilljar.vilt_session join skilljar.lesson using (lesson_id) join skilljar.published_course using (course_id)
  union select 'domain/' || domain_id, domain_id
    from (select domain_id from skilljar.domain union select domain_id from skilljar.domain_access_code_pool union select domain_id from skilljar.offer) as own
)`,
}

/** The course itself, whatever domain publishes it; a live session is held for one of its lessons. */
export const ofCourse: Beside = {
  alias: 'of_course',
  matches: publishedOf,
  rows: sql`(
  select 'course/' || published_course_id as match, course_id from skilljar.published_course
  union select 'session/' || vilt_session_id, course_id from skilljar.vilt_session join skilljar.lesson using (lesson_id)
)`,
}

/** A course on one domain. */
export const ofPublication: Beside = {
  alias: 'of_publication',
  matches: publishedOf,
  rows: sql`(
  select 'course/' || published_course_id as match, published_course_id from skilljar.published_course
)`,
}

export const tagged: Beside = {
  alias: 'tagged',
  matches: publishedOf,
  rows: sql`(
  select 'course/' || published_course_id as match, tag_id from skilljar.published_course_tag
  union select 'path/' || published_path_id, tag_id from skilljar.published_path_tags
  union select 'session/' || vilt_session_id, tag_id from skilljar.vilt_session_tag
)`,
}

export const inGroup: Beside = {
  alias: 'in_group',
  matches: () => factColumn('person_id'),
  rows: sql`(
  select distinct identity.person_id as match, membership.student_group_id
  from skilljar.student_group_membership as membership
  join mart.identity on identity.source = 'skilljar' and identity.source_id = membership.student_id
)`,
}
