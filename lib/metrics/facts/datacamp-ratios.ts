/** Rates of DataCamp's projects, practice, assessments, assignments, certifications and tracks. */
import type { RatioDefinition } from '../ratios'
import { STALE_DAYS } from './skill-levels'

const rate = { unit: 'ratio', format: 'percent' } as const
const projects = ['datacamp.project_fact.started_at', 'datacamp.project_fact.completed_at']
const noProject = 'Deleted projects (id -1), which cannot be told apart.'
const scores = ['datacamp.assessment_fact.score', 'datacamp.assessment_fact.completed_at']
const tooSoon = 'Attempts less than 14 days after the first.'
const assignments = ['datacamp.assignment_fact.due_at', 'datacamp.assignment_fact.completed_at']
const putAway = 'Deleted assignments, and archived ones unless they are let in.'

export const datacampRatios = {
  project_completion_rate: {
    ...rate,
    label: 'Project completion rate',
    description:
      'Of the projects started in the period, the share completed within the window (30 days unless chosen).',
    formula: 'Starts completed within window_days ÷ starts with window_days behind them; the day of the start counts.',
    readFrom: projects,
    leftOut: ['Those with less than the window behind them when the data was loaded.', noProject],
    ratio: { of: 'project_starts_completed_in_time', to: 'project_starts_mature' },
    cohort: 'start',
  },
  project_completion_velocity: {
    ...rate,
    label: 'Project completion velocity',
    description: 'Projects completed in the period against projects started in it; may pass 100 %.',
    formula: 'Projects completed ÷ projects started, both in the period.',
    readFrom: projects,
    leftOut: [noProject],
    ratio: { of: 'project_completions', to: 'project_starts' },
  },
  project_open_share: {
    ...rate,
    label: 'Share of projects still open',
    description: 'Of the projects started in the period, the share that is not completed yet.',
    formula: 'Starts without a completion ÷ starts.',
    readFrom: projects,
    leftOut: [noProject],
    ratio: { of: 'project_starts_open', to: 'project_starts' },
  },
  practice_mobile_share: {
    ...rate,
    label: 'Practice on mobile',
    description: 'Share of practice sessions that were at least partly on a phone.',
    formula: 'Sessions with is_mobile ÷ sessions where is_mobile is filled.',
    readFrom: ['datacamp.practice_fact.is_mobile'],
    leftOut: ['Sessions that do not say.'],
    ratio: { of: 'practice_sessions_mobile', to: 'practice_sessions_placed' },
  },
  skill_gain_improving_share: {
    ...rate,
    label: 'Share that improved',
    description: 'Of the assessments taken again, the share with a higher score than at first.',
    formula: 'Pairs of person and assessment with a last score above the first ÷ pairs with both scores.',
    readFrom: scores,
    leftOut: [tooSoon],
    ratio: { of: 'skill_gain_improved', to: 'skill_gain_pairs' },
  },
  skill_gain_moving_up_share: {
    ...rate,
    label: 'Share that moved up',
    description: 'Of the assessments taken again, the share with a higher score group than at first.',
    formula: 'Pairs of person and assessment with a last score group above the first ÷ pairs with both score groups.',
    readFrom: ['datacamp.assessment_fact.score_group', 'datacamp.assessment_fact.completed_at'],
    leftOut: [tooSoon],
    ratio: { of: 'skill_gain_moved_up', to: 'skill_gain_grouped' },
  },
  skill_gain_retaker_share: {
    ...rate,
    label: 'Share of retakers',
    description: 'Of the people who completed an assessment, the share who took one again after two weeks or more.',
    formula: 'People with two attempts of one assessment at least 14 days apart ÷ people with a completed attempt.',
    readFrom: ['datacamp.assessment_fact.completed_at'],
    ratio: { of: 'assessment_retakers', to: 'assessment_learners' },
  },
  skill_levels_stale_share: {
    ...rate,
    label: 'Share of stale levels',
    description: `Of the people with a level in a technology, the share whose last assessment is more than ${STALE_DAYS} days old.`,
    formula: 'People with a stale level ÷ people with a level, up to the end of the period.',
    readFrom: ['datacamp.assessment_fact.completed_at', 'datacamp.assessment_dim.technology'],
    ratio: { of: 'skill_levels_stale', to: 'skill_levels' },
  },
  on_time_rate: {
    ...rate,
    label: 'On-time rate',
    description: 'Of the assignments whose due date has passed, the share completed by it.',
    formula: 'Rows on time with due_at before the moment of the data ÷ all rows with such a due_at.',
    readFrom: assignments,
    leftOut: [putAway, 'Assignments without due date, and those not yet due.'],
    ratio: { of: 'assignments_due_on_time', to: 'assignments_due' },
  },
  overdue_rate: {
    ...rate,
    label: 'Overdue rate',
    description: 'Of the assignments whose due date has passed, the share that is still open.',
    formula: 'Rows overdue ÷ all rows with due_at before the moment of the data.',
    readFrom: assignments,
    leftOut: [putAway, 'Assignments without due date, and those not yet due.'],
    ratio: { of: 'assignments_overdue', to: 'assignments_due' },
  },
  reminder_effect: {
    ...rate,
    label: 'Completed within a week of the reminder',
    description:
      'Of the assignments open when their reminder was sent, the share completed within 7 days after. Observational: nobody was left without a reminder for comparison.',
    formula: 'Rows with reminder_sent_at < completed_at <= reminder_sent_at + 7 days ÷ rows open at reminder_sent_at.',
    readFrom: ['datacamp.assignment_fact.reminder_sent_at', 'datacamp.assignment_fact.completed_at'],
    leftOut: [putAway],
    ratio: { of: 'assignments_completed_after_reminder', to: 'assignments_reminded' },
  },
  certification_success_rate: {
    ...rate,
    label: 'Certification success rate',
    description: 'Of the people with a resolved attempt (granted or expired), the share who were granted one.',
    formula: 'People granted ÷ people with a resolved attempt, by the day of registration.',
    readFrom: ['datacamp.certification_fact.certificate_granted_at', 'datacamp.certification_fact.expired_at'],
    leftOut: ['Attempts that are still open.'],
    ratio: { of: 'certification_people_granted', to: 'certification_people_resolved' },
  },
  track_progress: {
    ...rate,
    label: 'Track progress',
    description: 'Completed contents of the enrolled tracks, of all contents that these hold.',
    formula:
      'Completed contents of the enrolled version ÷ (nb_courses + nb_projects), over the enrolments of the period.',
    readFrom: [
      'datacamp.track_content_fact.completed_at',
      'datacamp.track_dim.nb_courses',
      'datacamp.track_dim.nb_projects',
    ],
    leftOut: ['Versions that track_dim does not describe: it has live tracks only.'],
    ratio: { of: 'track_contents_completed', to: 'track_contents' },
  },
  track_completed_share: {
    ...rate,
    label: 'Tracks completed, of those enrolled',
    description: 'Of the track enrolments of the period, the share that is completed by now.',
    formula: 'Enrolments with completed_at ÷ enrolments, by the day of the enrolment.',
    readFrom: ['datacamp.track_fact.completed_at', 'datacamp.track_fact.started_at'],
    ratio: { of: 'track_enrolments_completed', to: 'track_enrolments' },
  },
  workspace_publish_success: {
    ...rate,
    label: 'Success of publishing',
    description: 'Of the attempts to publish a workspace created in the period, the share that succeeded.',
    formula: 'Sum of nb_times_published_successfully ÷ sum of nb_attempts_to_publish, over workspaces created.',
    readFrom: [
      'datacamp.workspace_fact.nb_times_published_successfully',
      'datacamp.workspace_fact.nb_attempts_to_publish',
    ],
    leftOut: ['Workspaces that nobody tried to publish.'],
    ratio: { of: 'workspace_publish_successes', to: 'workspace_publish_attempts' },
  },
  workspace_integration_share: {
    ...rate,
    label: 'Workspaces with an integration, share',
    description: 'Of the workspaces created in the period, the share with an integration.',
    formula: 'Workspaces created with first_integration_added_at ÷ workspaces created.',
    readFrom: ['datacamp.workspace_fact.first_integration_added_at', 'datacamp.workspace_fact.created_at'],
    ratio: { of: 'workspaces_integrated', to: 'workspaces_created' },
  },
} as const satisfies Readonly<Record<string, RatioDefinition>>
