/** Lists of what one person did on DataCamp beside courses. */
import { sql } from 'kysely'
import { projectEvents } from './course-events'
import {
  assessmentEvents,
  assignmentEvents,
  certificationEvents,
  trackEvents,
  workspaceEvents,
} from './datacamp-events'
import { day, listOf, moment, the } from './list-of'

export const datacampLists = {
  person_projects: listOf({
    label: 'Projects of a person',
    description: 'DataCamp projects that one person started or completed.',
    formula: 'Projects with a start or completion in the period: first start and last completion.',
    readFrom: ['datacamp.project_fact.started_at', 'datacamp.project_fact.completed_at'],
    leftOut: ['Deleted projects (id -1), which cannot be told apart.'],
    events: projectEvents,
    columns: [
      moment('started_at', 'Started', 'project_started'),
      moment('completed_at', 'Completed', 'project_completed'),
    ],
  }),
  person_assessments: listOf({
    label: 'Assessments of a person',
    description: 'Assessments that one person completed, each attempt, with what was gained since the first.',
    formula: 'Completed attempts; gain: score − first score of the same assessment, at least 14 days later.',
    readFrom: [
      'datacamp.assessment_fact.completed_at',
      'datacamp.assessment_fact.score',
      'datacamp.assessment_fact.score_group',
    ],
    leftOut: ['Deleted assessments (id -1), which cannot be told apart.'],
    events: assessmentEvents,
    columns: [
      { name: 'technology', label: 'Technology', kind: 'text', value: sql`coalesce(max(fact.technology), 'Not set')` },
      moment('completed_at', 'Completed', 'assessment_completed'),
      { name: 'score', label: 'Score', kind: 'number', format: 'decimal', value: the.amount },
      { name: 'score_group', label: 'Score group', kind: 'text', value: the.detail },
      { name: 'gain', label: 'Gain since the first', kind: 'number', format: 'decimal', value: the.ofAmount },
    ],
  }),
  person_assignments: listOf({
    label: 'Assignments of a person',
    description: 'Assignments of one person in the state that the data’s own moment puts them in.',
    formula: 'Assigned, due or completed in the period, and whatever is overdue.',
    readFrom: [
      'datacamp.assignment_fact.assigned_at',
      'datacamp.assignment_fact.due_at',
      'datacamp.assignment_fact.completed_at',
    ],
    leftOut: [
      'Deleted assignments, and archived ones unless they are let in.',
      'Lines that repeat another word for word.',
    ],
    events: assignmentEvents,
    also: sql`max(fact.detail) = 'overdue'`,
    columns: [
      { name: 'state', label: 'State', kind: 'text', value: the.detail },
      day('assigned_on', 'Assigned', 'assignment_assigned'),
      moment('due_at', 'Due', 'assignment_due'),
      moment('completed_at', 'Completed', 'assignment_completed'),
      {
        name: 'days_late',
        label: 'Days late',
        kind: 'number',
        format: 'days',
        value: sql`(max(fact.amount) filter (where fact.detail = 'late'))::float8`,
      },
    ],
  }),
  person_certifications: listOf({
    label: 'Certifications of a person',
    description: 'Attempts at certifications with the furthest stage that has a date.',
    formula: 'Attempts with a stage in the period; a stage counts once it has a date.',
    readFrom: [
      'datacamp.certification_fact.registered_at',
      'datacamp.certification_fact.expired_at',
      'datacamp.certification_fact.certificate_granted_at',
    ],
    events: certificationEvents,
    columns: [
      {
        name: 'stage',
        label: 'Furthest stage',
        kind: 'text',
        value: sql`(array_agg(fact.detail order by fact.amount desc) filter (where fact.amount >= 0))[1]`,
      },
      {
        name: 'registered_on',
        label: 'Registered',
        kind: 'day',
        value: sql`(min(fact.day) filter (where fact.detail = 'Registered'))::text`,
      },
      {
        name: 'granted_on',
        label: 'Granted',
        kind: 'day',
        value: sql`(max(fact.day) filter (where fact.detail = 'Granted'))::text`,
      },
      {
        name: 'expired_on',
        label: 'Ends',
        kind: 'day',
        value: sql`(max(fact.day) filter (where fact.detail = 'Expired'))::text`,
      },
    ],
  }),
  person_tracks: listOf({
    label: 'Tracks of a person',
    description: 'DataCamp tracks that one person enrolled in or completed, by version, with the contents completed.',
    formula: 'Distinct contents completed of the version enrolled in ÷ its courses and projects.',
    readFrom: [
      'datacamp.track_fact.started_at',
      'datacamp.track_fact.completed_at',
      'datacamp.track_content_fact.completed_at',
      'datacamp.track_dim.nb_courses',
      'datacamp.track_dim.nb_projects',
    ],
    leftOut: ['Deleted contents.'],
    events: trackEvents,
    columns: [
      { name: 'kind', label: 'Kind', kind: 'text', value: the.detail },
      day('enrolled_on', 'Enrolled', 'track_enrolled'),
      moment('completed_at', 'Completed', 'track_completed'),
      { name: 'contents', label: 'Contents completed', kind: 'number', format: 'count', value: the.amount },
      { name: 'of_contents', label: 'Contents in all', kind: 'number', format: 'count', value: the.ofAmount },
    ],
  }),
  person_workspaces: listOf({
    label: 'Workspaces of a person',
    description: 'DataCamp workspaces that one person created.',
    formula: 'Workspaces created or first published in the period.',
    readFrom: ['datacamp.workspace_fact.created_at', 'datacamp.workspace_fact.first_published_at'],
    events: workspaceEvents,
    columns: [
      moment('created_at', 'Created', 'workspace_created'),
      moment('published_at', 'First published', 'workspace_published'),
      { name: 'upvotes', label: 'Upvotes', kind: 'number', format: 'count', value: the.amount },
      { name: 'shares', label: 'Shares', kind: 'number', format: 'count', value: the.ofAmount },
    ],
  }),
} as const
