/** Who did what of what was assigned: people by assignments, each with its state when the data was loaded. */
import { sql } from 'kysely'
import { assignments } from '@/lib/metrics/facts/assignments'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'
import { wholeNumber } from '../whole-number'
import { assignmentColumns, assignmentLeftOut, assignmentReadFrom, assignmentTitle } from './assignment-words'

export const assignmentMatrix = defineAnalysis({
  label: 'Assignment matrix',
  description: 'Per person and assignment of the period, whether it was done on time, late, or is still open.',
  formula:
    'One row per line of assignment_fact, in its state at the moment of the data. Assignments given to the most people come first, and among people those with the most overdue and late ones.',
  readFrom: assignmentReadFrom,
  leftOut: assignmentLeftOut,
  columns: [
    ...assignmentColumns,
    { name: 'state', label: 'State', kind: 'text' },
    { name: 'due_on', label: 'Due on', kind: 'day' },
    { name: 'completed_on', label: 'Completed on', kind: 'day' },
    { name: 'days_late', label: 'Days late', kind: 'number', format: 'days' },
    { name: 'people', label: 'People with any of these assignments', kind: 'number', format: 'count' },
    { name: 'assignments', label: 'Assignments', kind: 'number', format: 'count' },
  ],
  parameters: {
    people: { description: 'How many people, 1 to 10,000.', absent: '1000' },
    assignments: { description: 'How many assignments, 1 to 1,000.', absent: '100' },
  },
  learnerRows: true,
  async rows(reader, query) {
    refuseAggregates(reader)
    const selection = selectionOf(reader, query)
    const people = wholeNumber(query, 'people', { absent: 1000, least: 1, most: 10_000 })
    const most = wholeNumber(query, 'assignments', { absent: 100, least: 1, most: 1000 })
    const statement = sql<AnalysisRow>`
      with given as (
        select fact.* from ${factRows(reader, assignments, selection)} where not fact.is_put_away
      ), thing as (
        select content_id, row_number() over (order by count(distinct person_id) desc, content_id) as place,
          count(*) over () as things
        from given group by content_id
      ), someone as (
        select given.person_id, learner.name, learner.email, count(*) over () as everyone,
          row_number() over (order by
            count(*) filter (where given.assignment_status = 'overdue') desc,
            count(*) filter (where given.assignment_status = 'late') desc,
            lower(coalesce(learner.name, '')), given.person_id) as place
        from given
        join thing on thing.content_id = given.content_id and thing.place <= ${most}::int
        left join mart.person as learner on learner.person_id = given.person_id
        group by given.person_id, learner.name, learner.email
      )
      select fact.person_id::float8 as person, coalesce(someone.name, 'Unknown learner ' || -fact.person_id) as name, someone.email,
        ${teamsOfPerson(selection, 'fact.person_id')} as teams, 'datacamp/assignment/' || fact.content_id as content,
        ${assignmentTitle} as assignment, fact.assignment_status as state, fact.due_at::date::text as due_on,
        fact.completed_at::date::text as completed_on,
        case fact.assignment_status when 'late' then fact.days_late when 'overdue' then -fact.days_left end::float8 as days_late,
        someone.everyone::float8 as people, thing.things::float8 as assignments
      from given as fact
      join thing on thing.content_id = fact.content_id and thing.place <= ${most}::int
      join someone on someone.person_id = fact.person_id and someone.place <= ${people}::int
      left join datacamp.assignment_dim as described on described.assignment_id::text = fact.content_id
      order by someone.place, thing.place, fact.assigned_at nulls last, fact.due_at nulls last, fact.completed_at nulls last,
        fact.reminder_sent_at nulls last, fact.completion_status nulls last`
    return readRows<AnalysisRow>(reader, statement.compile(reader.db))
  },
})
