/** Who registered for which live session, who came, and what they completed: one line per person and session. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { viltRegistrations } from '@/lib/metrics/facts/vilt-registrations'
import { readSessions } from '@/lib/metrics/facts/vilt-sessions'
import { sessionName } from '@/lib/metrics/session-places'
import { defineList, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { mostOf, refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'

/** The best of several registrations for one session. */
const attendance: RawBuilder<unknown> = sql`case
  when bool_or(fact.attendance = 'attended') then 'attended' when bool_or(fact.attendance = 'no_show') then 'no_show'
  when bool_or(fact.attendance = 'unmarked') then 'unmarked' end`

export const viltPeople = defineList({
  label: 'People in live training',
  description:
    'Who is registered for the live sessions of the period, who came, and what they completed in the course.',
  formula:
    'One line per person and session, whatever number of registrations and events there are: attended where any of them says so, else no-show where one does. The course counts where it was completed once the session had begun.',
  readFrom: [
    'skilljar.vilt_session_registration.attended',
    'skilljar.vilt_session_registration.created_at',
    ...readSessions,
    'skilljar.student_lesson_progress.completed_at',
    'skilljar.student_course_progress.completed_at',
    'skilljar.student.email',
  ],
  leftOut: ['Attendance in sessions that are not held.'],
  columns: [
    { name: 'person', label: 'Person', kind: 'number' },
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'email', label: 'E-mail', kind: 'text' },
    { name: 'teams', label: 'Teams', kind: 'text' },
    { name: 'session', label: 'Session', kind: 'text' },
    { name: 'session_name', label: 'Session name', kind: 'text' },
    { name: 'starts_at', label: 'Starts (UTC)', kind: 'time' },
    { name: 'registered_at', label: 'Registered (UTC)', kind: 'time' },
    { name: 'registrations', label: 'Registrations', kind: 'number', format: 'count' },
    { name: 'attendance', label: 'Attendance', kind: 'text' },
    { name: 'lesson_completed_on', label: 'Live lesson completed on', kind: 'day' },
    { name: 'course_completed_on', label: 'Course completed on', kind: 'day' },
  ],
  parameters: {
    attendance: {
      description: 'Only those whose attendance is this.',
      values: ['attended', 'no_show', 'unmarked'],
    },
    most: { description: 'How many lines to list, up to 10,000; the newest session first.', absent: '1000' },
  },
  learnerRows: true,
  statement(reader: ScopedReader, query: AnalysisQuery) {
    refuseAggregates(reader)
    const selection = selectionOf(reader, query)
    const wanted = query.parameters?.attendance ?? null
    return sql<AnalysisRow>`
      select listed.person_id::float8 as person, coalesce(learner.name, 'Unknown learner' || coalesce(' ' || -listed.person_id, '')) as name, learner.email,
        ${teamsOfPerson(selection, 'listed.person_id')} as teams, 'skilljar/session/' || listed.content_id as session,
        case when session.vilt_session_id is null then 'Unknown session' else ${sessionName} end as session_name,
        to_char(listed.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as starts_at,
        to_char(listed.registered_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as registered_at, listed.registrations, listed.attendance,
        listed.lesson_completed_on, listed.course_completed_on
      from (
        select fact.person_id, fact.content_id, fact.day, min(fact.starts_at) as starts_at, min(fact.registered_at) as registered_at,
          count(distinct fact.vilt_session_registration_id)::int as registrations, ${attendance} as attendance,
          min(fact.lesson_completed_at)::date::text as lesson_completed_on, min(fact.course_completed_at)::date::text as course_completed_on
        from ${factRows(reader, viltRegistrations, selection)}
        group by fact.person_id, fact.content_id, fact.day
      ) as listed
      left join mart.person as learner on learner.person_id = listed.person_id
      left join skilljar.vilt_session as session on session.vilt_session_id = listed.content_id
      where ${wanted}::text is null or listed.attendance = ${wanted}::text
      order by listed.day desc, listed.content_id, lower(coalesce(learner.name, '')), listed.person_id
      limit ${mostOf(query)}::int`
  },
})
