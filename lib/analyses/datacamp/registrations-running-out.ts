/** Whose registration for a certification expires next, and how far they got. */
import { sql } from 'kysely'
import { firstDay, lastDay } from '@/lib/filters/days'
import { certificationAttempts, REGISTRATION_DAYS, stages } from '@/lib/metrics/facts/certifications'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'
import { wholeNumber } from '../whole-number'

interface Running extends AnalysisRow {
  readonly version: keyof typeof stages
  readonly position: number
}

export const registrationsRunningOut = defineAnalysis({
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
  async rows(reader, query) {
    refuseAggregates(reader)
    const selection = { ...selectionOf(reader, query), period: { from: firstDay, to: lastDay } }
    const most = wholeNumber(query, 'most', { absent: 1000, least: 1, most: 10_000 })
    const statement = sql<Running>`
      select fact.person_id::float8 as person, coalesce(learner.name, 'Unknown learner ' || -fact.person_id) as name, learner.email,
        ${teamsOfPerson(selection, 'fact.person_id')} as teams,
        coalesce(nullif(trim(described.certification_name), ''), 'Unknown certification ' || fact.content_id) as certification,
        fact.certification_version as version, fact.stage as position, fact.registered_at::date::text as registered_on,
        to_char(fact.expired_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as expires_at, fact.days_left::float8 as days_left
      from ${factRows(reader, certificationAttempts, selection)}
      left join mart.person as learner on learner.person_id = fact.person_id
      left join datacamp.certification_dim as described on described.certification_id = fact.certification
      where fact.days_left <= ${REGISTRATION_DAYS}::int
      order by fact.expired_at, lower(coalesce(learner.name, '')), fact.person_id, fact.user_certification_id
      limit ${most}::int`
    const rows = await readRows<Running>(reader, statement.compile(reader.db))
    return rows.map(({ position, ...row }): AnalysisRow => ({ ...row, stage: stages[row.version][position] ?? null }))
  },
})
