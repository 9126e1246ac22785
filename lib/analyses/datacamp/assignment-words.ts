/** What lists of assignments have in common: whose, which, and where it is read from. */
import { sql } from 'kysely'

export const assignmentColumns = [
  { name: 'person', label: 'Person', kind: 'number' },
  { name: 'name', label: 'Name', kind: 'text' },
  { name: 'email', label: 'E-mail', kind: 'text' },
  { name: 'teams', label: 'Teams', kind: 'text' },
  { name: 'content', label: 'Content', kind: 'text' },
  { name: 'assignment', label: 'Assignment', kind: 'text' },
] as const

export const assignmentReadFrom = [
  'datacamp.assignment_fact.assigned_at',
  'datacamp.assignment_fact.due_at',
  'datacamp.assignment_fact.completed_at',
  'datacamp.assignment_dim.assignment_title',
  'datacamp.assignment_dim.assignment_status',
  'datacamp.assignment_dim.deleted_at',
]

export const assignmentLeftOut = [
  'Deleted assignments, and archived ones unless they are let in.',
  'Lines that repeat another word for word.',
  'Assignments that were given outside of the period.',
]

/** Of the row "described" beside the row "fact". */
export const assignmentTitle = sql`coalesce(nullif(trim(described.assignment_title), ''), 'Assignment ' || fact.content_id)`
