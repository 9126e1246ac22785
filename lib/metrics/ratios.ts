/** Metrics that divide one number by another, last of all and at every level anew: percentages are never averaged. */
import type { Described } from './fact'
import { datacampRatios } from './facts/datacamp-ratios'
import { skilljarRatios } from './facts/skilljar-ratios'

export interface RatioDefinition<Name extends string = string> extends Described {
  /** Null where the lower number is 0. */
  readonly ratio: { readonly of: Name; readonly to: Name }
  /** Of rates within a window: what is given the time. */
  readonly cohort?: string
}

const rate = { unit: 'ratio', format: 'percent' } as const
const datacampPairs = ['datacamp.course_fact.started_at', 'datacamp.course_fact.completed_at']
const datacampTime = ['course', 'project', 'practice', 'assessment'].map((kind) => `datacamp.${kind}_fact.time_spent`)
const tooYoung = 'Those with less than the window behind them when the data was loaded.'

export const ratios = {
  active_share: {
    ...rate,
    label: 'Active share',
    description: 'Of the people observed in the period, the share with at least one sign of learning.',
    formula: 'Active learners ÷ people observed.',
    readFrom: ['datacamp.user_team_bridge.joined_team_date', 'datacamp.user_dim.deleted_at'],
    leftOut: ['DataCamp reports no mobile time and no days on which a person was outside the group.'],
    ratio: { of: 'active_learners', to: 'members_observed' },
  },
  hours_per_learner: {
    unit: 'hours',
    format: 'hours',
    label: 'Hours per active learner',
    description: 'Learning hours of the period, shared among those who learned in it.',
    formula: 'Learning hours ÷ active learners.',
    readFrom: datacampTime,
    leftOut: ['DataCamp reports no mobile time and no days on which a person was outside the group.'],
    ratio: { of: 'learning_hours', to: 'active_learners' },
  },
  course_completion_rate: {
    ...rate,
    label: 'Completion rate',
    description:
      'Of the DataCamp courses started in the period, the share completed within the window (30 days unless chosen).',
    formula: 'Starts completed within window_days ÷ starts with window_days behind them; the day of the start counts.',
    readFrom: datacampPairs,
    leftOut: [tooYoung, 'Deleted courses (id -1), which cannot be told apart.'],
    ratio: { of: 'course_starts_completed_in_time', to: 'course_starts_mature' },
    cohort: 'start',
  },
  course_completion_velocity: {
    ...rate,
    label: 'Completion velocity',
    description: 'Courses completed in the period against courses started in it; may pass 100 %.',
    formula: 'Courses completed ÷ courses started, both in the period. DataCamp’s own page calls this completion rate.',
    readFrom: datacampPairs,
    leftOut: ['Deleted courses (id -1), which cannot be told apart.'],
    ratio: { of: 'course_completions', to: 'course_starts' },
  },
  course_open_share: {
    ...rate,
    label: 'Share still open',
    description: 'Of the DataCamp courses started in the period, the share that is not completed yet.',
    formula: 'Starts without a completion ÷ starts.',
    readFrom: datacampPairs,
    ratio: { of: 'course_starts_open', to: 'course_starts' },
  },
  course_stalled_share: {
    ...rate,
    label: 'Share stalled',
    description:
      'Of the DataCamp courses started in the period at least the window ago (30 days unless chosen), the share that is still not completed.',
    formula: 'Starts with window_days behind them and without a completion ÷ starts with window_days behind them.',
    readFrom: datacampPairs,
    leftOut: [tooYoung, 'Deleted courses (id -1), which cannot be told apart.'],
    ratio: { of: 'course_starts_stalled', to: 'course_starts_mature' },
    cohort: 'start',
  },
  sj_course_completion_rate: {
    ...rate,
    label: 'Skilljar completion rate, of those enrolled',
    description:
      'Of the Skilljar enrolments of the period, the share completed within the window (30 days unless chosen).',
    formula: 'Enrolments completed within window_days ÷ enrolments with window_days behind them.',
    readFrom: ['skilljar.enrollment.enrolled_at', 'skilljar.student_course_progress.completed_at'],
    leftOut: [tooYoung],
    ratio: { of: 'enrolments_completed_in_time', to: 'enrolments_mature' },
    cohort: 'enrolment',
  },
  sj_course_completion_rate_of_started: {
    ...rate,
    label: 'Skilljar completion rate, of those started',
    description:
      'Of the Skilljar courses started in the period, the share completed within the window (30 days unless chosen).',
    formula: 'Starts completed within window_days ÷ starts with window_days behind them.',
    readFrom: [
      'skilljar.student_lesson_session_time_hourly.hour_starts_at',
      'skilljar.student_course_progress.completed_at',
    ],
    leftOut: [tooYoung],
    ratio: { of: 'sj_course_starts_completed_in_time', to: 'sj_course_starts_mature' },
    cohort: 'start',
  },
  ...datacampRatios,
  ...skilljarRatios,
} as const satisfies Readonly<Record<string, RatioDefinition>>
