/** What ends when, and for whom: over assignments, registrations, access, certificates, memberships and paths. */
import { sql } from 'kysely'
import { periodAround } from '@/lib/filters/around'
import { dimensions } from '@/lib/metrics/dimensions'
import { expiries as fact, expiriesLeftOut, expiriesReadFrom, expiryDays } from '@/lib/metrics/facts/expiries'
import { defineList, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { mostOf, refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'
import { isInSpan, readSpan, usualSpan } from './expiry-span'

const { content } = dimensions

export const expiries = defineList({
  label: 'What ends, and for whom',
  description:
    'Assignments due, registrations, course access, certificates, paths and domain memberships that end soon or ended lately, with the person: the next to end first, and of what has ended the latest.',
  formula:
    'Rows by the time from the moment of the data of their source to their end: ended is -30 to 0 days, 30 is 0 to 30, 60 is 30 to 60, 90 is 60 to 90, ahead is 0 to 90, each without its last moment.',
  readFrom: [
    ...expiriesReadFrom,
    'datacamp.assignment_dim.assignment_title',
    'datacamp.certification_dim.certification_name',
    'skilljar.course.title',
    'skilljar.path.title',
    'skilljar.domain.name',
  ],
  leftOut: ['The period: it is about the days around the data.', ...expiriesLeftOut],
  columns: [
    { name: 'person', label: 'Person', kind: 'number' },
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'email', label: 'E-mail', kind: 'text' },
    { name: 'teams', label: 'Teams', kind: 'text' },
    { name: 'kind', label: 'What ends', kind: 'text' },
    { name: 'content', label: 'Content', kind: 'text' },
    { name: 'content_name', label: 'Content title', kind: 'text' },
    { name: 'source', label: 'Source', kind: 'text' },
    { name: 'ends_at', label: 'Ends at', kind: 'time' },
    { name: 'days_left', label: 'Days left', kind: 'number', format: 'days' },
  ],
  parameters: {
    when: {
      description:
        'ended: in the last 30 days; 30: within 30 days; 60: in 30 to 60; 90: in 60 to 90; ahead: within 90; a day (2026-12-07), or days (2026-12-07..2026-12-13) within that reach.',
      absent: usualSpan,
    },
    most: { description: 'How many rows to list, 1 to 10,000.', absent: '1000' },
  },
  learnerRows: true,
  statement(reader, query) {
    refuseAggregates(reader)
    const span = readSpan(query.parameters?.['when'] || usualSpan)
    const selection = { ...selectionOf(reader, query), period: periodAround(reader.asOf, expiryDays) }
    const order = span === 'ended' ? sql`desc` : sql`asc`
    return sql<AnalysisRow>`
      with cells as (
        select fact.person_id, fact.expiry_kind, fact.source, fact.ends_at, fact.days_left, ${content.key(sql.ref('fact.day'))} as content
        from ${factRows(reader, fact, selection)}
        where ${isInSpan(span)}
        order by fact.ends_at ${order}, fact.person_id, fact.expiry_kind, fact.content_id
        limit ${mostOf(query)}::int
      )
      select cells.person_id::float8 as person, coalesce(learner.name, 'Unknown learner' || coalesce(' ' || -cells.person_id, '')) as name,
        learner.email, ${teamsOfPerson(selection, 'cells.person_id')} as teams, cells.expiry_kind as kind, cells.content,
        ${content.name?.text} as content_name, cells.source, to_char(cells.ends_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ends_at,
        cells.days_left::float8 as days_left
      from cells
      left join mart.person as learner on learner.person_id = cells.person_id
      left join ${content.name?.from}
      order by cells.ends_at ${order}, cells.person_id, cells.expiry_kind, cells.content`
  },
})
