/** What a question is about, as far as the rollups of people know it. */
import { sources } from '@/lib/filters/filters'
import type { Cells } from '@/lib/metrics/compile'
import type { FactMetricName } from '@/lib/metrics/names'

export const kinds = ['source', 'content_type', 'technology'] as const
export type Kind = (typeof kinds)[number]

/** Metrics of people and their days; the number of people behind each is the first. */
export const peopleMetrics = ['active_learners', 'active_days', 'new_learners'] as const satisfies FactMetricName[]
export type PeopleMetric = (typeof peopleMetrics)[number]

export function isPeopleMetric(name: FactMetricName): name is PeopleMetric {
  return peopleMetrics.some((known) => known === name)
}

export const isKind = (name: string): name is Kind => kinds.some((kind) => kind === name)

/** Values that a kind is narrowed to; empty for all. Naming every source narrows nothing. */
export function valuesOf({ filters }: Cells, kind: Kind): readonly string[] {
  if (kind === 'content_type') return filters.contentType
  if (kind === 'technology') return filters.technology
  return sources.every((source) => filters.source.includes(source)) ? [] : filters.source
}
