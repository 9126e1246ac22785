/** The shape of ../shared/real-input/expected.json, as far as tests read it. */
import assert from 'node:assert/strict'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { Membership } from '@/lib/filters/filters'

export type Numbers = Record<string, number>

/** One metric over one source or over both. */
export interface Golden {
  readonly total: number
  readonly by_week: Numbers
  readonly by_month: Numbers
  readonly by_technology: Numbers
  readonly by_team?: Record<Membership, Numbers>
  readonly by_team_and_month?: Partial<Record<Membership, Numbers>>
}

export interface Expected {
  readonly about: { readonly as_of: string }
  readonly people: Numbers
  readonly teams: {
    readonly teams: readonly { team_id: string; members_ever: number; members_current: number }[]
  }
  readonly metrics: Record<string, Record<string, Golden>>
  readonly skilljar: {
    readonly enrolments: number
    readonly course_starts: number
    readonly course_completions: number
    readonly enrolments_by_month: Numbers
    readonly course_completions_by_month: Numbers
    readonly by_course: Record<string, { starts: number; enrolments: number; completions: number }>
  }
  readonly assessments: { readonly completed: number; readonly median_score: number; readonly score_groups: Numbers }
  readonly assignments: {
    readonly states: Numbers
    readonly states_with_archived_and_deleted: Numbers
    readonly stored_status: Numbers
    readonly on_time_rate: { readonly numerator: number; readonly denominator: number }
    readonly overdue_rate: { readonly numerator: number; readonly denominator: number }
    readonly median_days_late: number
  }
  readonly tracks: { readonly enrolments: number; readonly completions: number }
  readonly course_completion_rate_90: { readonly started: number; readonly completed: number }
  readonly seat_utilisation: Record<string, { readonly active: number; readonly seats: number; readonly ratio: number }>
  readonly row_counts: Record<ConnectorId, Numbers>
  readonly sample_query: readonly Record<string, unknown>[]
}

/** Every golden number is found; what the file does not list is 0. */
export function assertNumbers(actual: Numbers, golden: Numbers, what: string): void {
  const listed = Object.fromEntries(Object.entries(actual).filter(([key, value]) => key in golden || value !== 0))
  assert.deepEqual(Object.fromEntries(Object.keys(golden).map((key) => [key, listed[key] ?? 0])), golden, what)
  const unknown = Object.keys(listed).filter((key) => !(key in golden))
  assert.deepEqual(unknown, [], what)
}
