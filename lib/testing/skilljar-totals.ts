/** One number of the events behind it (skilljar-oracle.ts): a sum, a mean, a quantile or how many people there are. */
import { quantile } from './quantile'
import type { SkilljarEvent } from './skilljar-event'

const means = new Set(['sj_course_score', 'quiz_score', 'quiz_attempts_to_pass', 'scorm_score', 'scorm_score_first'])
/** The quantile of their events' values that each is. */
const quantiles: Readonly<Record<string, number>> = {
  path_time_to_complete: 0.5,
  quiz_time_q1: 0.25,
  quiz_time: 0.5,
  quiz_time_q3: 0.75,
  path_progress_q1: 0.25,
  path_progress_median: 0.5,
  path_progress_q3: 0.75,
  scorm_seconds_q1: 0.25,
  scorm_seconds_median: 0.5,
  scorm_seconds_q3: 0.75,
}
/** Without an event there is no number, not 0. */
export const mayBeEmpty = (metric: string) => means.has(metric) || metric in quantiles
const money = new Set(['gross_revenue', 'refunds', 'net_revenue'])
/** Counted once, however many events they have. */
const distinct = new Set(['buyers', 'path_learners'])
/** Seconds are divided once and rounded. */
const rounded = new Set(['lesson_hours', 'scorm_hours'])

/** Null: amounts of several currencies. */
export function totalOf(metric: string, events: readonly SkilljarEvent[]): number | null {
  const sum = events.reduce((total, { value }) => total + value, 0)
  if (money.has(metric) && new Set(events.map(({ currency }) => currency)).size > 1) return null
  if (distinct.has(metric)) return new Set(events.map(({ person }) => person)).size
  if (rounded.has(metric)) return Math.round(sum * 1e6) / 1e6
  const share = quantiles[metric]
  if (share !== undefined) {
    return quantile(
      events.map(({ value }) => value),
      share,
    )
  }
  return means.has(metric) ? sum / events.length : sum
}
