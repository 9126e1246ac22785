/** The questions that Skilljar domains ask at sign-up, and which of them divide people into segments. */
import { sql } from 'kysely'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis } from '../analysis'
import { hideSmall } from '../hide-small'
import { answerSets, LEAST_PEOPLE, ownDomainName, ownFieldName, PEOPLE_PER_ANSWER } from './signup-answers'

interface FieldRow {
  readonly field: string
  readonly field_name: string
  readonly domain: string | null
  readonly domain_name: string
  readonly people: number
  readonly answers: number
  readonly is_segment: boolean
}

export const signupFields = defineAnalysis({
  label: 'Sign-up questions',
  description:
    'Questions that Skilljar domains ask at sign-up, how many people answered, and whether the answers divide people into segments.',
  formula: `A segment has at least ${LEAST_PEOPLE} people and on average ${PEOPLE_PER_ANSWER} or more per answer; letter case and blanks around an answer make no other answer.`,
  readFrom: [
    'skilljar.domain_signup_field.label',
    'skilljar.domain_signup_field.domain_id',
    'skilljar.domain_signup_info.value',
    'skilljar.domain_membership.student_id',
    'skilljar.domain.name',
  ],
  leftOut: ['Empty answers.', 'Questions that nobody answered.', 'Filters but that of domain.'],
  columns: [
    { name: 'field', label: 'Question id', kind: 'text' },
    { name: 'field_name', label: 'Question', kind: 'text' },
    { name: 'domain', label: 'Domain id', kind: 'text' },
    { name: 'domain_name', label: 'Domain', kind: 'text' },
    { name: 'people', label: 'People who answered', kind: 'number', format: 'count' },
    { name: 'answers', label: 'Different answers', kind: 'number', format: 'count' },
    { name: 'is_segment', label: 'Divides people into segments', kind: 'boolean' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<FieldRow>`
      with ${answerSets(reader, query)}
      select field.field, ${ownFieldName} as field_name, known.domain_id as domain, ${ownDomainName} as domain_name,
        field.people::int, field.answers::int, field.is_segment
      from field
      join skilljar.domain_signup_field as known on known.domain_signup_field_id = field.field
      left join skilljar.domain as domain on domain.domain_id = known.domain_id
      order by field.is_segment desc, field.people desc, lower(coalesce(known.label, '')), field.field`
    const rows = await readRows<FieldRow>(reader, statement.compile(reader.db))
    return rows.map((row) => hideSmall({ ...row }, row.people < reader.scope.minimumCell ? ['people', 'answers'] : []))
  },
})
