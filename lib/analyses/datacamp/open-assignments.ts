/** Whose assignments are past their due date and still open, and whose fall due next. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { assignments } from '@/lib/metrics/facts/assignments'
import { defineList, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { mostOf, refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'
import { wholeNumber } from '../whole-number'
import { assignmentColumns, assignmentLeftOut, assignmentReadFrom, assignmentTitle } from './assignment-words'

const most = (order: string) =>
  ({ description: `How many assignments to list, 1 to 10,000; ${order} first.`, absent: '1000' }) as const

const dueColumns = [
  ...assignmentColumns,
  { name: 'assigned_on', label: 'Assigned on', kind: 'day' },
  { name: 'due_at', label: 'Due at', kind: 'time' },
] as const

const reminded = [
  { name: 'reminded_on', label: 'Reminded on', kind: 'day' },
  { name: 'stored_status', label: 'Stored status', kind: 'text' },
] as const

export const overdueAssignments = defineList({
  label: 'Overdue assignments',
  description: 'Assignments that are still open although their due date has passed; the longest overdue first.',
  formula:
    'Rows without completed_at whose due_at lies before the moment of the data, of those assigned in the period.',
  readFrom: [...assignmentReadFrom, 'datacamp.assignment_fact.reminder_sent_at'],
  leftOut: assignmentLeftOut,
  columns: [
    ...dueColumns,
    { name: 'days_overdue', label: 'Days overdue', kind: 'number', format: 'days' },
    ...reminded,
  ],
  parameters: { most: most('the longest overdue') },
  learnerRows: true,
  statement(reader, query) {
    refuseAggregates(reader)
    return open(reader, query, {
      which: sql`fact.assignment_status = 'overdue'`,
      days: sql`(-fact.days_left)::float8 as days_overdue`,
    })
  },
})

export const assignmentsDueSoon = defineList({
  label: 'Assignments due soon',
  description: 'Open assignments whose due date comes within 30 days (or as many as chosen); the next first.',
  formula:
    'Rows without completed_at whose due_at lies at most as many days after the moment of the data, of those assigned in the period.',
  readFrom: [...assignmentReadFrom, 'datacamp.assignment_fact.reminder_sent_at'],
  leftOut: assignmentLeftOut,
  columns: [...dueColumns, { name: 'days_left', label: 'Days left', kind: 'number', format: 'days' }, ...reminded],
  parameters: {
    days: { description: 'Days from the moment of the data on, 1 to 366.', absent: '30' },
    most: most('the next to fall due'),
  },
  learnerRows: true,
  statement(reader, query) {
    refuseAggregates(reader)
    const days = wholeNumber(query, 'days', { absent: 30, least: 1, most: 366 })
    return open(reader, query, {
      which: sql`fact.days_left between 0 and ${days}::int`,
      days: sql`fact.days_left::float8 as days_left`,
    })
  },
})

interface Asked {
  readonly which: RawBuilder<unknown>
  readonly days: RawBuilder<unknown>
}

function open(reader: ScopedReader, query: AnalysisQuery, { which, days }: Asked): RawBuilder<AnalysisRow> {
  const selection = selectionOf(reader, query)
  return sql<AnalysisRow>`
    select fact.person_id::float8 as person, coalesce(learner.name, 'Unknown learner ' || -fact.person_id) as name, learner.email,
      ${teamsOfPerson(selection, 'fact.person_id')} as teams, 'datacamp/assignment/' || fact.content_id as content,
      ${assignmentTitle} as assignment, fact.assigned_at::date::text as assigned_on,
      to_char(fact.due_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as due_at, ${days},
      fact.reminder_sent_at::date::text as reminded_on, fact.completion_status as stored_status
    from ${factRows(reader, assignments, selection)}
    left join mart.person as learner on learner.person_id = fact.person_id
    left join datacamp.assignment_dim as described on described.assignment_id::text = fact.content_id
    where not fact.is_put_away and ${which}
    order by fact.due_at, lower(coalesce(learner.name, '')), fact.person_id, fact.content_id, fact.assigned_at nulls last,
      fact.reminder_sent_at nulls last, fact.completion_status nulls last
    limit ${mostOf(query)}::int`
}
