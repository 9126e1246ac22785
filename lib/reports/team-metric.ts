/** By which number teams are compared; it stands in the address. */
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'
import { isMetric, type MetricName } from '@/lib/metrics/names'

export const metricParam = 'metric'

/** Offered on the page; the address takes every metric. */
export const offeredMetrics = [
  'learning_hours',
  'active_learners',
  'active_share',
  'hours_per_learner',
  'xp',
  'active_days',
  'course_starts',
  'course_completions',
  'course_completion_rate',
  'sj_course_completions',
  'assessments_completed',
  'assessment_score',
  'on_time_rate',
  'certifications_granted',
] as const satisfies readonly MetricName[]

export function readTeamMetric(search: Search): MetricName {
  const name = readOne(search, metricParam) ?? offeredMetrics[0]
  if (isMetric(name)) return name
  throw new InvalidFilter(
    metricParam,
    `${metricParam}: "${name}" is no metric. Use one of: ${offeredMetrics.join(', ')}, or any other of the dictionary.`,
  )
}

export function withMetric(address: URLSearchParams, metric: MetricName): URLSearchParams {
  const params = new URLSearchParams(address)
  if (metric === offeredMetrics[0]) params.delete(metricParam)
  else params.set(metricParam, metric)
  return params
}
