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
    ],
    by: ['assignment_status', 'completion_status'],
  },
  certifications: {
    metrics: [
      'certifications_granted',
      ...quartiles('days_to_grant', 'days_to_grant_q1', 'days_to_grant_q3'),
      'certification_attempts',
      'certification_attempts_open',
      'certification_success_rate',
    ],
    by: ['certification', 'certification_version'],
  },
  tracks: { metrics: ['track_enrolments', 'track_completions', 'track_progress'], by: ['track', 'track_kind'] },
  projects: {
    metrics: [
      'project_starts',
      'project_completions',
      'project_completion_rate',
      'project_completion_velocity',
      'project_open_share',
      ...quartiles('project_time_to_complete', 'project_time_to_complete_q1', 'project_time_to_complete_q3'),
    ],
    by: ['guided', 'for_certification'],
  },
  practice: {
    metrics: ['practice_sessions', 'practice_mobile_share', 'practice_learners', 'practice_hours', 'practice_xp'],
    by: [],
  },
  workspaces: {
    metrics: ['workspaces_created', 'workspaces_published', 'workspace_hours', 'publication_views'],
    by: [],
  },
  'course effort': {
    metrics: [...quartiles('course_effort', 'course_effort_q1', 'course_effort_q3'), 'course_effort_of_needed'],
    by: [],
  },
}

export const medians =
  /^(assessment_score|skill_gain|days_late|days_to_grant|project_time_to_complete|course_effort)(_q1|_q3|_of_needed)?$/
const peopleCounts = [
  'assessment_learners',
  'assessment_retakers',
  'practice_learners',
  'certification_people_resolved',
]

/** Which rows of the oracle a metric reads, and how they become its number. */
export function oracleOf(name: string): { metric: string; value: string } {
  if (medians.test(name)) {
    const share = name.endsWith('_q1') ? 0.25 : name.endsWith('_q3') ? 0.75 : 0.5
    return {
      metric: name.replace(/_q[13]$/, ''),
      value: `oracle.quantile(array_agg(amount::float8 order by amount), ${share})`,
    }
  }
  if (peopleCounts.includes(name) || name === 'certification_people_granted')
    return { metric: name, value: 'count(distinct person)' }
  return { metric: name, value: /_hours$/.test(name) ? 'round(sum(amount) / 3600, 6)' : 'sum(amount)' }
}
