/** How long before the start people register for live training, in weeks. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { viltRegistrations } from '@/lib/metrics/facts/vilt-registrations'
import { readSessions } from '@/lib/metrics/facts/vilt-sessions'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { hideSmall } from '../hide-small'
import { withCompanions } from '../with-companions'

/** Further ahead is one step. */
export const MOST_WEEKS = 12

interface StepRow extends AnalysisRow {
  readonly weeks_before: number
  readonly registrations: number
  readonly people: number
}

export const viltRegistrationPace = defineAnalysis({
  label: 'Registrations by weeks before the start',
  description: 'How many registrations were made in each week before their live session began.',
  formula: `Registrations by whole weeks from created_at to the session’s first starts_at; 0 is the last week, ${MOST_WEEKS} is ${MOST_WEEKS} weeks and more, −1 is after the start.`,
  readFrom: [
    'skilljar.vilt_session_registration.created_at',
    'skilljar.vilt_session_registration.vilt_session_id',
    ...readSessions,
  ],
  leftOut: ['Registrations for sessions without an event.'],
  columns: [
    { name: 'weeks_before', label: 'Weeks before the start', kind: 'number', format: 'count' },
    { name: 'registrations', label: 'Registrations', kind: 'number', format: 'count' },
    { name: 'people', label: 'People', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Hidden', kind: 'boolean' },
  ],
  async rows(reader: ScopedReader, query: AnalysisQuery) {
    const statement = sql<StepRow>`
      select step.weeks_before, count(distinct step.vilt_session_registration_id)::int as registrations,
        count(distinct step.person_id)::int as people
      from (
        select fact.person_id, fact.vilt_session_registration_id, case when fact.registered_at > fact.starts_at then -1
          else least(floor(extract(epoch from fact.starts_at - fact.registered_at) / 604800), ${MOST_WEEKS}::int)::int end as weeks_before
        from ${factRows(reader, viltRegistrations, selectionOf(reader, query))}
        where fact.registered_at is not null and fact.starts_at is not null
      ) as step
      group by step.weeks_before
      order by step.weeks_before desc`
    const rows = await readRows<StepRow>(reader, statement.compile(reader.db))
    const { minimumCell } = reader.scope
    const hidden = withCompanions(
      rows,
      ({ people }) => minimumCell > 1 && people < minimumCell,
      ({ people, registrations }) => [people, registrations],
      minimumCell,
    )
    return rows.map((row) => hideSmall(row, hidden.has(row) ? ['registrations', 'people'] : []))
  },
})
