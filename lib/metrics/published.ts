/**
 * Where in Skilljar a row belongs: on which domain its content is published, which tags that has, and which groups its
 * learner is in. Facts whose content is no published course say it in a column of their own.
 */
import { sql, type RawBuilder } from 'kysely'
import { factColumn, type Fact } from './fact'

function publishedOf(fact: Fact): RawBuilder<unknown> {
  if (fact.published !== undefined) return factColumn(fact.published)
  return sql`case when ${factColumn('source')} = 'skilljar' and ${factColumn('content_type')} = 'course'
    then 'course/' || ${factColumn('content_id')} end`
}

/** A live session's course may be published on several domains, and nothing says for which of them it is held. */
export const inDomain = (fact: Fact): RawBuilder<unknown> => sql`(
  select 'course/' || published_course_id as published, domain_id from skilljar.published_course
  union select 'path/' || published_path_id, domain_id from skilljar.published_path
  union select 'session/' || vilt_session_id, domain_id
    from skilljar.vilt_session join skilljar.lesson using (lesson_id) join skilljar.published_course using (course_id)
  union select 'domain/' || domain_id, domain_id
    from (select domain_id from skilljar.domain_access_code_pool union select domain_id from skilljar.offer) as sold
) as in_domain on in_domain.published = ${publishedOf(fact)}`

export const tagged = (fact: Fact): RawBuilder<unknown> => sql`(
  select 'course/' || published_course_id as published, tag_id from skilljar.published_course_tag
  union select 'path/' || published_path_id, tag_id from skilljar.published_path_tags
  union select 'session/' || vilt_session_id, tag_id from skilljar.vilt_session_tag
) as tagged on tagged.published = ${publishedOf(fact)}`

export const inGroup: RawBuilder<unknown> = sql`(
  select distinct identity.person_id, membership.student_group_id
  from skilljar.student_group_membership as membership
  join mart.identity on identity.source = 'skilljar' and identity.source_id = membership.student_id
) as in_group on in_group.person_id = ${factColumn('person_id')}`
