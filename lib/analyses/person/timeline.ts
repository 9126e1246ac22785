/** Everything that happened to one person on both platforms, the newest first. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { defineFact, type Context, type Db } from '@/lib/metrics/fact'
import { defineList, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { mostOf } from '../learner-rows'
import { chapterEvents, courseEvents, projectEvents } from './course-events'
import {
  assessmentEvents,
  assignmentEvents,
  certificationEvents,
  trackEvents,
  workspaceEvents,
} from './datacamp-events'
import { contentOf, isoOf, personParameter, readOfPerson, type EventRow } from './event'
import { domainEvents, purchaseEvents } from './skilljar-account-events'
import { accessEndEvents, lessonDayEvents, scormEvents } from './skilljar-course-events'
import { certificateEvents, quizEvents, sessionEvents } from './skilljar-events'
import { pathEvents } from './skilljar-path-events'

const eventFacts = [
  courseEvents,
  projectEvents,
  chapterEvents,
  assessmentEvents,
  assignmentEvents,
  certificationEvents,
  trackEvents,
  workspaceEvents,
  accessEndEvents,
  lessonDayEvents,
  scormEvents,
  quizEvents,
  sessionEvents,
  pathEvents,
  certificateEvents,
  domainEvents,
  purchaseEvents,
]

const allEvents = defineFact(
  (db: Db, context: Context) => {
    const parts = eventFacts.map((fact) => sql`${fact.rows(db, context)}`)
    return db.selectFrom(sql<EventRow>`(${sql.join(parts, sql` union all `)})`.as('happened')).selectAll()
  },
  {
    name: 'person_events',
    description: 'What happened to one person on both platforms.',
    published: 'published',
    metrics: {},
  },
)

export const personTimeline = defineList({
  label: 'Timeline of a person',
  description:
    'What one person started, completed, took, attended and was granted on both platforms, the newest first.',
  formula: 'One row per event of the period; chapters and lessons are counted per day and course.',
  readFrom: [
    'datacamp.course_fact.started_at',
    'datacamp.course_fact.completed_at',
    'datacamp.chapter_fact.completed_at',
    'datacamp.project_fact.completed_at',
    'datacamp.assessment_fact.completed_at',
    'datacamp.assignment_fact.due_at',
    'datacamp.certification_fact.certificate_granted_at',
    'datacamp.track_fact.completed_at',
    'datacamp.workspace_fact.created_at',
    'skilljar.enrollment.enrolled_at',
    'skilljar.enrollment.expires_at',
    'skilljar.student_course_progress.completed_at',
    'skilljar.student_lesson_progress.completed_at',
    'skilljar.student_sco_progress.attempted_at',
    'skilljar.quiz_response.finished_at',
    'skilljar.vilt_session_registration.attended',
    'skilljar.student_path_progress.completed_at',
    'skilljar.certificate.expires_at',
    'skilljar.domain_membership.created_at',
    'skilljar.purchase.purchased_at',
  ],
  leftOut: [
    'Practice sessions and single exercises, which are too many to list.',
    'Deleted assignments, archived ones unless they are let in, and deleted content (id -1).',
  ],
  columns: [
    { name: 'day', label: 'Day', kind: 'day' },
    { name: 'at', label: 'Time, UTC', kind: 'time' },
    { name: 'source', label: 'Source', kind: 'text' },
    { name: 'event', label: 'Event', kind: 'text' },
    { name: 'content', label: 'Content', kind: 'text' },
    { name: 'content_name', label: 'Content title', kind: 'text' },
    { name: 'detail', label: 'Result', kind: 'text' },
    { name: 'amount', label: 'Value', kind: 'number', format: 'decimal' },
    { name: 'of_amount', label: 'Against', kind: 'number', format: 'decimal' },
    { name: 'events', label: 'Events in all', kind: 'number', format: 'count' },
  ],
  parameters: {
    ...personParameter,
    most: { description: 'How many events to list, up to 10,000.', absent: '1000' },
  },
  learnerRows: true,
  statement(reader: ScopedReader, query: AnalysisQuery) {
    const { rows, inPeriod } = readOfPerson(reader, query)
    return sql<AnalysisRow>`
      select fact.day::text, ${isoOf(sql`fact.at`)} as at, fact.source, fact.event, ${contentOf} as content,
        fact.title as content_name, fact.detail, fact.amount, fact.of_amount, (count(*) over ())::int as events
      from ${rows(allEvents)}
      where ${inPeriod}
      order by fact.day desc, fact.at desc nulls last, fact.source, fact.event, fact.thing, fact.amount desc nulls last
      limit ${mostOf(query)}::int`
  },
})
