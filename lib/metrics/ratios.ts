/** Metrics that divide one number by another, last of all and at every level anew: percentages are never averaged. */
import type { Described } from './fact'

export interface RatioDefinition<Name extends string = string> extends Described {
  /** Null where the lower number is 0. */
  readonly ratio: { readonly of: Name; readonly to: Name }
}

export const ratios = {
  course_completion_velocity: {
    label: 'Completion velocity',
    description: 'Courses completed in the period against courses started in it; may pass 100 %.',
    unit: 'ratio',
    format: 'percent',
    formula: 'Courses completed ÷ courses started, both in the period. DataCamp’s own page calls this completion rate.',
    readFrom: ['datacamp.course_fact.started_at', 'datacamp.course_fact.completed_at'],
    leftOut: ['Deleted courses (id -1), which cannot be told apart.'],
    ratio: { of: 'course_completions', to: 'course_starts' },
  },
} as const satisfies Readonly<Record<string, RatioDefinition>>
