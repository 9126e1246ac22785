/** Metrics of DataCamp's smaller facts, with the dimensions they have and what the oracle says of each. */
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { MetricName } from '@/lib/metrics/names'

export interface Family {
  readonly metrics: readonly MetricName[]
  readonly by: readonly DimensionName[]
}

const quartiles = <const Name extends MetricName>(...names: Name[]) => names

export const families: Readonly<Record<string, Family>> = {
  assessments: {
    metrics: [
      'assessments_completed',
      'assessment_level',
      'assessment_learners',
      ...quartiles('assessment_score', 'assessment_score_q1', 'assessment_score_q3'),
    ],
    by: ['score_group'],
  },
  'skill levels': { metrics: ['skill_levels', 'skill_levels_fresh', 'skill_levels_stale_share'], by: ['score_group'] },
  'skill gain': {
    metrics: [
      ...quartiles('skill_gain', 'skill_gain_q1', 'skill_gain_q3'),
      'skill_gain_improving_share',
      'skill_gain_moving_up_share',
      'skill_gain_retaker_share',
    ],
    by: [],
  },
  assignments: {
    metrics: [
      'assignments',
      'assignments_on_time',
      'assignments_late',
      'assignments_overdue',
      'assignments_not_yet_due',
      'assignments_no_due_date',
      'on_time_rate',
      'overdue_rate',
      ...quartiles('days_late', 'days_late_q1', 'days_late_q3'),
      'reminder_effect',
      'assignment_status_mismatches',
      'assignments_put_away',
      'assignments_due_in_7',
      'assignments_due_in_30',
    ],
    by: ['assignment_status', 'completion_status', 'due_month'],
  },
  certifications: {
    metrics: [
      'certifications_granted',
      ...quartiles('days_to_grant', 'days_to_grant_q1', 'days_to_grant_q3'),
      'certification_attempts',
      'certification_attempts_open',
      'certification_attempts_running_out',
      'certification_success_rate',
    ],
    by: ['certification', 'certification_version'],
  },
  tracks: {
    metrics: [
      'track_enrolments',
      'track_completions',
      'track_progress',
      'track_learners',
      'track_enrolments_active',
      'track_completed_share',
      'track_enrolments_described',
      'track_progress_median',
      ...quartiles('track_progress_q1', 'track_progress_q3'),
    ],
    by: ['track', 'track_kind'],
  },
  projects: {
    metrics: [
      'project_starts',
      'project_completions',
      'project_completion_rate',
      'project_completion_velocity',
      'project_starts_completed',
      'project_open_share',
      ...quartiles('project_time_to_complete', 'project_time_to_complete_q1', 'project_time_to_complete_q3'),
    ],
    by: ['guided', 'for_certification'],
  },
  'project effort': {
    metrics: [
      ...quartiles('project_effort', 'project_effort_q1', 'project_effort_q3', 'project_effort_of_needed'),
      'project_hours_needed',
      'project_effort_compared',
    ],
    by: ['guided', 'for_certification'],
  },
  practice: {
    metrics: [
      'practice_sessions',
      'practice_mobile_share',
      'practice_sessions_browser',
      'practice_sessions_unplaced',
      'practice_learners',
      'practice_hours',
      'practice_xp',
    ],
    by: [],
  },
  workspaces: {
    metrics: [
      'workspaces_created',
      'workspaces_edited',
      'workspaces_published',
      'workspaces_created_edited',
      'workspaces_created_tried',
      'workspaces_created_published',
      'workspace_publish_success',
      'workspace_integration_share',
      'workspace_upvotes',
      'workspace_shares',
      'workspaces_measured',
      ...quartiles('workspace_size', 'workspace_size_q1', 'workspace_size_q3'),
    ],
    by: [],
  },
  'workspace visits': {
    metrics: [
      'workspace_hours',
      'workspace_visits',
      'workspace_visitors',
      'publication_views',
      'publication_views_own',
      'publication_hours',
      'publication_hours_own',
    ],
    by: [],
  },
  'course effort': {
    metrics: [
      ...quartiles('course_effort', 'course_effort_q1', 'course_effort_q3'),
      ...quartiles('course_effort_of_needed', 'course_effort_of_needed_q1', 'course_effort_of_needed_q3'),
      'course_effort_compared',
    ],
    by: [],
  },
}

export const medians =
  /^(assessment_score|skill_gain|days_late|days_to_grant|project_time_to_complete|(course|project)_effort(_of_needed)?|workspace_size|project_hours_needed|track_progress_median|track_progress(?=_q))(_q1|_q3)?$/
const peopleCounts = [
  'assessment_learners',
  'assessment_retakers',
  'skill_levels',
  'skill_levels_fresh',
  'skill_levels_stale',
  'practice_learners',
  'track_learners',
  'workspace_visitors',
  'certification_people_resolved',
]

/** Which rows of the oracle a metric reads, and how they become its number. */
export function oracleOf(name: string): { metric: string; value: string } {
  if (medians.test(name)) {
    const share = name.endsWith('_q1') ? 0.25 : name.endsWith('_q3') ? 0.75 : 0.5
    return {
      metric: name.replace(/_(q[13]|median)$/, ''),
      value: `oracle.quantile(array_agg(amount::float8 order by amount), ${share})`,
    }
  }
  if (peopleCounts.includes(name) || name === 'certification_people_granted')
    return { metric: name, value: 'count(distinct person)' }
  return { metric: name, value: /_hours(_own)?$/.test(name) ? 'round(sum(amount) / 3600, 6)' : 'sum(amount)' }
}
