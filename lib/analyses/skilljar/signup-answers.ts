/** What people answered when they signed up to a Skilljar domain, and which questions divide people into segments. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { notSet } from '@/lib/filters/filters'
import { defineFact, type Context, type Db, type FactRow } from '@/lib/metrics/fact'
import { joinPerson } from '@/lib/metrics/facts/skilljar-rows'
import { factRows, selectionOf, type AnalysisQuery } from '../analysis'

/** Answers on average so many people share: below that a question asks for what is each person's own. */
export const PEOPLE_PER_ANSWER = 3
/** Of fewer people nothing can be said about how alike their answers are. */
export const LEAST_PEOPLE = 5

interface AnswerRow extends FactRow {
  field: string
  /** Without regard to case and blanks around it. */
  value: string
  spelled: string
}

const answers = ({ to }: Context): RawBuilder<AnswerRow> => sql`(
  select ${to}::date as day, identity.person_id, 'skilljar' as source, 'domain' as content_type, coalesce(membership.domain_id, '') as content_id,
    null::text as technology, answer.domain_signup_field_id as field, lower(trim(answer.value)) as value, trim(answer.value) as spelled
  from skilljar.domain_signup_info as answer
  join skilljar.domain_membership as membership using (domain_membership_id)
  ${joinPerson('membership.student_id')}
  where trim(answer.value) <> '' and answer.domain_signup_field_id is not null and identity.person_id is not null)`

const signupAnswers = defineFact(
  (db: Db, context: Context) => db.selectFrom(answers(context).as('answer')).selectAll(),
  {
    name: 'signup_answers',
    description: 'What people answered to the sign-up questions of Skilljar domains.',
    ofPeople: true,
    metrics: {},
  },
)

/**
 * The sets "reach" (person_id, field, value, spelled: of everybody in the reader's reach, whatever is filtered, so that no
 * filter makes a segment of what is none), "field" (people, answers, is_segment) and "answer" (person_id, field, value, each once).
 */
export function answerSets(reader: ScopedReader, query: AnalysisQuery): RawBuilder<unknown> {
  const filters = { ...query.filters, team: [], where: {}, membership: 'at_time' as const }
  const { domain = null } = query.filters.where
  const field = query.parameters?.field ?? null
  return sql`
    reach as materialized (
      select distinct fact.person_id, fact.field, fact.value, fact.spelled
      from ${factRows(reader, signupAnswers, selectionOf(reader, { ...query, filters }))}
      join skilljar.domain_signup_field as known on known.domain_signup_field_id = fact.field
      where (${field}::text is null or fact.field = ${field}::text)
        and (${domain}::text[] is null or coalesce(known.domain_id, ${notSet}) = any(${domain}::text[]))
    ), field as materialized (
      select field, count(distinct person_id) as people, count(distinct value) as answers,
        count(distinct person_id) >= ${LEAST_PEOPLE}::int and count(distinct person_id) >= ${PEOPLE_PER_ANSWER}::int * count(distinct value)
          as is_segment
      from reach
      group by field
    ), answer as materialized (
      select distinct fact.person_id, fact.field, fact.value
      from ${factRows(reader, signupAnswers, selectionOf(reader, query))}
      join field using (field)
    )`
}

export const ownFieldName = sql`coalesce(nullif(trim(known.label), ''), 'Question without a text')`
export const ownDomainName = sql`coalesce(domain.name, 'Unknown domain ' || known.domain_id, ${notSet})`
