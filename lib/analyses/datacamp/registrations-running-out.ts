/** Whose registration for a certification expires next, and how far they got. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { firstDay, lastDay } from '@/lib/filters/days'
import { certificationAttempts, REGISTRATION_DAYS, stages } from '@/lib/metrics/facts/certifications'
import { defineList, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { mostOf, refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'

/** Counted from 1, as arrays are in SQL. */
const stageNames = sql`case fact.certification_version when 'v1' then ${stages.v1}::text[] else ${stages.v2}::text[] end`

export const registrationsRunningOut = defineList({
  label: 'Registrations running out',
  description: `People with an open attempt at a certification that expires within ${REGISTRATION_DAYS} days, the next to expire first.`,
  formula: `Attempts without certificate_granted_at whose expired_at lies 0 to ${REGISTRATION_DAYS} days after the moment of the data, with the furthest stage they reached.`,
  readFrom: [
    'datacamp.certification_fact.registered_at',
    'datacamp.certification_fact.expired_at',
    'datacamp.certification_fact.certificate_granted_at',
    'datacamp.certification_dim.certification_name',
  ],
  leftOut: ['The period: it is about what is open now.', 'Open attempts that never expire.'],
  columns: [
    { name: 'person', label: 'Person', kind: 'number' },
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'email', label: 'E-mail', kind: 'text' },
    { name: 'teams', label: 'Teams', kind: 'text' },
    { name: 'certification', label: 'Certification', kind: 'text' },
    { name: 'version', label: 'Version', kind: 'text' },
    { name: 'stage', label: 'Stage reached', kind: 'text' },
    { name: 'registered_on', label: 'Registered on', kind: 'day' },
    { name: 'expires_at', label: 'Expires at', kind: 'time' },
    { name: 'days_left', label: 'Days left', kind: 'number', format: 'days' },
  ],
  parameters: {
    most: { description: 'How many attempts to list, 1 to 10,000; the next to expire first.', absent: '1000' },
  },
  learnerRows: true,
  statement(reader: ScopedReader, query: AnalysisQuery) {
    refuseAggregates(reader)
    const selection = { ...selectionOf(reader, query), period: { from: firstDay, to: lastDay } }
    return sql<AnalysisRow>`
      select fact.person_id::float8 as person, coalesce(learner.name, 'Unknown learner ' || -fact.person_id) as name, learner.email,
        ${teamsOfPerson(selection, 'fact.person_id')} as teams,
        coalesce(nullif(trim(described.certification_name), ''), 'Unknown certification ' || fact.content_id) as certification,
        fact.certification_version as version, (${stageNames})[fact.stage + 1] as stage, fact.registered_at::date::text as registered_on,
        to_char(fact.expired_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as expires_at, fact.days_left::float8 as days_left
      from ${factRows(reader, certificationAttempts, selection)}
      left join mart.person as learner on learner.person_id = fact.person_id
      left join datacamp.certification_dim as described on described.certification_id = fact.certification
      where fact.days_left <= ${REGISTRATION_DAYS}::int
      order by fact.expired_at, lower(coalesce(learner.name, '')), fact.person_id, fact.user_certification_id
      limit ${mostOf(query)}::int`
  },
})
