/** Learning time, XP and who learned: one row per person, day and content (mart.activity). */
import { sql } from 'kysely'
import { defineFact, type Db } from '../fact'

/** The join disappears from the plan wherever nobody asks for new learners. */
const activityRows = (db: Db) =>
  db
    .selectFrom('mart.activity as activity')
    .leftJoin('mart.person as learner', 'learner.person_id', 'activity.person_id')
    .select([
      'activity.day',
      'activity.person_id',
      'activity.source',
      'activity.content_type',
      'activity.content_id',
      'activity.technology',
      'activity.seconds',
      'activity.xp',
      'activity.is_evidence',
      'learner.first_evidence',
    ])

const datacampTime = ['course', 'project', 'practice', 'assessment'].map((kind) => `datacamp.${kind}_fact.time_spent`)
const datacampXp = ['course', 'project', 'practice'].map((kind) => `datacamp.${kind}_fact.xp`)
const skilljarTime = 'skilljar.student_lesson_session_time_hourly.session_time_seconds'
const evidence = [
  ...datacampTime,
  ...datacampXp,
  skilljarTime,
  'skilljar.student_lesson_progress.completed_at',
  'skilljar.student_course_progress.completed_at',
  'skilljar.quiz_response.started_at',
]
const notObserved = 'DataCamp reports no mobile time and no days on which a person was outside the group.'

export const activity = defineFact(activityRows, {
  name: 'activity',
  description: 'Learning time, XP and evidence of learning per person, day and content, on both platforms.',
  metrics: {
    active_learners: {
      label: 'Active learners',
      description: 'Distinct people with at least one sign of learning in the period, on either platform.',
      unit: 'people',
      format: 'count',
      formula:
        'Distinct people with DataCamp time or XP above 0 in courses, projects, practice or assessments, or with a Skilljar session above 0 seconds, a completed lesson or course, or a started quiz.',
      readFrom: evidence,
      leftOut: ['Enrolments, visits and last-viewed times are no evidence.', notObserved],
      additive: false,
      counts: (column) => sql`${column('is_evidence')}`,
    },
    learning_hours: {
      label: 'Learning hours',
      description: 'Time spent in courses, projects, practice and assessments, and in Skilljar lessons.',
      unit: 'hours',
      format: 'hours',
      formula: 'Sum of seconds over both platforms, divided once by 3,600.',
      readFrom: [...datacampTime, skilljarTime],
      leftOut: ['Negative time.', 'Chapters and exercises (they are parts of courses) and workspaces.', notObserved],
      additive: true,
      ofPerson: (column) => sql`sum(${column('seconds')})`,
      counts: (column) => sql`${column('seconds')} <> 0`,
      dividedBy: 3_600,
    },
    learning_seconds: {
      label: 'Learning time',
      description: 'Learning hours as seconds, as the sources deliver them.',
      unit: 'seconds',
      format: 'seconds',
      formula: 'Sum of seconds over both platforms.',
      readFrom: [...datacampTime, skilljarTime],
      leftOut: ['Negative time.', 'Chapters and exercises (they are parts of courses) and workspaces.', notObserved],
      additive: true,
      ofPerson: (column) => sql`sum(${column('seconds')})`,
      counts: (column) => sql`${column('seconds')} <> 0`,
    },
    xp: {
      label: 'XP',
      description: 'Experience points gained on DataCamp in courses, projects and practice.',
      unit: 'XP',
      format: 'count',
      formula: 'Sum of the XP gained per day; the XP of a course’s description is a maximum and is not used.',
      readFrom: datacampXp,
      additive: true,
      ofPerson: (column) => sql`sum(${column('xp')})`,
      counts: (column) => sql`${column('xp')} <> 0`,
    },
    active_days: {
      label: 'Active days',
      description: 'Days on which somebody learned, counted once per person and day.',
      unit: 'days',
      format: 'count',
      formula: 'Distinct pairs of person and day with evidence of learning.',
      readFrom: evidence,
      leftOut: [notObserved],
      additive: false,
      ofPerson: (column) => sql`count(distinct ${column('day')})`,
      counts: (column) => sql`${column('is_evidence')}`,
    },
    new_learners: {
      label: 'New learners',
      description: 'People whose first sign of learning ever, on either platform, lies in the period.',
      unit: 'people',
      format: 'count',
      formula: 'Distinct people with evidence on the day of their first evidence ever.',
      readFrom: evidence,
      leftOut: ['Before the first day of the data nothing is known: everybody is new at its left edge.'],
      additive: false,
      counts: (column) => sql`${column('is_evidence')} and ${column('day')} = ${column('first_evidence')}`,
    },
  },
})
